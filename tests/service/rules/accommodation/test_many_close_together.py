"""ACC-10: many nominals with a high risk of serious harm close together."""

from tests.service.rules.builders import Area, Person, Told, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, by_postcode, somewhere

YESTERDAY, TOMORROW = "2026-05-26", "2026-05-28"
home = at().named("home")


def assessed(who: Person, on: str = "2026-01-10", **groups: str) -> Person:
    """Assess the risk to groups."""
    return who.saying("risk_assessments", assessed_on=on, **groups)


def another(name: str, east: int, level: str = "high", group: str = "public") -> Person:
    """Say that there is another nominal, with a case of their own, so many metres east."""
    who = a_nominal(name).managed_in("cheshire", case=name).living_at(at(east).named(f"home-{name}"))
    return assessed(who, **{group: level})


def trio(*third: Told, first: Person | None = None) -> Area:
    """Adam and Bert, 10 m from each other and both with a high risk, and others."""
    adam = first or assessed(a_nominal("Adam"), public="high").living_at(home)
    return an_area().with_(adam, another("Bert", 10), *third)


def all_of(*names: str) -> tuple[Short, ...]:
    """Expect a finding for the homes of Adam and others."""
    return found("ACC-10", "home"), *(found("ACC-10", f"home-{name}", case=name) for name in names)


dora = a_person("Dora")

CASES: list[Drawn] = [
    drawn("three within 200 m of each", trio(another("Carl", 200)), *all_of("Bert", "Carl")),
    drawn("the third is 201 m from one of them and 191 m from the other",
          trio(another("Carl", 201)), found("ACC-10", "home-Bert", case="Bert")),
    drawn("two are not many", trio()),
    drawn("the third has a medium risk", trio(another("Carl", 20, "medium"))),
    drawn("the third has a very high risk", trio(another("Carl", 20, "very_high")), *all_of("Bert", "Carl")),
    *(drawn(f"the third is a high risk to {group}", trio(another("Carl", 20, group=group)), *all_of("Bert", "Carl"))
      for group in ("children", "known_adult", "staff")),
    drawn("the third is a high risk to prisoners alone", trio(another("Carl", 20, group="prisoners"))),
    drawn("the third's risk has become low",
          trio(assessed(another("Carl", 20), "2026-04-01", public="low"))),
    drawn("the third's newest assessment tells of others", trio(
        assessed(another("Carl", 20), "2026-04-01", children="low")), *all_of("Bert", "Carl")),
    drawn("the third is no nominal", trio(assessed(dora, public="high").living_at(at(20)))),
    drawn("the third has died", trio(another("Carl", 20).died_on(YESTERDAY))),
    drawn("the third is proposed to live there", trio(
        assessed(a_nominal("Carl").managed_in("cheshire", case="Carl"), public="high")
        .proposed_at(at(20).named("home-Carl"))), *all_of("Bert", "Carl")),
    drawn("the third is refused a place there", trio(
        assessed(a_nominal("Carl").managed_in("cheshire", case="Carl"), public="high")
        .placed_at(at(20), TOMORROW, "refused"))),
    drawn("the second has two homes and is one", trio(
        assessed(a_nominal("Bert").managed_in("cheshire", case="Bert"), public="high").staying_at(at(20)))),
    drawn("the third is known by a postcode 100 m off at most", an_area().with_(
        assessed(a_nominal("Adam"), public="high").living_at(at(300).named("home")), another("Bert", 300),
        assessed(a_nominal("Carl").managed_in("cheshire", case="Carl"), public="high").living_at(by_postcode())),
        *all_of("Bert"), found("ACC-10", "Ap-0-0-chesh", case="Carl")),
    drawn("the third has no position", trio(
        assessed(a_nominal("Carl").managed_in("cheshire", case="Carl"), public="high").living_at(somewhere("nowhere"))),
        unclear("ACC-10", "nowhere", case="Carl")),
    drawn("a home without a position of one with a medium risk", an_area().with_(
        assessed(a_nominal(), public="medium").living_at(somewhere("nowhere")))),
    drawn("as known before the third is known", trio(later(another("Carl", 20))), known=BEFORE),
    drawn("as known since the third is known", trio(later(another("Carl", 20))), *all_of("Bert", "Carl")),
]  # fmt: skip


@each(CASES)
def test_homes_close_to_many(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-10") == in_order(case.expected)
