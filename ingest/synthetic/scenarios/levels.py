"""Planted scenarios of the rules about levels."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.papers import met, minute, refer
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


def _late_transfers(s: Story, count: int) -> None:
    for number in range(count):
        s.transfer(100 + number, address_checked_on=s.day(95))


@PLOTS.fires("LVL-02")
def five_flags_at_level_one(s: Story) -> None:
    """Four transfers of a case at level 1 are overdue, and another area owns the ViSOR record."""
    s.nominal(visor_owner_area=s.stage.elsewhere)
    _late_transfers(s, 4)
    s.found()


@PLOTS.nearly("LVL-02")
def four_flags_at_level_one(s: Story) -> None:
    """Three transfers of a case at level 1 are overdue, and another area owns the ViSOR record."""
    s.nominal(visor_owner_area=s.stage.elsewhere)
    _late_transfers(s, 3)


@PLOTS.must_not("LVL-02")
def five_flags_at_level_two(s: Story) -> None:
    """Four transfers of a case at level 2 are overdue, and another area owns the ViSOR record."""
    s.nominal(level="2", visor_owner_area=s.stage.elsewhere)
    _late_transfers(s, 4)


@PLOTS.fires("LVL-03")
def public_confidence_is_at_stake(s: Story) -> None:
    """A case is at level 3 since public confidence is at stake, and is not marked as critical."""
    s.nominal(level="3", level_reason="Public confidence is at stake.")
    s.found()


@PLOTS.nearly("LVL-03")
def level_three_for_its_resources(s: Story) -> None:
    """A case is at level 3 since resources are needed at short notice."""
    s.nominal(level="3", level_reason="Resources are needed at short notice.")


@PLOTS.must_not("LVL-03")
def marked_as_critical(s: Story) -> None:
    """A case at level 3 in which public confidence is at stake is marked as critical."""
    s.nominal(level="3", level_reason="Public confidence is at stake.", critical_public_protection_case="yes")


def _assess(s: Story, **groups: str) -> None:
    whose = {"person_ref": s.ref(s.known_subject, Role.PROBATION), "assessed_on": s.day(90), "tool": "OASys"}
    s.say("risk_assessments", Role.PROBATION, **whose, **groups)


@PLOTS.fires("LVL-01-C09")
def level_two_with_low_risk(s: Story) -> None:
    """A case is at level 2 without a reason, and the risk is low to everybody."""
    s.nominal(level="2")
    _assess(s, public="low", known_adult="low")
    s.found()


@PLOTS.nearly("LVL-01-C09")
def level_two_with_high_risk_to_staff(s: Story) -> None:
    """A case is at level 2 without a reason, and the risk is low to everybody but staff."""
    s.nominal(level="2")
    _assess(s, public="low", staff="high")


@PLOTS.must_not("LVL-01-C09")
def level_two_for_a_reason(s: Story) -> None:
    """A case is at level 2 for a reason that is recorded, though the risk is low."""
    s.nominal(level="2", level_reason="Five agencies must act together.")
    _assess(s, public="low")


def _at_home_where_forbidden(s: Story) -> None:
    home = s.address()
    s.home(s.known_subject, home)
    s.home(s.known_subject, home, by=Role.PROBATION)
    s.condition("named_premises", address_ref=s.stage.address_ref(home, Role.PROBATION))


@PLOTS.fires("LVL-01-C10")
def high_risk_at_home_where_forbidden(s: Story) -> None:
    """A nominal at level 1 presents a high risk and lives where a condition forbids it."""
    s.nominal()
    _assess(s, public="high")
    _at_home_where_forbidden(s)
    s.found()


@PLOTS.nearly("LVL-01-C10")
def medium_risk_at_home_where_forbidden(s: Story) -> None:
    """A nominal at level 1 presents a medium risk and lives where a condition forbids it."""
    s.nominal()
    _assess(s, public="medium")
    _at_home_where_forbidden(s)


@PLOTS.must_not("LVL-01-C10")
def high_risk_and_no_conflict(s: Story) -> None:
    """A nominal at level 1 presents a high risk, and nothing is in conflict."""
    s.nominal()
    _assess(s, public="high")


def _ended(s: Story, level: str, ended: int) -> None:
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(level=level, area=s.stage.area, valid_from=s.day(600), valid_to=s.day(ended))


@PLOTS.fires("LVL-01-C11")
def ended_at_level_three(s: Story) -> None:
    """A case ended at level 3 sixty days ago."""
    _ended(s, "3", 60)
    s.found(s.day(600))


@PLOTS.nearly("LVL-01-C11")
def ended_at_level_three_long_ago(s: Story) -> None:
    """A case ended at level 3 ninety-one days ago."""
    _ended(s, "3", 91)


@PLOTS.must_not("LVL-01-C11")
def ended_at_level_two(s: Story) -> None:
    """A case ended at level 2 sixty days ago."""
    _ended(s, "2", 60)


def _raised(s: Story) -> None:
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(level="1", area=s.stage.area, valid_from=s.day(800), valid_to=s.day(100))
    s.episode(level="2", area=s.stage.area, valid_from=s.day(100))


@PLOTS.fires("LVL-01-C12")
def raised_by_nobody(s: Story) -> None:
    """The level of a case was raised, and neither a meeting nor a referral decided it."""
    _raised(s)
    s.found(s.day(100))


@PLOTS.nearly("LVL-01-C12")
def raised_by_a_meeting_four_weeks_before(s: Story) -> None:
    """The level of a case was raised four weeks to the day after a meeting decided on it."""
    _raised(s)
    met(s, 128, level_decided="2")


@PLOTS.must_not("LVL-01-C12")
def raised_by_a_referral(s: Story) -> None:
    """The level of a case was raised on the day on which a referral was accepted."""
    _raised(s)
    refer(s, s.known_subject, 108, decision="accepted", decided_on=s.day(100))


@PLOTS.fires("LVL-01-C19")
def minutes_without_a_level(s: Story) -> None:
    """The minutes of a meeting do not give the level."""
    s.nominal(level="2")
    s.found(minute(s, 80, 70, level_decided=""))


@PLOTS.nearly("LVL-01-C19")
def the_minutes_before_had_no_level(s: Story) -> None:
    """The minutes of the meeting before the newest do not give the level."""
    s.nominal(level="2")
    minute(s, 150, 140, level_decided="")
    minute(s, 80, 70)


@PLOTS.must_not("LVL-01-C19")
def there_are_no_minutes_yet(s: Story) -> None:
    """A meeting was held ten days ago and has no minutes."""
    s.nominal(level="2")
    met(s, 10)
