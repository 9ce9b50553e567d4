"""TRF-03: a move into an area that holds a danger."""

from tests.service.rules.builders import a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, by_postcode, somewhere
from tests.service.rules.things import a_marac, a_transfer, a_zone

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

away = at(area="merseyside").named("away")
there = at(500, area="merseyside").named("there")
adam = a_nominal("Adam")
vera = a_person("Vera").victim_of("Adam")
bert = a_person("Bert").tied_to("non_associate_of", "Adam")
move = a_transfer("2026-05-20")
proposed = adam.proposed_at(away)
zoned = adam.bound_by("exclusion_zone", zone_ref="~Z")
zone_there = a_zone(area="merseyside")

CASES: list[Drawn] = [
    drawn("a victim lives in the area to be moved to",
          an_area().with_(adam, move, vera.living_at(there)), found("TRF-03", "T")),
    drawn("a victim lives in the case's area", an_area().with_(adam, move, vera.living_at(at()))),
    drawn("a victim lives in a third area", an_area().with_(adam, move, vera.living_at(at(area="north-wales")))),
    drawn("a victim lives there, known by the postcode",
          an_area().with_(adam, move, vera.living_at(by_postcode("merseyside"))), found("TRF-03", "T")),
    drawn("a victim is to live there", an_area().with_(adam, move, vera.proposed_at(there)), found("TRF-03", "T")),
    drawn("a victim left there yesterday", an_area().with_(adam, move, vera.living_at(there, until=TODAY))),
    drawn("a victim works there", an_area().with_(adam, move, vera.working_at(there).living_at(at()))),
    drawn("a past victim lives there",
          an_area().with_(adam, move, a_person("Vera").victim_of("Adam", until=TODAY).living_at(there))),
    drawn("the victim has died", an_area().with_(adam, move, vera.living_at(there).died_on(YESTERDAY))),
    drawn("a victim of no known home gives nothing", an_area().with_(adam, move, vera)),
    drawn("a victim's home is of no known area",
          an_area().with_(adam, move, vera.living_at(somewhere())), unclear("TRF-03", "T")),
    drawn("one victim lives there, the home of another is of no known area",
          an_area().with_(adam, move, vera.living_at(there),
                          a_person("Wilma").victim_of("Adam").living_at(somewhere())),
          found("TRF-03", "T")),
    drawn("it is a twin of hers who lives there",
          an_area().with_(adam, move, vera.living_at(at()), a_person("Verity").living_at(there))),
    drawn("he has died", an_area().with_(adam.died_on(YESTERDAY), move, vera.living_at(there))),
    drawn("he is a perpetrator in a MARAC case there",
          an_area().with_(adam, move, a_marac(area="merseyside", perpetrator="Adam")), found("TRF-03", "T")),
    drawn("he is a perpetrator in a MARAC case of the case's area",
          an_area().with_(adam, move, a_marac(perpetrator="Adam"))),
    drawn("he is a victim in a MARAC case there",
          an_area().with_(adam, move, a_marac(area="merseyside", victim="Adam"))),
    drawn("the MARAC case there is closed today",
          an_area().with_(adam, move, a_marac(area="merseyside", perpetrator="Adam", closed_on=TODAY))),
    drawn("the MARAC case there is referred tomorrow",
          an_area().with_(adam, move, a_marac(area="merseyside", perpetrator="Adam", referred=TOMORROW))),
    drawn("a non-associate lives there", an_area().with_(adam, move, bert.living_at(there)), found("TRF-03", "T")),
    drawn("a co-defendant lives there",
          an_area().with_(adam.tied_to("co_defendant_of", "Carl"), move, a_person("Carl").living_at(there)),
          found("TRF-03", "T")),
    drawn("an associate lives there",
          an_area().with_(adam.tied_to("associate_of", "Carl"), move, a_person("Carl").living_at(there))),
    drawn("a non-associate until yesterday lives there",
          an_area().with_(adam.tied_to("non_associate_of", "Carl", until=TODAY), move,
                          a_person("Carl").living_at(there))),
    drawn("a non-associate who has died lived there",
          an_area().with_(adam, move, bert.living_at(there).died_on(YESTERDAY))),
    drawn("a non-associate's home is of no known area",
          an_area().with_(adam, move, bert.living_at(somewhere())), unclear("TRF-03", "T")),
    drawn("an exclusion zone lies there", an_area().with_(zoned, move, zone_there), found("TRF-03", "T")),
    drawn("an exclusion zone there that ended",
          an_area().with_(zoned, move, a_zone(area="merseyside", valid_to=TODAY))),
    drawn("an exclusion zone there that begins tomorrow",
          an_area().with_(zoned, move, a_zone(area="merseyside", valid_from=TOMORROW))),
    drawn("an exclusion zone there of an order that ended",
          an_area().with_(adam.bound_by("exclusion_zone", until=TODAY, zone_ref="~Z"), move, zone_there)),
    drawn("a restriction zone there is no danger",
          an_area().with_(adam.bound_by("restriction_zone", zone_ref="~Z"), move, zone_there)),
    drawn("an exclusion zone in the case's area", an_area().with_(zoned, move, a_zone())),
    drawn("an exclusion zone that was never sent", an_area().with_(adam.bound_by("exclusion_zone"), move)),
    drawn("a zone so small that its only postcode lies in its middle",
          an_area().with_(zoned, move, a_zone(area="merseyside", half=1)), found("TRF-03", "T")),
    drawn("the transfer is proposed tomorrow", an_area().with_(adam, a_transfer(TOMORROW), vera.living_at(there))),
    drawn("the transfer was rejected today",
          an_area().with_(adam, a_transfer("2026-05-20", rejected_on=TODAY), vera.living_at(there))),
    drawn("the transfer was completed today",
          an_area().with_(adam, a_transfer("2026-05-20", completed_on=TODAY), vera.living_at(there))),
    drawn("the transfer is to the case's own area",
          an_area().with_(adam, a_transfer("2026-05-20", to="cheshire"), vera.living_at(at()))),
    drawn("no transfer, and the victim lives in another area",
          an_area().with_(adam.living_at(at()), vera.living_at(there))),
    drawn("a home is proposed in the area of a victim",
          an_area().with_(proposed, vera.living_at(there)), found("TRF-03", "away")),
    drawn("a placement from tomorrow in the area of a victim",
          an_area().with_(adam.placed_at(away, TOMORROW), vera.living_at(there)), found("TRF-03", "away")),
    drawn("a refused placement in the area of a victim",
          an_area().with_(adam.placed_at(away, TOMORROW, "refused"), vera.living_at(there))),
    drawn("he lives in the area of a victim already", an_area().with_(adam.living_at(away), vera.living_at(there))),
    drawn("a proposal and a transfer to one area are a finding each",
          an_area().with_(proposed, move, vera.living_at(there)), found("TRF-03", "T"), found("TRF-03", "away")),
    drawn("a home is proposed in the case's own area, where a victim lives",
          an_area().with_(adam.proposed_at(at()), vera.living_at(at(5_000)))),
    drawn("a home of no known area is proposed, and a victim lives in another area",
          an_area().with_(adam.proposed_at(somewhere()), vera.living_at(there)), unclear("TRF-03", "somewhere")),
    drawn("a home of no known area is proposed, and a victim lives in the case's area",
          an_area().with_(adam.proposed_at(somewhere()), vera.living_at(at()))),
    drawn("a home of no known area is proposed, and an associate lives in another area",
          an_area().with_(adam.proposed_at(somewhere()), bert.living_at(there)), unclear("TRF-03", "somewhere")),
    drawn("a home of no known area is proposed, and a MARAC case is of another area",
          an_area().with_(adam.proposed_at(somewhere()), a_marac(area="gwent", perpetrator="Adam")),
          unclear("TRF-03", "somewhere")),
    drawn("a home of no known area is proposed, and a zone lies in another area",
          an_area().with_(zoned.proposed_at(somewhere()), zone_there), unclear("TRF-03", "somewhere")),
    drawn("a home of no known area is proposed, and nothing is elsewhere",
          an_area().with_(adam.proposed_at(somewhere()))),
    drawn("a home of no known area is proposed, and nobody knows where the victim lives",
          an_area().with_(adam.proposed_at(somewhere()), vera)),
    drawn("a home is proposed in another area, and a victim's home is of no known area",
          an_area().with_(proposed, vera.living_at(somewhere())), unclear("TRF-03", "away")),
    drawn("a nominal of two cases: for the one the area is another, for the other its own",
          an_area().with_(proposed.managed_in("cheshire").managed_in("merseyside", case="C2"), vera.living_at(there)),
          found("TRF-03", "away")),
    drawn("as known before the victim moved there", an_area().with_(
        adam, move, vera, later(only("residences", a_person("Vera").living_at(there)))), known=BEFORE),
    drawn("as known since the victim moved there", an_area().with_(
        adam, move, vera, later(only("residences", a_person("Vera").living_at(there)))), found("TRF-03", "T")),
]  # fmt: skip


@each(CASES)
def test_moves_towards_danger(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "TRF-03") == in_order(case.expected)
