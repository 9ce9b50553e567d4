"""LVL-03: a case at level 3 of public interest or wide reach that is not marked as critical."""

from tests.service.rules.builders import Person, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.places import at, somewhere
from tests.service.rules.things import a_marac, a_transfer

YESTERDAY, TODAY = "2026-05-26", "2026-05-27"
FOUND = found("LVL-03", severity="medium")
away = at(area="merseyside").named("away")


def adam(level: int = 3, **cells: str) -> Person:
    """A nominal at level 3 unless told otherwise."""
    return a_nominal("Adam").managed_in("cheshire", level, **cells)


vera = a_person("Vera").victim_of("Adam")

CASES: list[Drawn] = [
    drawn("level 3 and nothing more", an_area().with_(adam().living_at(at()))),
    drawn("the media are interested", an_area().with_(adam(level_reason="Media interest is likely.")), FOUND),
    drawn("public confidence", an_area().with_(adam(level_reason="It is about PUBLIC CONFIDENCE.")), FOUND),
    drawn("another reason", an_area().with_(adam(level_reason="Resources at short notice."))),
    drawn("the media are interested, and it is marked",
          an_area().with_(adam(level_reason="Media.", critical_public_protection_case="yes"))),
    drawn("the media are interested, and it is marked as none",
          an_area().with_(adam(level_reason="Media.", critical_public_protection_case="no")), FOUND),
    drawn("the media are interested, at level 2", an_area().with_(adam(2, level_reason="Media."))),
    drawn("he lives in another area", an_area().with_(adam().living_at(away)), FOUND),
    drawn("a home is proposed in another area", an_area().with_(adam().proposed_at(away))),
    drawn("he lived there until today", an_area().with_(adam().living_at(away, until=TODAY))),
    drawn("he lives nobody knows in which area", an_area().with_(adam().living_at(somewhere()))),
    drawn("his victim lives in another area", an_area().with_(adam(), vera.living_at(away)), FOUND),
    drawn("his victim lives in his", an_area().with_(adam(), vera.living_at(at()))),
    drawn("a past victim lives in another area",
          an_area().with_(adam(), a_person("Vera").victim_of("Adam", until=TODAY).living_at(away))),
    drawn("his victim there has died", an_area().with_(adam(), vera.living_at(away).died_on(YESTERDAY))),
    drawn("a MARAC case there", an_area().with_(
        adam(), a_person("Vera"), a_marac(area="merseyside", victim="Vera", perpetrator="Adam")), FOUND),
    drawn("a MARAC case there that is closed", an_area().with_(
        adam(), a_person("Vera"), a_marac(area="merseyside", victim="Vera", perpetrator="Adam", closed_on=TODAY))),
    drawn("a MARAC case there in which he is the victim", an_area().with_(
        adam(), a_person("Vera"), a_marac(area="merseyside", victim="Adam", perpetrator="Vera"))),
    drawn("a transfer there is open", an_area().with_(adam(), a_transfer("2026-05-20")), FOUND),
    drawn("a transfer there was rejected", an_area().with_(adam(), a_transfer("2026-05-01", rejected_on=TODAY))),
    drawn("two reasons are one finding",
          an_area().with_(adam(level_reason="Media.").living_at(away)), FOUND),
    drawn("he has died", an_area().with_(adam(level_reason="Media.").died_on(YESTERDAY))),
    drawn("found then, the mark was entered later",
          an_area().with_(adam(level_reason="Media."),
                          later(adam(level_reason="Media.", critical_public_protection_case="yes"))), FOUND,
          known=BEFORE),
    drawn("not now, the mark is entered",
          an_area().with_(adam(level_reason="Media."),
                          later(adam(level_reason="Media.", critical_public_protection_case="yes")))),
]  # fmt: skip


@each(CASES)
def test_cases_that_may_be_critical(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "LVL-03") == in_order(case.expected)


def test_the_reasons_are_named(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    (finding,) = landed.findings(numbers["two reasons are one finding"], TODAY, TODAY, ["LVL-03"])
    assert finding["facts"]["reasons"] == "another area, public interest"
