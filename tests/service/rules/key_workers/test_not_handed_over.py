"""KEY-02: a key worker who left and whom nobody followed, or one who has too many cases."""

from service.policy import Policy, load_policy
from service.rules import load_catalogue, sweep
from tests.service.rules.builders import Person, Piece, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.invented import as_of
from tests.service.rules.papers import a_sentence, a_worker, key_workers

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_14, DAYS_15 = "2026-05-13", "2026-05-12"
COM, MOSOVO, POM, VISOR = "community_offender_manager", "mosovo_officer", "prison_offender_manager", "visor_manager"

adam = a_nominal("Adam")
two = key_workers("ann", "bob")
gone = a_worker(COM, who="~ann", until="2026-03-01")
busy = key_workers("busy")


def left(*names: str) -> tuple[str, str, str, str | None, frozenset[str]]:
    """Expect findings about these workers."""
    return found("KEY-02", *names, severity="medium")


def many(count: int) -> tuple[Person | Piece, ...]:
    """People, so many, of each of whom the busy one is the manager."""
    people = [a_person(f"P{number}") for number in range(count)]
    return (*people, *(a_worker(COM, on="person", of=f"P{number}", who="~busy") for number in range(count)))


CASES: list[Drawn] = [
    drawn("left in March, and nobody followed", an_area().with_(adam, two, gone), left("ann")),
    drawn("left 14 days ago", an_area().with_(adam, two, a_worker(COM, who="~ann", until=DAYS_14))),
    drawn("left 15 days ago", an_area().with_(adam, two, a_worker(COM, who="~ann", until=DAYS_15)), left("ann")),
    drawn("leaves tomorrow", an_area().with_(adam, two, a_worker(COM, who="~ann", until=TOMORROW))),
    drawn("another followed", an_area().with_(adam, two, gone, a_worker(COM, who="~bob", since="2026-03-01"))),
    drawn("another followed a month later",
          an_area().with_(adam, two, gone, a_worker(COM, who="~bob", since="2026-04-01"))),
    drawn("another is to follow tomorrow",
          an_area().with_(adam, two, gone, a_worker(COM, who="~bob", since=TOMORROW)), left("ann")),
    drawn("another followed and left too",
          an_area().with_(adam, two, gone, a_worker(COM, who="~bob", since="2026-03-01", until="2026-04-01")),
          left("bob")),
    drawn("another followed who works with the person",
          an_area().with_(adam, two, gone, a_worker(COM, on="person", who="~bob", since="2026-03-01"))),
    drawn("a MOSOVO officer followed", an_area().with_(adam, two, gone, a_worker(MOSOVO, who="~bob"))),
    drawn("a ViSOR manager stayed", an_area().with_(adam, two, gone, a_worker(VISOR, who="~bob")), left("ann")),
    drawn("it was a ViSOR manager who left",
          an_area().with_(adam, two, a_worker(VISOR, who="~ann", until="2026-03-01")), left("ann")),
    drawn("it was a housing officer who left",
          an_area().with_(adam, two, a_worker("housing_officer", who="~ann", until="2026-03-01"))),
    drawn("it was the prison's manager, and he is at liberty",
          an_area().with_(adam, two, a_worker(POM, who="~ann", until="2026-03-01"))),
    drawn("it was the prison's manager, and he is inside",
          an_area().with_(adam, two, a_sentence(release_on=TOMORROW), a_worker(POM, who="~ann", until="2026-03-01")),
          left("ann")),
    drawn("there never was a manager", an_area().with_(adam)),
    drawn("the assignment never held", an_area().with_(adam, two, a_worker(COM, who="~ann", since="2026-03-01",
                                                                           until="2026-03-01"))),
    drawn("the case has ended", an_area().with_(adam.managed_in("cheshire", valid_to=TODAY), two, gone)),
    drawn("he has died", an_area().with_(adam.died_on(YESTERDAY), two, gone)),
    drawn("a manager of two, at level 2",
          an_area().with_(adam.managed_in("cheshire", level=2), busy, a_worker(COM, who="~busy"), *many(1))),
    drawn("a manager of four, at level 2",
          an_area().with_(adam.managed_in("cheshire", level=2), busy, a_worker(COM, who="~busy"), *many(3))),
    drawn("a manager of five, at level 1", an_area().with_(adam, busy, a_worker(COM, who="~busy"), *many(4))),
    drawn("found then, who followed was entered later",
          an_area().with_(adam, two, gone, later(a_worker(COM, who="~bob", since="2026-03-01"))), left("ann"),
          known=BEFORE),
    drawn("not now, who followed is entered",
          an_area().with_(adam, two, gone, later(a_worker(COM, who="~bob", since="2026-03-01")))),
]  # fmt: skip


@each(CASES)
def test_key_workers_whom_nobody_followed(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "KEY-02") == in_order(case.expected)


def test_a_caseload_over_the_limit_is_found_at_levels_2_and_3(landed: Landed) -> None:
    shipped = load_policy()
    limit = shipped.national["key_worker.caseload"]
    numbers = {case.sentence: number for number, case in enumerate(CASES)}

    def told(most: int) -> dict[str | None, object]:
        own = Policy({**shipped.national, "key_worker.caseload": type(limit)(
            most, limit.source, limit.effective_from, limit.verified)})  # fmt: skip
        found_ = sweep(landed.store, load_catalogue(), own, as_of(TODAY), rules=["KEY-02"])
        over: dict[str | None, object] = {one.case_ref: one.facts.get("caseload") for one in found_}
        loads = {case: load for case, load in over.items() if load}
        for case, load in loads.items():
            alone = sweep(landed.store, load_catalogue(), own, as_of(TODAY), rules=["KEY-02"], cases=[str(case)])
            assert [one.facts["caseload"] for one in alone] == [load]
        return loads

    four = f"{numbers['a manager of four, at level 2']}-C"
    assert told(4) == {}
    assert told(3) == {four: 4}
    assert told(1) == {four: 4, f"{numbers['a manager of two, at level 2']}-C": 2}
