"""DQ-02: homes of a nominal and of current victims that are too little known to be measured from."""

from dataclasses import replace

from tests.service.rules.builders import LONG_AGO, Person, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order
from tests.service.rules.places import Place, at, by_postcode, somewhere

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
A_YEAR, OVER_A_YEAR = "2025-05-27", "2025-05-26"

his = at().with_uprn().named("his")
hers = at(400).with_uprn().named("hers")
far = at(1_900).with_uprn().named("far")


def home(who: Person, place: Place, verified: str = "2026-05-01", since: str = LONG_AGO, kind: str = "home") -> Person:
    """Let somebody live somewhere, verified this month unless told otherwise."""
    cells = {"address_ref": f"~{place.name}", "kind": kind, "valid_from": since, "verified_on": verified}
    said = who.saying("residences", **cells)
    return replace(said, places=(*said.places, place))


def doubt(*others: str) -> Short:
    """Expect a finding about these addresses and victims."""
    return found("DQ-02", *others, severity="medium")


adam, vera = a_nominal("Adam"), a_person("Vera").victim_of("Adam")
at_home, victim = home(adam, his), home(vera, hers)

CASES: list[Drawn] = [
    drawn("both homes are known well", an_area().with_(at_home, victim)),
    drawn("his has no UPRN", an_area().with_(home(adam, at().named("his")), victim), doubt("his")),
    drawn("hers has no UPRN", an_area().with_(at_home, home(vera, at(400).named("hers"))), doubt("hers", "Vera")),
    drawn("neither has, and they are far apart",
          an_area().with_(home(adam, at().named("his")), home(vera, at(1_900).named("hers")))),
    drawn("his was never verified", an_area().with_(home(adam, his, verified=""), victim), doubt("his")),
    drawn("his will be verified tomorrow", an_area().with_(home(adam, his, verified=TOMORROW), victim), doubt("his")),
    drawn("his was verified long ago", an_area().with_(home(adam, his, verified=LONG_AGO), victim)),
    drawn("his was never verified, and she lives far away",
          an_area().with_(home(adam, his, verified=""), home(vera, far))),
    drawn("hers is known by its postcode",
          an_area().with_(at_home, home(vera, replace(by_postcode().with_uprn(), east=1).named("hers"))),
          doubt("hers", "Vera")),
    drawn("hers has no position",
          an_area().with_(at_home, home(vera, somewhere("hers"))), doubt("hers", "Vera")),
    drawn("his has no position", an_area().with_(home(adam, somewhere("his")), victim), doubt("his")),
    drawn("he has no home", an_area().with_(adam, home(vera, somewhere("hers"), verified=""))),
    drawn("she has no home", an_area().with_(home(adam, at().named("his")), vera)),
    drawn("hers was verified a year ago", an_area().with_(at_home, home(vera, far, verified=A_YEAR))),
    drawn("hers was verified over a year ago",
          an_area().with_(at_home, home(vera, far, verified=OVER_A_YEAR)), doubt("far", "Vera")),
    drawn("hers began a year ago, never verified, far away",
          an_area().with_(at_home, home(vera, far, verified="", since=A_YEAR))),
    drawn("hers began nobody knows when",
          an_area().with_(at_home, home(vera, far, verified="", since="")), doubt("far", "Vera")),
    drawn("she is a past victim", an_area().with_(
        at_home, home(a_person("Vera").victim_of("Adam", until=TODAY), at(400).named("hers"), verified=""))),
    drawn("she is the victim of somebody else", an_area().with_(
        at_home, a_person("Bert"), home(a_person("Vera").victim_of("Bert"), at(400).named("hers"), verified=""))),
    drawn("she has died", an_area().with_(at_home, home(vera.died_on(YESTERDAY), at(400).named("hers")))),
    drawn("he has died", an_area().with_(home(adam.died_on(YESTERDAY), at().named("his")), victim)),
    drawn("his is proposed only", an_area().with_(home(adam, at().named("his"), kind="proposed"), victim)),
    drawn("several gaps are one finding of the case",
          an_area().with_(home(adam, at().named("his")), home(vera, at(400).named("hers"))),
          doubt("his", "hers", "Vera")),
    drawn("found then, that it was verified was entered later",
          an_area().with_(home(adam, his, verified=""), victim, later(home(adam, his, verified="2026-04-20"))),
          doubt("his"), known=BEFORE),
    drawn("not now, that it was verified is entered",
          an_area().with_(home(adam, his, verified=""), victim, later(home(adam, his, verified="2026-04-20")))),
]  # fmt: skip


@each(CASES)
def test_addresses_too_little_known(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "DQ-02") == in_order(case.expected)


def test_the_cheapest_fact_is_named(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    told = {}
    for sentence in ("hers has no position", "hers is known by its postcode", "his has no UPRN",
                     "hers was verified over a year ago", "his was never verified"):  # fmt: skip
        (finding,) = landed.findings(numbers[sentence], TODAY, TODAY, ["DQ-02"])
        told[finding["facts"]["gap"]] = finding["facts"]["cheapestFact"]
    assert told == {
        "position": "a live postcode of the address",
        "certainty": "the coordinates of the address",
        "uprn": "the UPRN of the address",
        "age": "the victim liaison officer's word that the victim still lives there",
        "verification": "a visit that verifies who lives there",
    }


def test_of_several_gaps_one_fact_is_named_first_and_every_address_has_its_own(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    (finding,) = landed.findings(numbers["several gaps are one finding of the case"], TODAY, TODAY, ["DQ-02"])
    assert finding["facts"]["cheapestFact"] == "the UPRN of the address"
    assert [pair["gap"] for pair in finding["facts"]["pairs"]] == ["uprn", "uprn"]
