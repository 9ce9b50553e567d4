"""What a caller may know of: cases of their areas, people around them, and nobody whose record is closed to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.access.callers import Caller
from service.access.questions import Row, ask, ask_each

_EXCLUSION = "exclusion"


@dataclass(frozen=True)
class Standing:
    """Where a case stands: its area, level and subject by the episode that holds, else by the last that began."""

    case_ref: str
    subject: str
    area: str
    level: int | None
    is_current: bool


class Visibility:
    """What one caller may know of as things stand; asked anew for every request, so that nothing outlives a change.

    Where a case stands now decides, whatever day is asked about: an area that gave a case away has no more to do with
    what it once was.
    """

    def __init__(self, store: GraphStore, caller: Caller, now: AsOf) -> None:
        """Look at `store` for `caller`, as things are known `now`."""
        self._store = store
        self._caller = caller
        self._now = now

    @cached_property
    def barred(self) -> frozenset[str]:
        """Return the people whose record is closed to the caller.

        An exclusion closes it to those it names, a restriction to everybody it does not name.
        """
        named: dict[str, bool] = {}
        for row in self._limits:
            if row["kind"] != _EXCLUSION:
                named[row["person"]] = named.get(row["person"], False) or self._caller.is_named(row["username"])
        return self.excluded | {person for person, is_named in named.items() if not is_named}

    @cached_property
    def excluded(self) -> frozenset[str]:
        """Return those of them whose record is closed to the caller by name, which no emergency opens."""
        return frozenset(
            row["person"]
            for row in self._limits
            if row["kind"] == _EXCLUSION and self._caller.is_named(row["username"])
        )

    @cached_property
    def _limits(self) -> Sequence[Row]:
        return ask(self._store, "limited_people", self._now)

    def case(self, case_ref: str) -> Standing | None:
        """Return where a case stands; None where there is none, or none that the caller may know of."""
        return self.cases([case_ref]).get(case_ref)

    def openable(self, case_ref: str) -> Standing | None:
        """Return where a case stands that the caller may know of, or may open in an emergency; None for any other."""
        standing = standings(self._store, [case_ref], self._now).get(case_ref)
        return None if standing is None or standing.subject in self.excluded else standing

    def cases(self, case_refs: Iterable[str]) -> Mapping[str, Standing]:
        """Return where those of the cases stand that the caller may know of."""
        found = standings(self._store, sorted(set(case_refs)), self._now)
        return {ref: one for ref, one in found.items() if self._may_know(one)}

    def people(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those whom the caller may know of.

        These are nominals of their areas, who is tied to one, and who has a home or is heard about at a MARAC there.
        """
        asked = sorted(set(ids) - self.barred)
        if self._caller.is_national or not asked:
            return frozenset(asked)
        found = self._nominals(asked)
        for question in ("marac_areas_of_person", "home_areas_of_person"):
            rest = [one for one in asked if one not in found]
            rows = ask_each(self._store, question, rest, self._now)
            found |= {row["person"] for row in rows if self._caller.covers(row["area"])}
        rest = [one for one in asked if one not in found]
        ties = self._ties(rest)
        near = self._nominals(sorted({row["other"] for row in ties}))
        return frozenset(found | {row["person"] for row in ties if row["other"] in near})

    def victims(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those who are or were victims and whom the caller does not see as the nominal of a case of theirs."""
        found = self.known_victims(ids)
        return found - self._nominals(sorted(found))

    def known_victims(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those who are or were victims, whatever else they are to the caller: for those cleared alone."""
        asked = sorted(set(ids))
        told = (ask_each(self._store, question, asked, self._now) for question in ("victims", "victims_at_marac"))
        return frozenset(row["person"] for rows in told for row in rows)

    def _may_know(self, standing: Standing) -> bool:
        return self._caller.covers(standing.area) and standing.subject not in self.barred

    def _nominals(self, ids: Sequence[str]) -> set[str]:
        rows = ask_each(self._store, "cases_of_person", ids, self._now)
        cases = self.cases(row["case_ref"] for row in rows)
        return {row["person"] for row in rows if row["case_ref"] in cases}

    def _ties(self, ids: Sequence[str]) -> list[Row]:
        both = ("tied_people_out", "tied_people_in")
        return [row for question in both for row in ask_each(self._store, question, ids, self._now)]


def standings(store: GraphStore, case_refs: Sequence[str], now: AsOf) -> Mapping[str, Standing]:
    """Return where cases stand, by their reference; those that are not there are left out."""
    episodes: dict[str, list[Row]] = {}
    for row in ask_each(store, "case_episodes", case_refs, now):
        episodes.setdefault(row["case_ref"], []).append(row)
    return {ref: _standing(rows, now) for ref, rows in episodes.items()}


def _standing(episodes: Sequence[Row], now: AsOf) -> Standing:
    holding = [row for row in episodes if row["valid_from"] <= now.day < row["valid_to"]]
    # Of episodes that overlap, the one that started last counts.
    last = max(holding or episodes, key=lambda row: (row["valid_from"], row["level"] or 0, row["subject"]))
    return Standing(last["case_ref"], last["subject"], last["area"], last["level"], bool(holding))
