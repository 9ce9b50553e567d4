"""Drawn cases as sentences: `an_area().with_(a_nominal("Adam").living_at(at()), a_person("Vera").victim_of("Adam"))`.

Names are those of the case: `~Adam` in a cell becomes a reference of the case's own when it is landed, so that many
cases share one store and none knows of another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from tests.service.rules.places import Place

FIRST, SECOND = "2026-04-01", "2026-05-11"
"""When the two feeds are received: what is said `later` comes with the second."""

LONG_AGO = "2020-01-01"


@dataclass(frozen=True)
class Row:
    """One row of a feed."""

    table: str
    cells: Mapping[str, str]
    sent: str = FIRST


@dataclass(frozen=True)
class Zone:
    """A square: its middle lies `east` of the case's, its sides `half` metres from its middle."""

    name: str
    east: int
    half: int
    valid_from: str = ""
    valid_to: str = ""
    area: str = "cheshire"
    sent: str = FIRST


@dataclass(frozen=True)
class Piece:
    """Something a case says: rows, the addresses they name, and zones."""

    rows: tuple[Row, ...] = ()
    places: tuple[Place, ...] = ()
    zones: tuple[Zone, ...] = ()
    sent: str = FIRST

    def told(self) -> Iterator[Self]:
        """Yield it, as people yield themselves."""
        yield self


@dataclass(frozen=True)
class Person:
    """Somebody, and all that is said of them; a nominal unless told otherwise is at level 1 in Cheshire, in case C."""

    name: str
    is_nominal: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    places: tuple[Place, ...] = ()
    sent: str = FIRST

    def saying(self, table: str, **cells: str) -> Self:
        """Add a row about them."""
        return replace(self, rows=(*self.rows, Row(table, {"person_ref": f"~{self.name}"} | cells, self.sent)))

    def _resides(self, place: Place, kind: str, since: str, until: str) -> Self:
        dates = {"valid_from": since, "valid_to": until}
        said = self.saying("residences", address_ref=f"~{place.name}", kind=kind, **dates)
        return replace(said, places=(*self.places, place))

    def living_at(self, place: Place, since: str = LONG_AGO, until: str = "") -> Self:
        """Have a home."""
        return self._resides(place, "home", since, until)

    def staying_at(self, place: Place, since: str = LONG_AGO, until: str = "") -> Self:
        """Stay somewhere."""
        return self._resides(place, "staying", since, until)

    def proposed_at(self, place: Place, since: str = LONG_AGO, until: str = "") -> Self:
        """Have a home proposed."""
        return self._resides(place, "proposed", since, until)

    def working_at(self, place: Place, since: str = LONG_AGO, until: str = "") -> Self:
        """Work somewhere."""
        return self._resides(place, "works_at", since, until)

    def attending(self, place: Place, since: str = LONG_AGO, until: str = "") -> Self:
        """Go somewhere by day."""
        return self._resides(place, "attends", since, until)

    def visiting(self, place: Place, since: str = LONG_AGO, until: str = "") -> Self:
        """Visit somebody."""
        return self._resides(place, "visiting", since, until)

    def placed_at(self, place: Place, starts: str, decision: str = "clear") -> Self:
        """Be placed somewhere from a day on."""
        cells = {"placement_ref": f"~placement-{place.name}", "scheme": "private", "starts_on": starts}
        said = self.saying("placements", address_ref=f"~{place.name}", decision=decision, **cells)
        return replace(said, places=(*self.places, place))

    def tied_to(self, kind: str, other: str, since: str = LONG_AGO, until: str = "", **cells: str) -> Self:
        """Be something to somebody, as the statement runs."""
        ends = {"from_ref": f"~{self.name}", "to_ref": f"~{other}", "kind": kind}
        row = Row("relationships", ends | {"valid_from": since, "valid_to": until} | cells, self.sent)
        return replace(self, rows=(*self.rows, row))

    def victim_of(self, other: str, since: str = LONG_AGO, until: str = "") -> Self:
        """Be a victim of somebody; `since` is the day of the offence."""
        return self.tied_to("victim_of", other, since, until)

    def born(self, day: str) -> Self:
        """Be born on a day; blank where nobody knows."""
        return replace(self, details={**self.details, "date_of_birth": day})

    def recorded_as(self, age: int, on: str) -> Self:
        """Have an age recorded instead of a date of birth."""
        ages = {"date_of_birth": "", "age_recorded": str(age), "age_recorded_on": on}
        return replace(self, details={**self.details, **ages})

    def died_on(self, day: str) -> Self:
        """Have died."""
        return replace(self, details={**self.details, "deceased_on": day})

    def called(self, **cells: str) -> Self:
        """Set other columns of their record."""
        return replace(self, details={**self.details, **cells})

    def managed_in(self, area: str, level: int | None = 1, since: str = "2024-01-01", **cells: str) -> Self:
        """Have an episode of a case, C unless `case` says otherwise."""
        ref = f"~{cells.pop('case', 'C')}"
        told = {"case_ref": ref, "area": area, "category": "2", "level": str(level or ""), "valid_from": since}
        return self.saying("mappa_cases", **told | cells)

    def assessed(self, children: str, on: str = "2026-01-10") -> Self:
        """Be assessed for the risk to children."""
        return self.saying("risk_assessments", assessed_on=on, children=children)

    def planned_for(self, authority: str, since: str = "2025-01-01", until: str = "") -> Self:
        """Be on a child's plan."""
        dates = {"valid_from": since, "valid_to": until}
        return self.saying("child_plans", kind="child_in_need", local_authority=authority, **dates)

    def looked_to_by(self, role: str, since: str = LONG_AGO, until: str = "") -> Self:
        """Have a key worker of their own."""
        return self.saying("assignments", worker_ref="worker", role=role, valid_from=since, valid_to=until)

    def leaving_prison_on(self, day: str) -> Self:
        """Be sentenced, with a day of release."""
        sentence = {"sentence_ref": f"~sentence-{self.name}", "offence": "wounding", "offence_group": "violent"}
        return self.saying("sentences", disposal="custody", release_on=day, **sentence)

    def released_on(self, day: str, kind: str = "release") -> Self:
        """Have an event, a release unless told otherwise."""
        return self.saying("events", event_ref=f"~event-{self.name}", kind=kind, on=day)

    def bound_by(self, kind: str, until: str = "", since: str = "2025-01-01", **cells: str) -> Self:
        """Be bound by the condition K of a licence."""
        order = {"order_ref": "~order", "kind": "licence", "valid_from": since, "valid_to": until}
        condition = {"condition_ref": "~K", "order_ref": "~order", "kind": kind} | cells
        said = self.saying("orders", **order)
        return replace(said, rows=(*said.rows, Row("conditions", condition, self.sent)))

    def told(self) -> Iterator[Piece]:
        """Yield what is said of them."""
        cells = {"person_ref": f"~{self.name}", "given_names": self.name, "family_name": "Quorwick"} | dict(
            self.details
        )
        managed = self if not self.is_nominal or self._has_case() else self.managed_in("cheshire")
        yield Piece((Row("persons", cells, self.sent), *managed.rows), managed.places, sent=self.sent)

    def _has_case(self) -> bool:
        return any(row.table == "mappa_cases" for row in self.rows)


