"""Where scenarios play: the area's reserved places, and what its agencies have been told to send."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import polars as pl

from ingest.geocoding.gazetteer import live_postcodes
from ingest.synthetic import identifiers
from ingest.synthetic.agencies import Agency, Role
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.dice import Dice
from ingest.synthetic.frames import AGENCY, MONTH, Statements, as_statements
from ingest.synthetic.ground import authority_of
from ingest.synthetic.names import draw_given_names, draw_surnames
from ingest.synthetic.reserved import scenario_bases
from ingest.synthetic.setting import Setting
from ingest.synthetic.streets import street_of, town_of

_UPRNS_FROM = 22
"""Scenarios take the UPRNs of a chunk that no area is large enough to have."""

_BEGINS = (
    "valid_from",
    "held_on",
    "proposed_on",
    "referred_on",
    "shared_on",
    "decided_on",
    "assessed_on",
    "sentenced_on",
)
"""Days before which a row cannot have been sent."""

_ENDS = ("valid_to", "closed_on", "completed_on", "rejected_on", "deceased_on")
"""Days that a row is sent once more to tell of."""

_UNDATED = ("persons", "addresses", "key_workers", "zones", "sites")
"""Tables whose rows are sent first of all, since others refer to them and they have no day of their own."""

_STREETS = ("Mews", "Row", "Yard")
"""What the street of a scenario's addresses is called: of those of the first places, and of those that share them."""

_NEWS_DAYS = 30
"""Other rows without a day are sent this long before the day asked about."""


@dataclass(frozen=True)
class Who:
    """Somebody in a scenario; `refs` are the references of those who have a record, by agency."""

    name: str
    cells: dict[str, str]
    refs: dict[str, str] = field(default_factory=dict)

    @property
    def all_refs(self) -> list[str]:
        """Return every record as `agency:ref`."""
        return sorted(f"{agency}:{ref}" for agency, ref in self.refs.items())


@dataclass(frozen=True)
class Address:
    """An address in a scenario; `refs` as of people."""

    name: str
    cells: dict[str, str]
    refs: dict[str, str] = field(default_factory=dict)

    @property
    def all_refs(self) -> list[str]:
        """Return every record as `agency:ref`."""
        return sorted(f"{agency}:{ref}" for agency, ref in self.refs.items())


