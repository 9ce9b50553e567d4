"""A flag: a finding with a name and a life; and which flags somebody wants to see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from service.flags.book import Name
from service.flags.life import Happening, Life, Status
from service.rules.findings import Finding, Outcome, Severity


@dataclass(frozen=True)
class Flag:
    """A flag as it stands: what it is called, how it lives, and the finding, None where it was not evaluated."""

    name: Name
    life: Life
    finding: Finding | None = None

    @property
    def id(self) -> str:
        """Return its id, which stays the same."""
        return self.name.id

    @property
    def number(self) -> int:
        """Return its number on its case, which no other flag of the case ever has."""
        return self.name.number

    @property
    def rule(self) -> str:
        """Return the id of its rule."""
        return self.name.rule

    @property
    def family(self) -> str:
        """Return the family of its rule."""
        return self.name.family

    @property
    def case_ref(self) -> str | None:
        """Return its case, None where it is about a person without one."""
        return self.name.case_ref or None

    @property
    def title(self) -> str:
        """Return what its rule is called, as of when it was first seen."""
        return self.name.title

    @property
    def severity(self) -> Severity:
        """Return its severity, of a closed flag the last."""
        return self.finding.severity if self.finding else self.life.facts.severity

    @property
    def outcome(self) -> Outcome:
        """Return whether it was found or could not be checked, of a closed flag the last."""
        return self.finding.outcome if self.finding else self.life.facts.outcome

    @property
    def status(self) -> Status:
        """Return where it stands."""
        return self.life.status

    @property
    def version(self) -> int:
        """Return the version that a decision on it must name."""
        return self.life.version

    @property
    def opened_at(self) -> datetime:
        """Return the local time at which it was first seen, or came back."""
        return self.life.opened_at

    @property
    def history(self) -> tuple[Happening, ...]:
        """Return what has happened to it, the earliest first."""
        return self.life.history


@dataclass(frozen=True)
class Wanted:
    """Which flags are asked for; what is None is not asked about, and without a status those not closed are meant."""

    family: str | None = None
    rule: str | None = None
    severity: Severity | None = None
    status: Status | None = None
    area: str | None = None
    case_ref: str | None = None

    def takes(self, flag: Flag, areas: Mapping[str, str]) -> bool:
        """Whether a flag is wanted; `areas` has the area of each flag by its id."""
        is_status = flag.status is self.status if self.status else not flag.life.is_closed
        asked = (
            (self.family, flag.family), (self.rule, flag.rule), (self.severity, flag.severity),
            (self.case_ref, flag.case_ref),
        )  # fmt: skip
        is_area = self.area is None or areas.get(flag.id) == self.area
        return is_status and is_area and all(wanted is None or wanted == has for wanted, has in asked)


def pick(flags: Iterable[Flag], wanted: Wanted, areas: Mapping[str, str] | None = None) -> list[Flag]:
    """Return the flags that are wanted, in the order they came; to ask for an area takes the `areas_of` the flags."""
    if wanted.area is not None and areas is None:
        raise ValueError("to pick the flags of an area, say in which each is")
    return [flag for flag in flags if wanted.takes(flag, areas or {})]
