"""LVL-01: whether a category is the one that sentences and orders ask for."""

from tests.service.rules.builders import Person, a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order
from tests.service.rules.papers import a_sentence, an_order

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
REGISTERED, DANGEROUS = "sex_offender_notification", "potentially_dangerous_person"


def adam(category: int | None = 2, level: int | None = 1, since: str = "2024-01-01", **cells: str) -> Person:
    """A nominal of a category and level."""
    return a_nominal("Adam").managed_in("cheshire", level, since, **{"category": str(category or "")} | cells)


def wrong(check: str, case: str = "C") -> Short:
    """Expect that a check fails."""
    return found(f"LVL-01-{check}", case=case)


def doubtful(check: str) -> Short:
    """Expect that a check could not be made."""
    return f"LVL-01-{check}", "could_not_check", "high", "C", frozenset()


registered = an_order(REGISTERED)
four_years = a_sentence()
C04, C05, C06, C20 = wrong("C04"), wrong("C05"), wrong("C06"), wrong("C20")

CATEGORY_3: list[Drawn] = [
    drawn("C01: category 3 at level 1", an_area().with_(adam(3, 1)), wrong("C01")),
    drawn("C01: category 3 at level 2", an_area().with_(adam(3, 2))),
    drawn("C01: category 3 at no known level", an_area().with_(adam(3, None))),
    drawn("C01: category 2 at level 1", an_area().with_(adam(2, 1))),
    drawn("C01: until yesterday", an_area().with_(adam(3, 1, valid_to=TODAY).managed_in("cheshire", 2, TODAY))),
    drawn("C01: he has died", an_area().with_(adam(3, 1).died_on(YESTERDAY))),
    drawn("C06: category 3 and registered", an_area().with_(adam(3, 2), registered), C06),
    drawn("C06: category 3 and registered until today", an_area().with_(adam(3, 2), an_order(REGISTERED, until=TODAY))),
    drawn("C06: category 3, a sentence that qualifies, and a licence",
          an_area().with_(adam(3, 2), four_years, an_order("licence")), C06),
    drawn("C06: category 3, a sentence that qualifies, and nothing that runs", an_area().with_(adam(3, 2), four_years)),
    drawn("C06: category 3, a sentence too short, and a licence",
          an_area().with_(adam(3, 2), a_sentence(months="11"), an_order("licence"))),
    drawn("C06: category 3, a sentence for life",
          an_area().with_(adam(3, 2), a_sentence(months="", indeterminate="yes")), C06),
    drawn("C06: category 2 and registered", an_area().with_(adam(2, 2), registered)),
]  # fmt: skip

CATEGORY_1: list[Drawn] = [
    drawn("C02: category 1 and registered", an_area().with_(adam(1), registered)),
    drawn("C02: category 1 and a notification order", an_area().with_(adam(1), an_order("notification_order"))),
    drawn("C02: category 1 and nothing known", an_area().with_(adam(1)), wrong("C02")),
    drawn("C02: registered until today", an_area().with_(adam(1), an_order(REGISTERED, until=TODAY)), wrong("C02")),
    drawn("C02: registered until tomorrow", an_area().with_(adam(1), an_order(REGISTERED, until=TOMORROW))),
    drawn("C02: registered from tomorrow",
          an_area().with_(adam(1), an_order(REGISTERED, since=TOMORROW)), wrong("C02")),
    drawn("C02: another order", an_area().with_(adam(1), an_order("licence")), wrong("C02")),
    drawn("C02: category 2 and nothing known", an_area().with_(adam(2))),
    drawn("C02: he has died", an_area().with_(adam(1).died_on(YESTERDAY))),
    drawn("C02: found then, the requirement was entered later",
          an_area().with_(adam(1), later(registered)), wrong("C02"), known=BEFORE),
    drawn("C02: not now, the requirement is entered", an_area().with_(adam(1), later(registered))),
    drawn("C03: registered, category 2", an_area().with_(adam(2), registered), wrong("C03")),
    drawn("C03: registered, category 3", an_area().with_(adam(3, 2), registered), wrong("C03")),
    drawn("C03: registered, category 4", an_area().with_(adam(4), registered)),
    drawn("C03: registered, category 1", an_area().with_(adam(1), registered)),
    drawn("C03: registered, no known category", an_area().with_(adam(None), registered)),
    drawn("C03: registered until today, category 2", an_area().with_(adam(2), an_order(REGISTERED, until=TODAY))),
    drawn("C03: he has died", an_area().with_(adam(2).died_on(YESTERDAY), registered)),
]  # fmt: skip

