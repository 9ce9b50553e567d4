"""MTG-01: a case at level 2 or 3 without a next review, or whose last lies longer back than the level allows."""

from tests.service.rules.builders import Person, a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.things import a_meeting

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
WEEKS_16, WEEKS_8 = "2026-02-04", "2026-04-01"
BEFORE_16_WEEKS, BEFORE_8_WEEKS = "2026-02-03", "2026-03-31"

FOUND = found("MTG-01")
soon = a_meeting("2026-06-15")


def adam(level: int | None = 2, since: str = "2024-01-01", **cells: str) -> Person:
    """A nominal at level 2 unless told otherwise."""
    return a_nominal("Adam").managed_in("cheshire", level=level, since=since, **cells)


CASES: list[Drawn] = [
    drawn("met 16 weeks ago, and another is planned", an_area().with_(adam(), a_meeting(WEEKS_16), soon)),
    drawn("met a day longer ago, though another is planned",
          an_area().with_(adam(), a_meeting(BEFORE_16_WEEKS), soon), FOUND),
    drawn("level 3, met 8 weeks ago, and another is planned", an_area().with_(adam(3), a_meeting(WEEKS_8), soon)),
    drawn("level 3, met a day longer ago", an_area().with_(adam(3), a_meeting(BEFORE_8_WEEKS), soon), FOUND),
    drawn("level 1, never met about", an_area().with_(adam(1))),
    drawn("no known level, never met about", an_area().with_(adam(None))),
    drawn("met last week, and nothing is planned", an_area().with_(adam(), a_meeting("2026-05-20")), FOUND),
    drawn("met today, and the next is set for today",
          an_area().with_(adam(next_review_on=TODAY), a_meeting(TODAY))),
    drawn("met last week, and the next is set", an_area().with_(adam(next_review_on="2026-07-01"),
                                                                a_meeting("2026-05-20"))),
    drawn("met last week, and the day set was yesterday",
          an_area().with_(adam(next_review_on=YESTERDAY), a_meeting("2026-05-20")), FOUND),
    drawn("the day set was yesterday, and it was met then",
          an_area().with_(adam(next_review_on=YESTERDAY), a_meeting(YESTERDAY)), FOUND),
    drawn("the day set has passed, and a meeting is planned for tomorrow",
          an_area().with_(adam(next_review_on=YESTERDAY), a_meeting("2026-05-20"), a_meeting(TOMORROW))),
    drawn("begun 16 weeks ago, never met about, one planned", an_area().with_(adam(since=WEEKS_16), soon)),
    drawn("begun a day longer ago, never met about, one planned",
          an_area().with_(adam(since=BEFORE_16_WEEKS), soon), FOUND),
    drawn("met long ago, and raised to level 2 this month",
          an_area().with_(adam(1, since="2024-01-01", valid_to="2026-05-01").managed_in(
              "cheshire", level=2, since="2026-05-01"), a_meeting("2025-01-01"), soon)),
    drawn("level 2 until yesterday",
          an_area().with_(adam(2, valid_to=TODAY).managed_in("cheshire", level=1, since=TODAY))),
    drawn("another case of his was met about",
          an_area().with_(adam().managed_in("cheshire", level=1, case="D"), a_meeting("2026-05-20", case="D"), soon),
          FOUND),
    drawn("he has died", an_area().with_(adam().died_on(YESTERDAY))),
    drawn("found then, the day was set later",
          an_area().with_(adam(), a_meeting("2026-04-20"),
                          later(adam(next_review_on="2026-07-01"))), FOUND, known=BEFORE),
    drawn("not now, the day is set",
          an_area().with_(adam(), a_meeting("2026-04-20"), later(adam(next_review_on="2026-07-01")))),
]  # fmt: skip


@each(CASES)
def test_cases_not_reviewed_in_time(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "MTG-01") == in_order(case.expected)


def test_what_is_amiss_is_named_with_its_days(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}

    def facts(sentence: str) -> dict[str, str]:
        (finding,) = landed.findings(numbers[sentence], TODAY, TODAY, ["MTG-01"])
        return {name: value for name, value in finding["facts"].items() if value is not None}

    late = {"gap": "overdue", "lastHeldOn": BEFORE_16_WEEKS, "dueBy": "2026-05-26"}
    assert facts("met a day longer ago, though another is planned") == late
    assert facts("met last week, and nothing is planned")["gap"] == "missing"
    assert facts("met last week, and the day set was yesterday")["gap"] == "passed"
    assert facts("the day set was yesterday, and it was met then")["gap"] == "missing"
