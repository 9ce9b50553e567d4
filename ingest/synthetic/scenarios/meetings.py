"""Planted scenarios of the rules about meetings, and about what waits to be done after and before them."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.papers import act, decide, invite, met, minute, refer
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


@PLOTS.fires("MTG-01")
def met_seventeen_weeks_ago(s: Story) -> None:
    """A case at level 2 was met about seventeen weeks ago, and the next meeting is next week."""
    s.nominal(level="2")
    met(s, 119)
    met(s, -7)
    s.found()


@PLOTS.fires("MTG-01")
def nothing_is_planned(s: Story) -> None:
    """A case at level 3 was met about in time, and no next review is set."""
    s.nominal(level="3")
    met(s, 40)
    s.found()


@PLOTS.nearly("MTG-01")
def met_sixteen_weeks_ago(s: Story) -> None:
    """A case at level 2 was met about sixteen weeks ago to the day, and the next review is set."""
    s.nominal(level="2", next_review_on=s.day(-7))
    met(s, 112)


@PLOTS.must_not("MTG-01")
def never_met_at_level_one(s: Story) -> None:
    """A case at level 1 was never met about."""
    s.nominal()


@PLOTS.fires("MTG-02")
def referral_of_two_months_ago(s: Story) -> None:
    """Somebody who is no nominal was referred two months ago, and nobody has decided."""
    s.subject = s.person(sex="male")
    s.found(refer(s, s.subject, 60))


@PLOTS.nearly("MTG-02")
def referral_of_two_weeks_ago(s: Story) -> None:
    """A nominal was referred fourteen days ago, which is at most ten working days."""
    refer(s, s.nominal(), 14)


@PLOTS.must_not("MTG-02")
def referral_was_declined(s: Story) -> None:
    """A referral of two months ago was declined."""
    refer(s, s.nominal(), 60, decision="declined", decided_on=s.day(55))


@PLOTS.fires("MTG-05")
def action_for_a_child_is_overdue(s: Story) -> None:
    """An action to protect a child was due twenty days ago."""
    s.nominal(level="2")
    child = s.child()
    meeting = met(s, 80)
    s.found(act(s, meeting, 20, pillar="contingency", concerns_ref=s.ref(child, Role.PROBATION)), child)


@PLOTS.nearly("MTG-05")
def action_is_due_today(s: Story) -> None:
    """An action is due on the day asked about."""
    s.nominal(level="2")
    act(s, met(s, 80), 0, pillar="victim_safety")


@PLOTS.must_not("MTG-05")
def action_was_closed_late(s: Story) -> None:
    """An action that was due fifty days ago was closed ten days later."""
    s.nominal(level="2")
    act(s, met(s, 80), 50, pillar="victim_safety", closed_on=s.day(40))


@PLOTS.fires("MTG-03")
def invited_a_week_before(s: Story) -> None:
    """Housing was invited to a meeting seven days before it."""
    s.nominal(level="2")
    meeting = met(s, 60)
    invite(s, meeting, Role.HOUSING, 67)
    s.found(meeting)


@PLOTS.nearly("MTG-03")
def invited_two_weeks_before(s: Story) -> None:
    """Housing was invited to a meeting fourteen days before it."""
    s.nominal(level="2")
    invite(s, met(s, 60), Role.HOUSING, 74)


@PLOTS.must_not("MTG-03")
def it_was_an_emergency(s: Story) -> None:
    """Housing was invited to an emergency meeting the day before it."""
    s.nominal(level="2")
    invite(s, met(s, 60, kind="emergency"), Role.HOUSING, 61)


@PLOTS.fires("MTG-04")
def away_twice_without_a_word(s: Story) -> None:
    """The health trust stayed away from two meetings, sent no report and gave no reason."""
    s.nominal(level="2")
    for held in (150, 60):
        away = invite(s, met(s, held), Role.HEALTH, held + 20, attended="no", reply="none")
    s.found(away)


@PLOTS.nearly("MTG-04")
def away_once_and_back(s: Story) -> None:
    """The health trust stayed away from a meeting without a word, and came to the next."""
    s.nominal(level="2")
    invite(s, met(s, 150), Role.HEALTH, 170, attended="no", reply="none")
    invite(s, met(s, 60), Role.HEALTH, 80, attended="yes", reply="attending")


@PLOTS.must_not("MTG-04")
def away_and_sent_a_report(s: Story) -> None:
    """The health trust stayed away from a meeting and sent a report."""
    s.nominal(level="2")
    invite(s, met(s, 60), Role.HEALTH, 80, attended="no", reply="report_only", report_received="yes")


@PLOTS.fires("MTG-06")
def no_minutes_after_two_months(s: Story) -> None:
    """Sixty days after a meeting there are no minutes."""
    s.nominal(level="2")
    s.found(met(s, 60))


@PLOTS.fires("MTG-06")
def minutes_without_disclosure(s: Story) -> None:
    """The minutes of a meeting have everything but a decision about disclosure."""
    s.nominal(level="2")
    s.found(minute(s, 80, 70))


@PLOTS.nearly("MTG-06")
def no_minutes_after_two_weeks(s: Story) -> None:
    """Fourteen days after a meeting, at most ten of them working days, there are no minutes yet."""
    s.nominal(level="2")
    met(s, 14)


@PLOTS.must_not("MTG-06")
def minutes_with_everything(s: Story) -> None:
    """The minutes of a meeting came late and lack nothing."""
    s.nominal(level="2")
    decide(s, minute(s, 100, 60), 100)