CATEGORY_2: list[Drawn] = [
    drawn("C04: four years for wounding", an_area().with_(adam(), four_years)),
    drawn("C04: twelve months", an_area().with_(adam(), a_sentence(months="12"))),
    drawn("C04: eleven months", an_area().with_(adam(), a_sentence(months="11")), C04),
    drawn("C04: twelve months suspended",
          an_area().with_(adam(), a_sentence(months="12", disposal="suspended_custody"))),
    drawn("C04: a community order", an_area().with_(adam(), a_sentence(disposal="community_order")), C04),
    drawn("C04: a hospital order", an_area().with_(adam(), a_sentence(disposal="hospital_order", months=""))),
    drawn("C04: not of Schedule 15", an_area().with_(adam(), a_sentence(schedule_15="no")), C04),
    drawn("C04: nobody knows whether of Schedule 15",
          an_area().with_(adam(), a_sentence(schedule_15="")), doubtful("C04")),
    drawn("C04: nobody knows how long", an_area().with_(adam(), a_sentence(months="")), doubtful("C04")),
    drawn("C04: nobody knows how long, and it is not of Schedule 15",
          an_area().with_(adam(), a_sentence(months="", schedule_15="no")), C04),
    drawn("C04: murder", an_area().with_(adam(), a_sentence(offence_group="murder", schedule_15="", months=""))),
    drawn("C04: sexual", an_area().with_(adam(), a_sentence(offence_group="sexual", schedule_15="no"))),
    drawn("C04: coercive control, on the day it counts from",
          an_area().with_(adam(), a_sentence(offence_group="coercive_control", schedule_15="no",
                                             sentenced_on="2025-02-03"))),
    drawn("C04: coercive control, the day before",
          an_area().with_(adam(), a_sentence(offence_group="coercive_control", schedule_15="no",
                                             sentenced_on="2025-02-02")), C04),
    drawn("C04: no sentence known", an_area().with_(adam()), doubtful("C04")),
    drawn("C04: to be sentenced tomorrow",
          an_area().with_(adam(), a_sentence(sentenced_on=TOMORROW)), doubtful("C04")),
    drawn("C04: one of two qualifies",
          an_area().with_(adam(), four_years, a_sentence(name="S2", disposal="community_order"))),
    drawn("C04: category 1", an_area().with_(adam(1), a_sentence(months="11"))),
    drawn("C04: he has died", an_area().with_(adam().died_on(YESTERDAY), a_sentence(months="11"))),
    drawn("C05: the licence ends today", an_area().with_(adam(), an_order("licence", until=TODAY)), C05),
    drawn("C05: the licence ends tomorrow", an_area().with_(adam(), an_order("licence", until=TOMORROW))),
    drawn("C05: the sentence's licence ended", an_area().with_(adam(), a_sentence(licence_ends_on=YESTERDAY)), C05),
    drawn("C05: the sentence's licence ended, and an order runs",
          an_area().with_(adam(), a_sentence(licence_ends_on=YESTERDAY), an_order("hospital_order"))),
    drawn("C05: one licence ended and another runs",
          an_area().with_(adam(), an_order("licence", until=TODAY, name="old"), an_order("licence"))),
    drawn("C05: the licence ended, and he is inside again",
          an_area().with_(adam(), an_order("licence", until=TODAY), a_sentence(release_on=TOMORROW))),
    drawn("C05: the licence ended, and a sentence is for life",
          an_area().with_(adam(), an_order("licence", until=TODAY), a_sentence(indeterminate="yes"))),
    drawn("C05: no licence known", an_area().with_(adam(), four_years)),
    drawn("C05: another order ended", an_area().with_(adam(), an_order("restraining_order", until=TODAY))),
    drawn("C05: category 3", an_area().with_(adam(3, 2), an_order("licence", until=TODAY))),
    drawn("C18: suspended, and its licence ended",
          an_area().with_(adam(), a_sentence(disposal="suspended_custody", licence_ends_on=TODAY)), wrong("C18")),
    drawn("C18: suspended 24 months ago",
          an_area().with_(adam(), a_sentence(disposal="suspended_custody", sentenced_on="2024-05-27")), wrong("C18")),
    drawn("C18: suspended a day less than 24 months ago",
          an_area().with_(adam(), a_sentence(disposal="suspended_custody", sentenced_on="2024-05-28"))),
    drawn("C18: suspended, nobody knows when",
          an_area().with_(adam(), a_sentence(disposal="suspended_custody", sentenced_on=""))),
    drawn("C18: suspended, and custody too",
          an_area().with_(adam(), a_sentence(disposal="suspended_custody"), a_sentence(name="S2"))),
    drawn("C18: suspended for too little to qualify",
          an_area().with_(adam(), a_sentence(disposal="suspended_custody", months="6"))),
    drawn("C18: category 1", an_area().with_(adam(1), a_sentence(disposal="suspended_custody"))),
    drawn("C20: an order of another kind, and no sentence", an_area().with_(adam(), an_order("other")), C20),
    drawn("C20: an order of another kind, and a sentence that qualifies",
          an_area().with_(adam(), an_order("other"), four_years)),
    drawn("C20: an order of another kind that ended", an_area().with_(adam(), an_order("other", until=TODAY))),
    drawn("C20: a licence, and no sentence", an_area().with_(adam(), an_order("licence"))),
    drawn("C20: category 3", an_area().with_(adam(3, 2), an_order("other"))),
]  # fmt: skip

