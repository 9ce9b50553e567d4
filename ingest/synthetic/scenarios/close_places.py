"""Planted scenarios of the rules about places of those at risk, and about many high risks close together."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


def _assess(s: Story, who: Who, group: str, level: str = "high") -> None:
    row = {"person_ref": s.ref(who, Role.PROBATION), "assessed_on": s.day(120), "tool": "OASys", group: level}
    s.say("risk_assessments", Role.PROBATION, **row)


def _site(s: Story, kind: str, metres_east: int) -> str:
    site = s.name("J")
    east, north = s.stage.point(s.place, metres_east)
    row = {"name": f"Quorwick {kind.replace('_', ' ')}", "kind": kind, "confidential": "yes"}
    s.say("sites", Role.POLICE, site_ref=site, easting=str(east), northing=str(north), **row)
    return site


def _another_nominal(s: Story, metres_east: int, level: str = "high") -> None:
    """Add a nominal with a case of their own, who is not the subject of the scenario."""
    who = s.person(s.birthday(37), sex="male")
    s.say(
        "mappa_cases",
        case_ref=s.name("C"),
        person_ref=s.ref(who),
        category="2",
        level="1",
        area=s.stage.area,
        valid_from=s.day(900),
    )
    _assess(s, who, "public", level)
    s.home(who, s.address(metres_east))


@PLOTS.fires("ACC-08")
def lives_near_a_refuge(s: Story) -> None:
    """A nominal with a high risk to a known adult lives 400 m from a refuge."""
    n = s.nominal()
    _assess(s, n, "known_adult")
    s.home(n, s.address())
    s.found(_site(s, "refuge", 400))


@PLOTS.nearly("ACC-08")
def lives_just_too_far_from_a_service_for_women(s: Story) -> None:
    """A nominal with a high risk to a known adult lives 501 m from a service for women."""
    n = s.nominal()
    _assess(s, n, "known_adult")
    s.home(n, s.address())
    _site(s, "womens_service", 501)


@PLOTS.must_not("ACC-08")
def the_risk_is_to_others_than_those_of_the_care_home(s: Story) -> None:
    """A nominal with a high risk to a known adult and a low one to the public lives near a care home."""
    n = s.nominal()
    row = {"person_ref": s.ref(n, Role.PROBATION), "assessed_on": s.day(120), "tool": "OASys"}
    s.say("risk_assessments", Role.PROBATION, known_adult="high", public="low", **row)
    s.home(n, s.address())
    _site(s, "care_home", 100)


@PLOTS.fires("ACC-10")
def three_high_risks_within_200_metres(s: Story) -> None:
    """A nominal with a high risk lives between two others, 150 m from each."""
    n, home = s.nominal(), s.address()
    _assess(s, n, "public")
    s.home(n, home)
    _another_nominal(s, 150)
    _another_nominal(s, -150)
    s.found(home)


@PLOTS.nearly("ACC-10")
def the_third_lives_201_metres_away(s: Story) -> None:
    """A nominal with a high risk lives 150 m from one like them, and 201 m from another."""
    n = s.nominal()
    _assess(s, n, "public")
    s.home(n, s.address())
    _another_nominal(s, 150)
    _another_nominal(s, -201)


@PLOTS.must_not("ACC-10")
def the_third_has_a_medium_risk(s: Story) -> None:
    """Of three nominals who live close together one has a medium risk."""
    n = s.nominal()
    _assess(s, n, "public")
    s.home(n, s.address())
    _another_nominal(s, 50)
    _another_nominal(s, 60, "medium")
