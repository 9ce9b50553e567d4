"""Planted scenarios of the rules about categories: who leads, since when, and beside what."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.category_pieces import DANGEROUS, add_begun, add_beside, add_young, bind, sentence
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


@PLOTS.fires("LVL-01-C13")
def category_four_led_by_housing(s: Story) -> None:
    """A discretionary case of category 4 is led by housing."""
    s.nominal(category="4", level="2", since=900, lead_agency_ref=s.stage.agency_ref(Role.HOUSING))
    s.found()


@PLOTS.nearly("LVL-01-C13")
def category_four_led_by_probation(s: Story) -> None:
    """A discretionary case of category 4 is led by probation."""
    s.nominal(category="4", level="2", since=900, lead_agency_ref=s.stage.agency_ref(Role.PROBATION))


@PLOTS.must_not("LVL-01-C13")
def category_four_by_a_notification(s: Story) -> None:
    """A case of category 4 that rests on a notification requirement is led by housing."""
    s.nominal(category="4", level="2", since=900, lead_agency_ref=s.stage.agency_ref(Role.HOUSING))
    bind(s, "terrorism_notification")


@PLOTS.fires("LVL-01-C14")
def category_four_in_2021(s: Story) -> None:
    """A case has had category 4 since December 2021."""
    add_begun(s, "4", "2021-12-31")
    s.found()


@PLOTS.nearly("LVL-01-C14")
def category_four_in_2022(s: Story) -> None:
    """A case has had category 4 since the first day of 2022."""
    add_begun(s, "4", "2022-01-01")


@PLOTS.must_not("LVL-01-C14")
def category_three_in_2021(s: Story) -> None:
    """A case has had category 3 since December 2021."""
    add_begun(s, "3", "2021-12-31")


@PLOTS.fires("LVL-01-C15")
def seventeen_led_by_the_police(s: Story) -> None:
    """The police lead the case of a nominal of seventeen."""
    add_young(s, 17)
    s.found()


@PLOTS.nearly("LVL-01-C15")
def eighteen_led_by_the_police(s: Story) -> None:
    """The police lead the case of a nominal of eighteen."""
    add_young(s, 18)


@PLOTS.must_not("LVL-01-C15")
def seventeen_until_his_case_ended(s: Story) -> None:
    """The case of a nominal of seventeen, which the police led, ended sixty days ago."""
    add_young(s, 17, valid_to=s.day(60))


@PLOTS.fires("LVL-01-C17")
def dangerous_beside_a_case(s: Story) -> None:
    """A potentially dangerous person record is open beside a case of the same person."""
    add_beside(s)
    s.found()


@PLOTS.nearly("LVL-01-C17")
def dangerous_after_a_case(s: Story) -> None:
    """A potentially dangerous person record is open, and the case of the same person has ended."""
    add_beside(s, s.day(60))


@PLOTS.must_not("LVL-01-C17")
def dangerous_alone(s: Story) -> None:
    """A potentially dangerous person has no other case."""
    s.nominal(category="", kind=DANGEROUS)


@PLOTS.fires("LVL-01-C18")
def suspended_three_years_ago(s: Story) -> None:
    """A nominal of category 2 was given a suspended sentence eleven hundred days ago."""
    s.nominal()
    sentence(s, disposal="suspended_custody")
    s.found()


@PLOTS.nearly("LVL-01-C18")
def suspended_two_years_ago(s: Story) -> None:
    """A nominal of category 2 was given a suspended sentence seven hundred days ago."""
    s.nominal()
    sentence(s, disposal="suspended_custody", sentenced_on=s.day(700))


@PLOTS.must_not("LVL-01-C18")
def suspended_and_custody(s: Story) -> None:
    """A nominal of category 2 was given a suspended sentence, and custody for another offence."""
    s.nominal()
    sentence(s, disposal="suspended_custody")
    sentence(s)


@PLOTS.fires("LVL-01-C20")
def an_old_disqualification(s: Story) -> None:
    """A nominal of category 2 was never sentenced and is bound by an order of no kind that is listed."""
    s.nominal()
    bind(s, "other")
    s.found()


@PLOTS.nearly("LVL-01-C20")
def the_old_order_has_ended(s: Story) -> None:
    """A nominal of category 2 was never sentenced, and an order of no kind that is listed ended."""
    s.nominal()
    bind(s, "other", 10)


@PLOTS.must_not("LVL-01-C20")
def sentenced_and_otherwise_bound(s: Story) -> None:
    """A nominal of category 2 was sentenced, and is bound by an order of no kind that is listed."""
    s.nominal()
    sentence(s)
    bind(s, "other")
