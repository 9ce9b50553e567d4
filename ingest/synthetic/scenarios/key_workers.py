"""Planted scenarios of the rules about who works with a nominal."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.papers import LED_BY, assign
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


@PLOTS.fires("KEY-01")
def only_housing_works_with_him(s: Story) -> None:
    """A case is at level 2, and a housing officer is the only key worker."""
    s.nominal(level="2")
    assign(s, "housing_officer")
    s.found()


@PLOTS.fires("KEY-01")
def nobody_in_the_prison(s: Story) -> None:
    """A nominal at level 3 was recalled, and nobody in the prison works with him."""
    n = s.nominal(level="3")
    assign(s, LED_BY)
    event = {"event_ref": s.name("E"), "person_ref": s.ref(n), "kind": "recall", "on": s.day(70)}
    s.say("events", Role.POLICE, **event)
    s.found()


@PLOTS.nearly("KEY-01")
def his_manager_began_yesterday(s: Story) -> None:
    """The community offender manager of a nominal at level 2 began yesterday."""
    n = s.nominal(level="2")
    assign(s, LED_BY, since=1, person_ref=s.ref(n, Role.PROBATION))


@PLOTS.must_not("KEY-01")
def level_one_needs_no_lead(s: Story) -> None:
    """Nobody at all is assigned to a nominal at level 1."""
    s.nominal()


@PLOTS.fires("KEY-02")
def his_manager_left_long_ago(s: Story) -> None:
    """The community offender manager of a nominal left a hundred days ago, and nobody followed."""
    s.nominal()
    s.found(f"{s.stage.agency_ref(Role.PROBATION)}:{assign(s, LED_BY, until=100)}")


@PLOTS.nearly("KEY-02")
def his_manager_left_two_weeks_ago(s: Story) -> None:
    """The community offender manager of a nominal left fourteen days ago, and nobody has followed yet."""
    s.nominal()
    assign(s, LED_BY, until=14)


@PLOTS.must_not("KEY-02")
def another_manager_followed(s: Story) -> None:
    """The community offender manager of a nominal left a hundred days ago, and another followed him."""
    s.nominal()
    assign(s, LED_BY, until=100)
    assign(s, LED_BY, since=100)
