"""What a rule finds: the subject, the others it is about, the facts, and the path of statements that proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph_schema.case_network import Guidance
from graph_schema.periods import AsOf

KEY_KINDS: Mapping[str, str] = {
    "action": "Action", "agency": "Agency", "disclosure": "Disclosure", "event": "Event", "meeting": "Meeting",
    "notification": "Notification", "order": "Order", "placement": "Placement", "plan": "RiskPlan",
    "referral": "Referral", "sentence": "Sentence", "worker": "KeyWorker",
}  # fmt: skip
"""The kinds of thing by which a rule's findings may differ, beside those that have a field of their own."""

FactValue = str | int | bool | date | None | tuple[Mapping[str, str | int | bool | None], ...]


class Outcome(StrEnum):
    """What came of a rule for one key; none found is no finding."""

    FOUND = "found"
    COULD_NOT_CHECK = "could_not_check"


class Severity(StrEnum):
    """How soon somebody must act."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SEVERITIES = tuple(Severity)
"""From the worst to the least."""


@dataclass(frozen=True, order=True)
class Thing:
    """A node of the graph: its label and its id."""

    kind: str
    id: str


@dataclass(frozen=True, order=True)
class Source:
    """Who said it: the agency, the feed and the record (`agency:table:key`)."""

    agency: str
    feed: str
    record: str


@dataclass(frozen=True)
class Step:
    """One statement of a path, in the direction it was declared; said by several agencies, it has several sources."""

    start: Thing
    type: str
    end: Thing
    valid_from: date
    valid_to: date
    sources: tuple[Source, ...]


@dataclass(frozen=True, order=True)
class Party:
    """Another person the finding is about: their role in it and their id."""

    role: str
    person: str


@dataclass(frozen=True)
class Finding:
    """One rule met, or not to be checked, for one key: the rule, the case and the other party."""

    rule: str
    family: str
    severity: Severity
    outcome: Outcome
    title: str
    summary: str
    next_step: str
    guidance: tuple[Guidance, ...]
    subject: str
    case_ref: str | None
    as_of: AsOf
    parties: tuple[Party, ...] = ()
    condition: str | None = None
    transfer: str | None = None
    marac: str | None = None
    site: str | None = None
    addresses: tuple[str, ...] = ()
    episode_from: date | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    path: tuple[Step, ...] = ()
    keyed: tuple[tuple[str, Thing], ...] = ()
    """The things of KEY_KINDS by which the rule's findings differ, each with the name of its column."""
    key_values: tuple[str, ...] = ()
    """The values of the columns by which the rule's findings differ, "" for one that is none."""

    @property
    def key(self) -> tuple[str, ...]:
        """Return what makes it one finding: the rule, the case, the subject, and what else tells its findings apart."""
        return (self.rule, self.case_ref or "", self.subject, *(value for value in self.key_values if value))

    @property
    def things(self) -> tuple[Thing, ...]:
        """Return the nodes it touches, the subject first, then in the order of the path."""
        ends = (thing for step in self.path for thing in (step.start, step.end))
        named = (Thing("Address", address) for address in self.addresses)
        parties = (Thing("Person", party.person) for party in self.parties)
        sites = (Thing("Site", self.site),) if self.site else ()
        keyed = (thing for _, thing in self.keyed)
        return tuple(dict.fromkeys((Thing("Person", self.subject), *ends, *parties, *named, *sites, *keyed)))