def a_nominal(name: str = "Adam") -> Person:
    """Begin a nominal, born in 1985."""
    return Person(name, is_nominal=True, details={"date_of_birth": "1985-05-05"})


def a_person(name: str) -> Person:
    """Begin somebody, born in 1990."""
    return Person(name, details={"date_of_birth": "1990-09-09"})


def a_child(name: str = "Cora") -> Person:
    """Begin a child, born in 2016."""
    return Person(name, details={"date_of_birth": "2016-06-06"})


Told = Person | Piece


@dataclass(frozen=True)
class Area:
    """All that is said in a case."""

    pieces: tuple[Piece, ...] = ()

    def with_(self, *told: Told) -> Self:
        """Add people and things."""
        return replace(self, pieces=(*self.pieces, *(piece for one in told for piece in one.told())))


def an_area() -> Area:
    """Begin an area in which nothing is said."""
    return Area()


def later(*told: Told) -> Piece:
    """Say it only in the second feed."""
    pieces = [piece for one in told for piece in one.told()]
    rows = tuple(replace(row, sent=SECOND) for piece in pieces for row in piece.rows)
    zones = tuple(replace(zone, sent=SECOND) for piece in pieces for zone in piece.zones)
    return Piece(rows, tuple(place for piece in pieces for place in piece.places), zones, SECOND)


def corrected(place: Place) -> Piece:
    """Say in the second feed where an address is; as `named` before, it is the same one."""
    return Piece(places=(place,), sent=SECOND)


def only(table: str, *told: Told) -> Piece:
    """Say of it only the rows of one table."""
    pieces = [piece for one in told for piece in one.told()]
    rows = tuple(row for piece in pieces for row in piece.rows if row.table == table)
    return Piece(rows, tuple(place for piece in pieces for place in piece.places))


def taken_back(table: str, key: str) -> Piece:
    """Take a row back in the second feed, by its key or its required columns."""
    return Piece((Row("withdrawals", {"table": table, "key": key}, SECOND),))
