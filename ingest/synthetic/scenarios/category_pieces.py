"""What the stories about categories are made of: orders, sentences, cases begun on a day."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.story import Story

REGISTERED = "sex_offender_notification"
DANGEROUS = "potentially_dangerous_person"


def bind(s: Story, kind: str, ended: int | None = None) -> None:
    """Bind the nominal by an order, which ended so many days ago."""
    until = "" if ended is None else s.day(ended)
    row = {"order_ref": s.name("O"), "kind": kind, "valid_from": s.day(900), "valid_to": until}
    s.say("orders", Role.POLICE, person_ref=s.ref(s.known_subject), **row)


def sentence(s: Story, **cells: str) -> None:
    """Sentence the nominal, by default to four years for wounding."""
    row = {"offence": "wounding", "offence_group": "violent", "schedule_15": "yes", "disposal": "custody"}
    row |= {"months": "48", "sentenced_on": s.day(1_100), "sentence_ref": s.name("S")}
    s.say("sentences", Role.PROBATION, **{"person_ref": s.ref(s.known_subject, Role.PROBATION)} | row | cells)


def add_young(s: Story, years: int, **cells: str) -> None:
    """Add a nominal of so many years, whose case the police lead."""
    s.subject, s.case_ref = s.person(s.birthday(years), sex="male"), s.name("C")
    whose = {"level": "1", "area": s.stage.area, "valid_from": s.day(300)}
    s.episode(**whose, lead_agency_ref=s.stage.agency_ref(Role.POLICE), **cells)


def add_begun(s: Story, category: str, day: str) -> None:
    """Add a nominal at level 2, in a category from a day of the calendar on."""
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(category=category, level="2", area=s.stage.area, valid_from=day)


def add_beside(s: Story, ended: str = "") -> None:
    """Add a nominal with a case, and a second case as a potentially dangerous person, which is the scenario's."""
    s.nominal(valid_to=ended)
    s.case_ref = s.name("C")
    s.episode(level="", category="", area=s.stage.area, kind=DANGEROUS, valid_from=s.day(400))