@dataclass
class Stage:
    """The scenarios' part of an area: `rows` are all that its agencies say in them, by table."""

    setting: Setting
    rows: dict[str, list[dict[str, str | int]]] = field(default_factory=dict)
    people: list[Who] = field(default_factory=list)
    _addresses: int = 0

    @property
    def area(self) -> str:
        """Return the area's slug."""
        return self.setting.area

    @property
    def area_index(self) -> int:
        """Return the area's place among the 42."""
        return self.setting.area_index

    @property
    def elsewhere(self) -> str:
        """Return the slug of the neighbouring area."""
        return self.setting.ground.neighbours[0]

    @property
    def calendar(self) -> Calendar:
        """Return the months of the history."""
        return self.setting.calendar

    def agency(self, role: Role) -> Agency:
        """Return the area's agency of a role, for children's services the first."""
        return next(agency for agency in self.setting.agencies.values() if agency.role is role)

    def agency_ref(self, role: Role) -> str:
        """Return that agency's reference."""
        return self.agency(role).ref

    def last_feed(self, role: Role) -> date:
        """Return the day of the last feed of agencies of a role."""
        return self.calendar.received(self.calendar.months - 1, self.agency(role).sending_day)

    def add_person(self, name: str, cells: dict[str, str], like: Who | None) -> Who:
        """Add somebody with an NHS number, by which the records of different agencies are joined."""
        dice, place = Dice.for_part(77, self.area_index, 1_000 + len(self.people)), len(self.people)
        is_male = np.array([cells["sex"] == "male"])
        given = str(draw_given_names(dice, is_male, np.array([1985]))[0])
        called = {"given_names": given.split(" ", maxsplit=1)[0], "family_name": f"{draw_surnames(dice, 1)[0]}"}
        if like is not None:
            called = {key: like.cells[key] for key in called}
        number = np.array([identifiers.NHS.for_scenario(self.area_index, place)])
        who = Who(name, {**called, **cells, "nhs_number": str(identifiers.make_nhs_number(number)[0])})
        self.people.append(who)
        return who

    def ref(self, who: Who, role: Role) -> str:
        """Return the reference an agency of a role has for somebody, whom it tells of first if need be."""
        agency = self.agency(role)
        if agency.ref not in who.refs:
            who.refs[agency.ref] = f"{role.value}{who.name}"
            self.say("persons", role, {"person_ref": who.refs[agency.ref], **who.cells}, self.calendar.as_of)
        return who.refs[agency.ref]

    def point(self, place: int, metres_east: int, *, elsewhere: bool = False) -> tuple[int, int]:
        """Return a point by its distance from a scenario's place, or from its place in the neighbouring area."""
        postcode = _base(self.elsewhere if elsewhere else self.area, place)
        easting, northing = live_postcodes().select("easting", "northing").row(int(postcode))
        return int(easting) + metres_east, int(northing)

    def add_flat(self, name: str, flat: str, beside: Address) -> Address:
        """Add another flat of the building of `beside`."""
        return Address(name, {**beside.cells, "secondary_name": flat, "uprn": ""})

    def add_address(self, name: str, place: int, metres_east: int, known: str, flat: str) -> Address:
        """Add an address of the area, so many metres from a scenario's place."""
        east, north = self.point(place, metres_east)
        # Scenarios that share a place must not share a house.
        street = _STREETS[place // len(scenario_bases(self.area))]
        cells = self._street(_base(self.area, place), street) | {"secondary_name": flat}
        if known == "nothing":
            cells["postcode"] = ""
        elif known == "metres":
            cells |= {"easting": str(east), "northing": str(north)}
        return Address(name, cells)

    def add_address_elsewhere(self, name: str, place: int) -> Address:
        """Add an address of the neighbouring area."""
        return Address(name, self._street(_base(self.elsewhere, place), "Parade"))

    def _street(self, postcode: int, kind: str) -> dict[str, str]:
        self._addresses += 1
        where = np.array([postcode])
        uprn = identifiers.make_uprn(self.area_index, _UPRNS_FROM, np.array([self._addresses]))
        return {
            "uprn": str(uprn[0]) if self._addresses % 2 else "",
            "primary_name": str(self.area_index * 100 + self._addresses % 90 + 1),
            "street": f"{str(street_of(where)[0]).split(' ', maxsplit=1)[0]} {kind}",
            "town": str(town_of(authority_of(where))[0]),
            "postcode": str(live_postcodes()["postcode"][postcode]),
            "kind": "dwelling",
            "confidential": "no",
        }

    def address_ref(self, address: Address, role: Role) -> str:
        """Return the reference an agency of a role has for an address, of which it tells first if need be."""
        agency = self.agency(role)
        if agency.ref not in address.refs:
            address.refs[agency.ref] = f"{role.value}{address.name}"
            self.say("addresses", role, {"address_ref": address.refs[agency.ref], **address.cells}, self.calendar.as_of)
        return address.refs[agency.ref]

    def say(self, table: str, role: Role, cells: dict[str, str], now: date) -> None:
        """Let the agency of a role send a row in the first feed that can know of it, and again when it has ended.

        What happened after the last feed is told in the last.
        """
        otherwise = self.calendar.begins if table in _UNDATED else now - timedelta(days=_NEWS_DAYS)
        begun = self._month(role, [cells.get(name, "") for name in _BEGINS], now, otherwise)
        ended = max(begun, self._month(role, [cells.get(name, "") for name in _ENDS], now, self.calendar.begins))
        rows = self.rows.setdefault(table, [])
        if ended > begun:
            rows.append(
                {AGENCY: self.agency_ref(role), MONTH: begun, **cells, **{name: "" for name in _ENDS if name in cells}}
            )
        rows.append({AGENCY: self.agency_ref(role), MONTH: ended, **cells})

    def _month(self, role: Role, days: list[str], now: date, otherwise: date) -> int:
        past = [date.fromisoformat(day) for day in days if day and day <= now.isoformat()] or [otherwise]
        return min(self.calendar.month_on(max(past), self.agency(role).sending_day), self.calendar.months - 1)

    def statements(self) -> Statements:
        """Return everything that was said."""
        months = self.calendar.months
        return {
            table: as_statements(table, pl.DataFrame(rows, infer_schema_length=None), months)
            for table, rows in self.rows.items()
        }


def _base(area: str, place: int) -> int:
    """Return the postcode where the scenario of a number lies; those beyond the last share the places of the first."""
    bases = scenario_bases(area)
    return int(bases[place % len(bases)])
