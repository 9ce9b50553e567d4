"""ACC-07: a home in the building of, or next to, a non-associate or co-defendant."""

from tests.service.rules.builders import a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, by_postcode, house, somewhere

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam").living_at(at())
bert = a_person("Bert").tied_to("non_associate_of", "Adam")
two_flats = (house("1", None, "CH1 2AA").flatted("Flat 1").named("one"),
             house("1", None, "CH1 2AA", east=5_000).flatted("Flat 2").named("two"))  # fmt: skip

CASES: list[Drawn] = [
    drawn("100 m from a non-associate", an_area().with_(adam, bert.living_at(at(60, 80))), found("ACC-07", "Bert")),
    drawn("101 m from a non-associate", an_area().with_(adam, bert.living_at(at(101)))),
    drawn("just over 100 m on the slant", an_area().with_(adam, bert.living_at(at(100, 1)))),
    drawn("200 m from one known by the postcode",
          an_area().with_(a_nominal().living_at(at(200)), bert.living_at(by_postcode())), found("ACC-07", "Bert")),
    drawn("201 m from one known by the postcode",
          an_area().with_(a_nominal().living_at(at(201)), bert.living_at(by_postcode()))),
    drawn("at the same address", an_area().with_(adam, bert.living_at(at())), found("ACC-07", "Bert")),
    drawn("in another flat of the building",
          an_area().with_(a_nominal().living_at(two_flats[0]), bert.living_at(two_flats[1])), found("ACC-07", "Bert")),
    drawn("a co-defendant", an_area().with_(adam.tied_to("co_defendant_of", "Carl"), a_person("Carl").living_at(at())),
          found("ACC-07", "Carl")),
    drawn("a non-associate, told the other way round",
          an_area().with_(adam.tied_to("non_associate_of", "Carl"), a_person("Carl").living_at(at())),
          found("ACC-07", "Carl")),
    drawn("both ties to one man are one finding",
          an_area().with_(adam.tied_to("co_defendant_of", "Bert"), bert.living_at(at())), found("ACC-07", "Bert")),
    drawn("an associate is no danger",
          an_area().with_(adam, a_person("Carl").tied_to("associate_of", "Adam").living_at(at()))),
    drawn("kept apart until yesterday",
          an_area().with_(adam, a_person("Carl").tied_to("non_associate_of", "Adam", until=TODAY).living_at(at()))),
    drawn("kept apart from tomorrow",
          an_area().with_(adam, a_person("Carl").tied_to("non_associate_of", "Adam", since=TOMORROW).living_at(at()))),
    drawn("his home has no position", an_area().with_(adam, bert.living_at(somewhere())), unclear("ACC-07", "Bert")),
    drawn("neither home has a position, and they are one address",
          an_area().with_(a_nominal().living_at(somewhere()), bert.living_at(somewhere())), found("ACC-07", "Bert")),
    drawn("one home without a position, another near",
          an_area().with_(adam, bert.living_at(somewhere()).staying_at(at(5))), found("ACC-07", "Bert")),
    drawn("nobody knows where he lives", an_area().with_(adam, bert)),
    drawn("the nominal has no home", an_area().with_(a_nominal(), bert.living_at(at()))),
    drawn("his home there is proposed", an_area().with_(adam, bert.proposed_at(at())), found("ACC-07", "Bert")),
    drawn("his placement there was refused", an_area().with_(adam, bert.placed_at(at(), TOMORROW, "refused"))),
    drawn("the nominal's placement starts tomorrow",
          an_area().with_(a_nominal().placed_at(at(), TOMORROW), bert.living_at(at())), found("ACC-07", "Bert")),
    drawn("the nominal's placement starts today, and no home is recorded",
          an_area().with_(a_nominal().placed_at(at(), TODAY), bert.living_at(at()))),
    drawn("he works there", an_area().with_(adam, bert.working_at(at()))),
    drawn("he has died", an_area().with_(adam, bert.living_at(at()).died_on(YESTERDAY))),
    drawn("the nominal has died", an_area().with_(adam.died_on(YESTERDAY), bert.living_at(at()))),
    drawn("his twin lives there", an_area().with_(adam, bert.living_at(at(5_000)), a_person("Bill").living_at(at()))),
    drawn("two nominals tied to each other have a finding each",
          an_area().with_(adam, a_nominal("Bert").managed_in("cheshire", case="D").living_at(at(50))
                          .tied_to("co_defendant_of", "Adam")),
          found("ACC-07", "Bert"), found("ACC-07", "Adam", case="D")),
    drawn("as known before the tie is known",
          an_area().with_(adam, a_person("Bert").living_at(at()), later(only("relationships", bert))), known=BEFORE),
    drawn("as known since the tie is known",
          an_area().with_(adam, a_person("Bert").living_at(at()), later(only("relationships", bert))),
          found("ACC-07", "Bert")),
]  # fmt: skip


@each(CASES)
def test_homes_near_people_to_keep_apart(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-07") == in_order(case.expected)
