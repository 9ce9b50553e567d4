"""Planted scenarios of the rules about categories: what they rest on."""

from ingest.synthetic.scenarios.category_pieces import DANGEROUS, REGISTERED, bind, sentence
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


@PLOTS.fires("LVL-01-C01")
def category_three_at_level_one(s: Story) -> None:
    """A case of category 3 is at level 1."""
    s.nominal(category="3")
    s.found()


@PLOTS.nearly("LVL-01-C01")
def category_three_at_level_two(s: Story) -> None:
    """A case of category 3 is at level 2."""
    s.nominal(category="3", level="2")


@PLOTS.must_not("LVL-01-C01")
def category_two_at_level_one(s: Story) -> None:
    """A case of category 2 is at level 1."""
    s.nominal()


@PLOTS.fires("LVL-01-C02")
def registration_has_ended(s: Story) -> None:
    """The notification requirement of a nominal of category 1 ended ten days ago."""
    s.nominal(category="1")
    bind(s, REGISTERED, 10)
    s.found()


@PLOTS.nearly("LVL-01-C02")
def registration_ends_tomorrow(s: Story) -> None:
    """The notification requirement of a nominal of category 1 ends tomorrow."""
    s.nominal(category="1")
    bind(s, REGISTERED, -1)


@PLOTS.must_not("LVL-01-C02")
def registered_for_good(s: Story) -> None:
    """The notification requirement of a nominal of category 1 has no end."""
    s.nominal(category="1")
    bind(s, REGISTERED)


@PLOTS.fires("LVL-01-C03")
def registered_in_category_two(s: Story) -> None:
    """A nominal of category 2 has a notification requirement."""
    s.nominal()
    bind(s, REGISTERED)
    s.found()


@PLOTS.nearly("LVL-01-C03")
def was_registered_in_category_two(s: Story) -> None:
    """The notification requirement of a nominal of category 2 ended yesterday."""
    s.nominal()
    bind(s, REGISTERED, 1)


@PLOTS.must_not("LVL-01-C03")
def registered_in_category_four(s: Story) -> None:
    """A nominal of category 4 has a notification requirement."""
    s.nominal(category="4", level="2", since=900)
    bind(s, REGISTERED)


@PLOTS.fires("LVL-01-C04")
def eleven_months_of_custody(s: Story) -> None:
    """A nominal of category 2 was sentenced to eleven months."""
    s.nominal()
    sentence(s, months="11")
    s.found()


@PLOTS.nearly("LVL-01-C04")
def twelve_months_of_custody(s: Story) -> None:
    """A nominal of category 2 was sentenced to twelve months."""
    s.nominal()
    sentence(s, months="12")


@PLOTS.must_not("LVL-01-C04")
def a_hospital_order(s: Story) -> None:
    """A nominal of category 2 was given a hospital order."""
    s.nominal()
    sentence(s, disposal="hospital_order", months="")


@PLOTS.fires("LVL-01-C05")
def licence_has_ended(s: Story) -> None:
    """The licence of a nominal of category 2 ended ten days ago."""
    s.nominal()
    bind(s, "licence", 10)
    s.found()


@PLOTS.nearly("LVL-01-C05")
def licence_ends_tomorrow(s: Story) -> None:
    """The licence of a nominal of category 2 ends tomorrow."""
    s.nominal()
    bind(s, "licence", -1)


@PLOTS.must_not("LVL-01-C05")
def another_licence_runs(s: Story) -> None:
    """A licence of a nominal of category 2 ended, and another runs."""
    s.nominal()
    bind(s, "licence", 10)
    bind(s, "licence")


@PLOTS.fires("LVL-01-C06")
def registered_in_category_three(s: Story) -> None:
    """A nominal of category 3 has a notification requirement."""
    s.nominal(category="3", level="2")
    bind(s, REGISTERED)
    s.found()


@PLOTS.nearly("LVL-01-C06")
def sentenced_for_too_little(s: Story) -> None:
    """A nominal of category 3 on licence was sentenced to eleven months."""
    s.nominal(category="3", level="2")
    sentence(s, months="11")
    bind(s, "licence")


@PLOTS.must_not("LVL-01-C06")
def served_his_sentence(s: Story) -> None:
    """A nominal of category 3 was sentenced to four years, and nothing of it runs."""
    s.nominal(category="3", level="2")
    sentence(s)
    bind(s, "licence", 10)


@PLOTS.fires("LVL-01-C07")
def two_episodes_at_once(s: Story) -> None:
    """Two episodes of a case hold at once, of category 2 and of category 3."""
    s.nominal()
    s.episode(level="2", area=s.stage.area, category="3", valid_from=s.day(200))
    s.found()


@PLOTS.nearly("LVL-01-C07")
def two_episodes_in_a_row(s: Story) -> None:
    """Two episodes of a case follow each other."""
    s.nominal(valid_to=s.day(200))
    s.episode(level="1", area=s.stage.area, category="2", valid_from=s.day(200))


@PLOTS.must_not("LVL-01-C07")
def one_without_a_category(s: Story) -> None:
    """Two episodes of a case hold at once, one of them without a category."""
    s.nominal()
    s.episode(level="1", area=s.stage.area, category="", valid_from=s.day(200))


@PLOTS.fires("LVL-01-C08")
def level_without_a_category(s: Story) -> None:
    """A case is at level 2 and has no category."""
    s.nominal(level="2", category="")
    s.found()


@PLOTS.nearly("LVL-01-C08")
def neither_level_nor_category(s: Story) -> None:
    """A case has neither a level nor a category."""
    s.nominal(level="", category="")


@PLOTS.must_not("LVL-01-C08")
def dangerous_without_a_category(s: Story) -> None:
    """A potentially dangerous person is managed at level 2 and has no category."""
    s.nominal(level="2", category="", kind=DANGEROUS)
