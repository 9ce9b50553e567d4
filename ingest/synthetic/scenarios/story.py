"""One planted scenario: who is in it, what the agencies say of them, and which findings must follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from ingest.synthetic.agencies import Role
from ingest.synthetic.orders import write_circle
from ingest.synthetic.scenarios.stage import Address, Stage, Who


class Kind(StrEnum):
    """What a scenario is about."""

    FIRES = "fires"
    NEARLY = "nearly"
    MUST_NOT = "must_not"


@dataclass(frozen=True)
class Finding:
    """A finding that must be made: other parties are people, an address, or a bare name."""

    outcome: str
    others: tuple[Who | Address | str, ...]


@dataclass
class Story:
    """A scenario under construction; every fact is told as soon as its sender can know of it.

    Days are counted back from `now`, the day asked about. `place` is the number of the scenario in its area.
    """

    stage: Stage
    place: int
    rule: str
    kind: Kind
    sentence: str
    now: date
    findings: list[Finding] = field(default_factory=list)
    subject: Who | None = None
    case_ref: str = ""
    _count: int = 0

    def day(self, before: int) -> str:
        """Return the ISO day `before` days before now (after it, where negative)."""
        return (self.now - timedelta(days=before)).isoformat()

    def birthday(self, years: int, days_old: int = 60) -> str:
        """Return the day of birth of somebody who turned `years` so many days ago."""
        turned = self.now - timedelta(days=days_old)
        try:
            return turned.replace(year=turned.year - years).isoformat()
        except ValueError:
            return turned.replace(year=turned.year - years, day=28).isoformat()

    def name(self, kind: str) -> str:
        """Return a name for a case, an order or a place that nothing else in any area has."""
        self._count += 1
        return f"{kind}{self.stage.area_index:02d}S{self.place:03d}-{self._count}"

    def person(self, born: str | None = None, *, sex: str = "female", died: str = "", like: Who | None = None) -> Who:
        """Add somebody, by default a woman of 34; `like` somebody else in names."""
        return self.stage.add_person(
            self.name("W"),
            {
                "date_of_birth": self.birthday(34) if born is None else born,
                "sex": sex,
                "deceased_on": died,
            },
            like,
        )

    def child(self, years: int = 8) -> Who:
        """Add a child of so many years."""
        return self.person(self.birthday(years), sex="male")

    def nominal(self, *, level: str = "1", area: str = "", since: int = 1_200, **cells: str) -> Who:
        """Add the subject of the scenario's case."""
        who = self.person(self.birthday(41), sex="male")
        self.subject, self.case_ref = who, self.name("C")
        self.episode(level=level, area=area or self.stage.area, valid_from=self.day(since), **cells)
        return who

    def episode(self, **cells: str) -> None:
        """Add an episode of the case."""
        subject = self.known_subject
        row = {"case_ref": self.case_ref, "person_ref": self.ref(subject), "category": "2", **cells}
        self.say("mappa_cases", Role.POLICE, **row)

    @property
    def known_subject(self) -> Who:
        """Return the nominal; ValueError in a scenario that has none yet."""
        if self.subject is None:
            raise ValueError(f"the scenario has no nominal yet: {self.sentence}")
        return self.subject

    def ref(self, who: Who, by: Role = Role.POLICE) -> str:
        """Return an agency's reference for somebody, who has a record there from now on."""
        return self.stage.ref(who, by)

    def say(self, table: str, by: Role = Role.POLICE, **cells: str) -> None:
        """Let an agency send a row."""
        self.stage.say(table, by, cells, self.now)

    def address(
        self, metres_east: int = 0, *, flat: str = "", beside: Address | None = None, known: str = "metres"
    ) -> Address:
        """Add an address so many metres from the scenario's place; `known` by metres, postcode or nothing.

        With `beside` it is another flat of the same building.
        """
        if beside is not None:
            return self.stage.add_flat(self.name("A"), flat, beside)
        return self.stage.add_address(self.name("A"), self.place, metres_east, known, flat)

    def address_elsewhere(self) -> Address:
        """Add an address in the neighbouring area."""
        return self.stage.add_address_elsewhere(self.name("A"), self.place)

    def home(self, who: Who, address: Address, *, since: int = 400, by: Role = Role.POLICE, **cells: str) -> None:
        """Let somebody live (or stay, work, ...) at an address."""
        row = {"kind": "home", "valid_from": self.day(since), **cells}
        person_ref, address_ref = self.ref(who, by), self.stage.address_ref(address, by)
        self.say("residences", by, person_ref=person_ref, address_ref=address_ref, **row)

    def tie(self, start: Who, kind: str, end: Who, *, since: int = 900, by: Role = Role.POLICE, **cells: str) -> None:
        """Say that one is KIND to the other."""
        row = {"kind": kind, "valid_from": self.day(since), **cells}
        self.say("relationships", by, from_ref=self.ref(start, by), to_ref=self.ref(end, by), **row)

    def condition(self, kind: str, *, order_ends: str = "", by: Role = Role.PROBATION, **cells: str) -> str:
        """Put a licence condition on the nominal; return it as a finding names it."""
        order, condition = self.name("O"), self.name("K")
        self.say(
            "orders",
            by,
            order_ref=order,
            person_ref=self.ref(self.known_subject, by),
            kind="licence",
            valid_from=self.day(800),
            valid_to=order_ends,
        )
        self.say("conditions", by, condition_ref=condition, order_ref=order, kind=kind, **cells)
        return f"{self.stage.agency_ref(by)}:{condition}"

    def zone(self, metres_east: int, radius: int, *, elsewhere: bool = False, **cells: str) -> str:
        """Draw a round zone about a point so many metres from the scenario's place; return its name."""
        zone, agency = self.name("Z"), self.stage.agency(Role.PROBATION)
        centre = self.stage.point(self.place, metres_east, elsewhere=elsewhere)
        drawn = write_circle(agency, centre, radius)
        self.say("zones", Role.PROBATION, zone_ref=zone, name=f"Zone {zone}", geometry=drawn, **cells)
        return zone

    def risk(self, before: int, children: str) -> None:
        """Assess the nominal's risk to children."""
        self.say(
            "risk_assessments",
            Role.PROBATION,
            person_ref=self.ref(self.known_subject, Role.PROBATION),
            assessed_on=self.day(before),
            tool="OASys",
            children=children,
        )

    def marac(self, roles: Mapping[str, Who], *, referred: int = 60, **cells: str) -> str:
        """Open a MARAC case with a victim, a perpetrator, a child; return its name."""
        marac = self.name("M")
        row = {"area": self.stage.area, "referred_on": self.day(referred), "dash_score": "17", **cells}
        self.say("marac_cases", Role.MARAC, marac_ref=marac, **row)
        for role, who in roles.items():
            self.join(marac, role, who)
        return marac

    def join(self, marac: str, role: str, who: Who) -> None:
        """Add somebody to a MARAC case."""
        self.say("marac_people", Role.MARAC, marac_ref=marac, person_ref=self.ref(who, Role.MARAC), role=role)

    def meeting(self, held: int, *invited: str) -> str:
        """Hold a meeting of the case and invite agencies."""
        meeting = self.name("G")
        self.say(
            "meetings",
            Role.PROBATION,
            meeting_ref=meeting,
            case_ref=self.case_ref,
            level="2",
            kind="review",
            held_on=self.day(held),
            area=self.stage.area,
        )
        for agency in invited:
            self.say("invites", Role.PROBATION, meeting_ref=meeting, agency_ref=agency, sent_on=self.day(held + 20))
        return meeting

    def worker(self, role: str, by: Role, **whose: str) -> None:
        """Assign a key worker to a person, a case or a MARAC case."""
        worker = self.name("Y")
        self.say(
            "key_workers",
            by,
            worker_ref=worker,
            name="Quorva Thripwell",
            agency_ref=self.stage.agency_ref(by),
            email=f"{worker.lower()}@example.com",
        )
        self.say("assignments", by, worker_ref=worker, role=role, valid_from=self.day(300), **whose)

    def transfer(self, proposed: int, **cells: str) -> str:
        """Propose a transfer of the case to the neighbouring area; return its name."""
        transfer = self.name("T")
        self.say(
            "transfers",
            Role.PROBATION,
            transfer_ref=transfer,
            case_ref=self.case_ref,
            kind="mappa_area",
            from_area=self.stage.area,
            to_area=self.stage.elsewhere,
            proposed_on=self.day(proposed),
            **cells,
        )
        return transfer

    def found(self, *others: Who | Address | str) -> None:
        """Expect a finding about these other parties."""
        self.findings.append(Finding("found", others))

    def could_not_check(self, *others: Who | Address | str) -> None:
        """Expect that the rule could not be checked about these other parties."""
        self.findings.append(Finding("could_not_check", others))