RECORDED: list[Drawn] = [
    drawn("C07: two cases", an_area().with_(adam().managed_in("cheshire", case="D")), wrong("C07"), wrong("C07", "D")),
    drawn("C07: two episodes of one case at once",
          an_area().with_(adam(since="2024-01-01").managed_in("cheshire", since="2025-01-01")), wrong("C07")),
    drawn("C07: two that follow each other",
          an_area().with_(adam(since="2024-01-01", valid_to="2025-01-01").managed_in("cheshire", since="2025-01-01"))),
    drawn("C07: a case and one that ended today",
          an_area().with_(adam().managed_in("cheshire", case="D", valid_to=TODAY))),
    drawn("C07: a case and one without a category",
          an_area().with_(adam().managed_in("cheshire", case="D", category=""))),
    drawn("C07: a case and a potentially dangerous person",
          an_area().with_(adam().managed_in("cheshire", None, case="D", kind=DANGEROUS))),
    drawn("C07: he has died", an_area().with_(adam().managed_in("cheshire", case="D").died_on(YESTERDAY))),
    drawn("C08: a level without a category", an_area().with_(adam(None, 2)), wrong("C08")),
    drawn("C08: a category without a level", an_area().with_(adam(2, None)), wrong("C08")),
    drawn("C08: both", an_area().with_(adam(2, 2))),
    drawn("C08: neither", an_area().with_(adam(None, None))),
    drawn("C08: a potentially dangerous person with a level", an_area().with_(adam(None, 2, kind=DANGEROUS))),
    drawn("C14: category 4 begun in 2021", an_area().with_(adam(4, 2, since="2021-12-31")), wrong("C14")),
    drawn("C14: category 4 begun in 2022", an_area().with_(adam(4, 2, since="2022-01-01"))),
    drawn("C14: category 3 begun in 2021", an_area().with_(adam(3, 2, since="2021-12-31"))),
    drawn("C17: a potentially dangerous person and a case",
          an_area().with_(adam().managed_in("cheshire", None, case="D", kind=DANGEROUS, category="")),
          wrong("C17", "D")),
    drawn("C17: the other case ended today",
          an_area().with_(adam(valid_to=TODAY).managed_in("cheshire", None, case="D", kind=DANGEROUS))),
    drawn("C17: a potentially dangerous person alone", an_area().with_(adam(None, None, kind=DANGEROUS))),
    drawn("C17: of two people",
          an_area().with_(adam(), a_nominal("Bert").managed_in("cheshire", None, case="D", kind=DANGEROUS))),
    drawn("C17: he has died",
          an_area().with_(adam().managed_in("cheshire", None, case="D", kind=DANGEROUS).died_on(YESTERDAY))),
]  # fmt: skip

CASES = [*CATEGORY_3, *CATEGORY_1, *CATEGORY_2, *RECORDED]


@each(CASES)
def test_categories_that_do_not_fit(landed: Landed, number: int, case: Drawn) -> None:
    rule = f"LVL-01-{case.sentence.split(':', maxsplit=1)[0]}"
    assert landed.shorts(number, case, rule) == in_order(case.expected)
