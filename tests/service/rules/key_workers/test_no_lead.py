"""KEY-01: a case at level 2 or 3 that nobody leads, or a nominal in custody with nobody in the prison."""

from tests.service.rules.builders import a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.papers import a_sentence, a_worker
from tests.service.rules.places import at
from tests.service.rules.things import a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
COM, MOSOVO, POM = "community_offender_manager", "mosovo_officer", "prison_offender_manager"

adam = a_nominal("Adam").managed_in("cheshire", level=2)
prison = a_row("addresses", address_ref="~prison", primary_name="HMP", street="Nowhere Street", kind="prison")
inside = a_row("residences", person_ref="~Adam", address_ref="~prison", kind="home", valid_from="2025-01-01")
led = a_worker(COM)
FOUND = found("KEY-01")

CASES: list[Drawn] = [
    drawn("nobody at level 2", an_area().with_(adam), FOUND),
    drawn("nobody at level 3", an_area().with_(a_nominal().managed_in("cheshire", level=3)), FOUND),
    drawn("nobody at level 1", an_area().with_(a_nominal())),
    drawn("nobody at no known level", an_area().with_(a_nominal().managed_in("cheshire", level=None))),
    drawn("a community offender manager of the case", an_area().with_(adam, led)),
    drawn("a community offender manager of the person", an_area().with_(adam, a_worker(COM, on="person"))),
    drawn("a MOSOVO officer", an_area().with_(adam, a_worker(MOSOVO))),
    drawn("a prison offender manager alone", an_area().with_(adam, a_worker(POM)), FOUND),
    drawn("a housing officer alone", an_area().with_(adam, a_worker("housing_officer")), FOUND),
    drawn("the manager leaves today", an_area().with_(adam, a_worker(COM, until=TODAY)), FOUND),
    drawn("the manager leaves tomorrow", an_area().with_(adam, a_worker(COM, until=TOMORROW))),
    drawn("the manager begins tomorrow", an_area().with_(adam, a_worker(COM, since=TOMORROW)), FOUND),
    drawn("the manager of another case of his",
          an_area().with_(adam.managed_in("cheshire", level=1, case="D"), a_worker(COM, of="D")), FOUND),
    drawn("two cases that nobody leads",
          an_area().with_(adam.managed_in("cheshire", level=3, case="D")), FOUND, found("KEY-01", case="D")),
    drawn("level 2 until yesterday",
          an_area().with_(a_nominal().managed_in("cheshire", level=2, since="2024-01-01", valid_to=TODAY)
                          .managed_in("cheshire", level=1, since=TODAY))),
    drawn("he has died", an_area().with_(adam.died_on(YESTERDAY))),
    drawn("in prison without anybody there", an_area().with_(adam, led, prison, inside), FOUND),
    drawn("in prison with a manager there", an_area().with_(adam, led, prison, inside, a_worker(POM, on="person"))),
    drawn("in prison, and nobody at all: one finding", an_area().with_(adam, prison, inside), FOUND),
    drawn("at home, and nobody in prison needed", an_area().with_(adam.living_at(at()), led)),
    drawn("a sentence that ends tomorrow", an_area().with_(adam, led, a_sentence(release_on=TOMORROW)), FOUND),
    drawn("a sentence that ends today", an_area().with_(adam, led, a_sentence(release_on=TODAY))),
    drawn("a sentence without a day of release", an_area().with_(adam, led, a_sentence())),
    drawn("a suspended sentence",
          an_area().with_(adam, led, a_sentence(disposal="suspended_custody", release_on=TOMORROW))),
    drawn("released early", an_area().with_(adam.released_on("2026-03-01"), led, a_sentence(release_on=TOMORROW))),
    drawn("released before the sentence",
          an_area().with_(adam.released_on("2021-03-01"), led, a_sentence(release_on=TOMORROW)), FOUND),
    drawn("recalled today", an_area().with_(adam.released_on(TODAY, kind="recall"), led), FOUND),
    drawn("to be remanded tomorrow", an_area().with_(adam.released_on(TOMORROW, kind="remand"), led)),
    drawn("arrested", an_area().with_(adam.released_on(TODAY, kind="arrest"), led)),
    drawn("let out for a day",
          an_area().with_(adam.released_on(TODAY, kind="temporary_release"), led, a_sentence(release_on=TOMORROW)),
          FOUND),
    drawn("level 1 in prison without anybody there", an_area().with_(a_nominal(), led, prison, inside)),
    drawn("found then, the manager was entered later",
          an_area().with_(adam, later(led)), FOUND, known=BEFORE),
    drawn("not now, the manager is entered", an_area().with_(adam, later(led))),
]  # fmt: skip


@each(CASES)
def test_cases_that_nobody_leads(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "KEY-01") == in_order(case.expected)


def test_what_is_missing_is_named(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    told = {}
    for sentence in ("nobody at level 2", "recalled today", "in prison, and nobody at all: one finding"):
        (finding,) = landed.findings(numbers[sentence], TODAY, TODAY, ["KEY-01"])
        told[sentence] = finding["facts"]["lacks"]
    assert list(told.values()) == ["lead", "prison_offender_manager", "lead, prison_offender_manager"]
