"""What a network must show, worked out the slow way from an export of every statement: the oracle of these tests."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_schema.periods import AsOf
from tests.ingest.landing.conftest import Area

TIES = (
    "VICTIM_OF", "PARENT_OF", "CARER_OF", "PARTNER_OF", "EX_PARTNER_OF", "SIBLING_OF", "RELATIVE_OF",
    "HOUSEHOLD_MEMBER_OF", "ASSOCIATE_OF", "NON_ASSOCIATE_OF", "CO_DEFENDANT_OF", "WITNESS_AGAINST",
    "IN_CONTACT_WITH",
)  # fmt: skip
HOMES = ("LIVES_AT", "STAYS_AT", "PROPOSED_AT")
Key = tuple[str, str]
Row = dict[str, Any]


@dataclass
class Oracle:
    """All statements of an area that are known at K and hold on D."""

    area: Area
    as_of: AsOf
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self.area.everything().to_dicts():
            is_known = row["known_from"] <= self.as_of.known < row["known_to"]
            if is_known and row["valid_from"] <= self.as_of.day < row["valid_to"]:
                self.rows.append({**row, "facts": json.loads(row["properties"])})

    def of(self, *types: str) -> Iterable[Row]:
        return (row for row in self.rows if row["type"] in types)

    def homes(self, person: str) -> set[str]:
        """Return where somebody has a home or a proposed one."""
        found = {row["to"] for row in self.of(*HOMES) if row["from"] == person}
        for row in self.of("PLACED_IN"):
            if row["from"] == person and self.is_to_come(row):
                found |= {at["to"] for at in self.of("PLACED_AT") if at["from"] == row["to"]}
        return found

    def is_to_come(self, row: Row) -> bool:
        starts = row["facts"]["starts_on"]
        return bool(starts) and date.fromisoformat(starts) > self.as_of.day and row["facts"]["decision"] != "refused"

    def people(self, subject: str, hops: int) -> set[str]:
        """Return who is within some hops."""
        everybody = {row["from"] for row in self.of("HAS_DETAILS")} | {row["to"] for row in self.of(*TIES)}
        everybody |= {row["from"] for row in self.rows if row["from_kind"] == "Person"}
        homes = {person: self.homes(person) for person in everybody}
        maracs = {person: {r["to"] for r in self.of("NAMED_IN") if r["from"] == person} for person in everybody}
        tied = {(row["from"], row["to"]) for row in self.of(*TIES)}
        found = {subject}
        for _ in range(hops):
            found |= {
                other
                for other in everybody
                for one in tuple(found)
                if (one, other) in tied
                or (other, one) in tied
                or homes[one] & homes[other]
                or maracs[one] & maracs[other]
            }
        return found

    def is_child(self, person: str) -> bool:
        """Whether somebody is under 18 for certain, or in doubt and taken for a child."""
        details = [row["facts"] for row in self.of("HAS_DETAILS") if row["from"] == person]
        first, last = (details[0]["born_from"], details[0]["born_to"]) if details else (None, None)
        cutoff = f"{self.as_of.day.year - 18:04}{self.as_of.day:-%m-%d}"
        if first and first > cutoff:
            return True
        if last and last <= cutoff:
            return False
        if any(row["from"] == person for row in self.of("ON_PLAN")):
            return True
        named = {r["to"] for r in self.of("NAMED_IN") if r["from"] == person and r["facts"]["role"] == "child"}
        return any(row["from"] in named and self._is_open(row["facts"]) for row in self.of("HEARD_IN"))

    def _is_open(self, facts: Row) -> bool:
        day = self.as_of.day.isoformat()
        return bool(facts["referred_on"] <= day and (not facts["closed_on"] or facts["closed_on"] > day))

    def nodes(self, case: str, hops: int) -> set[Key]:
        """Return kind and id of everything a network without flags shows."""
        (subject,) = {row["from"] for row in self.of("SUBJECT_OF") if row["to"] == case}
        people = self.people(subject, hops)
        shown: set[Key] = {("MappaCase", case)} | {("Person", person) for person in people}
        shown |= {("Address", home) for person in people for home in self.homes(person)}
        shown |= {
            (row["to_kind"], row["to"])
            for row in self.of("SUBJECT_OF", "NAMED_IN", "BOUND_BY", "ON_PLAN")
            if row["from"] in people
        }
        shown |= {("Placement", r["to"]) for r in self.of("PLACED_IN") if r["from"] in people and self.is_to_come(r)}
        for type_ in ("MANAGED_UNDER", "IMPOSES", "BOUNDED_BY"):
            shown |= {(r["to_kind"], r["to"]) for r in self.of(type_) if (r["from_kind"], r["from"]) in shown}
        worked_with = {case, subject, *(person for person in people if self.is_child(person))}
        workers = {(r["from_kind"], r["from"]) for r in self.of("ASSIGNED_TO") if r["to"] in worked_with}
        leads = {("Agency", r["from"]) for r in self.of("LEADS") if r["to"] == case}
        employers = {("Agency", r["to"]) for r in self.of("WORKS_FOR") if ("KeyWorker", r["from"]) in workers}
        return shown | workers | leads | employers

    def links(self, shown: set[Key]) -> set[tuple[str, Key, Key, date, date]]:
        """Return every statement that holds among what is shown."""
        ends = ((row, (row["from_kind"], row["from"]), (row["to_kind"], row["to"])) for row in self.rows)
        return {
            (row["type"], start, end, row["valid_from"], row["valid_to"])
            for row, start, end in ends
            if start in shown and end in shown
        }
