"""TRF-01 and TRF-02: a home in another area without a transfer, and transfers that take too long."""

from tests.service.rules.builders import a_nominal, a_person, an_area, corrected, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import Place, at, by_postcode, somewhere
from tests.service.rules.things import a_transfer

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_14, DAYS_15 = "2026-05-13", "2026-05-12"

away = at(area="merseyside").named("away")
adam = a_nominal("Adam")
moved = adam.living_at(away)
gone = a_transfer("2026-05-20")

UNSTARTED: list[Drawn] = [
    drawn("TRF-01: a home in another area since long ago", an_area().with_(moved), found("TRF-01", "away")),
    drawn("TRF-01: nobody knows since when", an_area().with_(adam.living_at(away, since="")), found("TRF-01", "away")),
    drawn("TRF-01: for 14 days", an_area().with_(adam.living_at(away, since=DAYS_14))),
    drawn("TRF-01: for 15 days", an_area().with_(adam.living_at(away, since=DAYS_15)), found("TRF-01", "away")),
    drawn("TRF-01: he stays there for 15 days",
          an_area().with_(adam.staying_at(away, since=DAYS_15)), found("TRF-01", "away")),
    drawn("TRF-01: it is proposed only", an_area().with_(adam.proposed_at(away))),
    drawn("TRF-01: a placement from tomorrow", an_area().with_(adam.placed_at(away, TOMORROW))),
    drawn("TRF-01: he works there", an_area().with_(adam.working_at(away))),
    drawn("TRF-01: he left today", an_area().with_(adam.living_at(away, until=TODAY))),
    drawn("TRF-01: he leaves tomorrow", an_area().with_(adam.living_at(away, until=TOMORROW)), found("TRF-01", "away")),
    drawn("TRF-01: a home in the case's area", an_area().with_(adam.living_at(at()))),
    drawn("TRF-01: a home in the case's area and another elsewhere",
          an_area().with_(moved.living_at(at())), found("TRF-01", "away")),
    drawn("TRF-01: two homes elsewhere are two findings",
          an_area().with_(moved.staying_at(by_postcode("north-wales").named("wales"))),
          found("TRF-01", "away"), found("TRF-01", "wales")),
    drawn("TRF-01: a home known by its postcode alone",
          an_area().with_(adam.living_at(by_postcode("merseyside").named("away"))), found("TRF-01", "away")),
    drawn("TRF-01: a live postcode outweighs the position",
          an_area().with_(adam.living_at(Place(area="cheshire", postcode="L1 0AA", name_="away"))),
          found("TRF-01", "away")),
    drawn("TRF-01: a dead postcode leaves it to the position",
          an_area().with_(adam.living_at(Place(area="merseyside", postcode="CH1 9ZY", name_="away"))),
          found("TRF-01", "away")),
    drawn("TRF-01: a home of no known area",
          an_area().with_(adam.living_at(somewhere())), unclear("TRF-01", "somewhere")),
    drawn("TRF-01: a home of no known area for 14 days", an_area().with_(adam.living_at(somewhere(), since=DAYS_14))),
    drawn("TRF-01: a home of no known area for 15 days",
          an_area().with_(adam.living_at(somewhere(), since=DAYS_15)), unclear("TRF-01", "somewhere")),
    drawn("TRF-01: a home of no known area, and a transfer to somewhere is open",
          an_area().with_(adam.living_at(somewhere()), gone), unclear("TRF-01", "somewhere")),
    drawn("TRF-01: a proposed home of no known area", an_area().with_(adam.proposed_at(somewhere()))),
    drawn("TRF-01: a transfer there is open", an_area().with_(moved, gone)),
    drawn("TRF-01: a transfer there is proposed today", an_area().with_(moved, a_transfer(TODAY))),
    drawn("TRF-01: a transfer there is proposed tomorrow",
          an_area().with_(moved, a_transfer(TOMORROW)), found("TRF-01", "away")),
    drawn("TRF-01: a transfer there was rejected today",
          an_area().with_(moved, a_transfer("2026-05-20", rejected_on=TODAY)), found("TRF-01", "away")),
    drawn("TRF-01: a transfer there will be rejected tomorrow",
          an_area().with_(moved, a_transfer("2026-05-20", rejected_on=TOMORROW))),
    drawn("TRF-01: a transfer there was completed today",
          an_area().with_(moved, a_transfer("2026-05-20", completed_on=TODAY)), found("TRF-01", "away")),
    drawn("TRF-01: a transfer there was accepted and is open still",
          an_area().with_(moved, a_transfer("2026-05-20", accepted_on=YESTERDAY))),
    drawn("TRF-01: a transfer to a third area is open",
          an_area().with_(moved, a_transfer("2026-05-20", to="north-wales")), found("TRF-01", "away")),
    drawn("TRF-01: a transfer there of another case of his",
          an_area().with_(moved.managed_in("cheshire").managed_in("cheshire", case="C2"),
                          a_transfer("2026-05-20", case_ref="~C2")),
          found("TRF-01", "away")),
    drawn("TRF-01: of two cases the one there is where it belongs",
          an_area().with_(moved.managed_in("cheshire").managed_in("merseyside", case="C2")), found("TRF-01", "away")),
    drawn("TRF-01: of overlapping episodes the one that started last is there",
          an_area().with_(moved.managed_in("cheshire", since="2023-01-01")
                          .managed_in("merseyside", since="2025-01-01"))),
    drawn("TRF-01: the episode there begins tomorrow",
          an_area().with_(moved.managed_in("cheshire").managed_in("merseyside", since=TOMORROW)),
          found("TRF-01", "away")),
    drawn("TRF-01: it is somebody else who lives there",
          an_area().with_(adam.living_at(at()), a_person("Bert").living_at(away))),
    drawn("TRF-01: he has died", an_area().with_(moved.died_on(YESTERDAY))),
    drawn("TRF-01: found then, the address was corrected later",
          an_area().with_(moved, corrected(at().named("away"))), found("TRF-01", "away"), known=BEFORE),
    drawn("TRF-01: not now, the address is corrected", an_area().with_(moved, corrected(at().named("away")))),
]  # fmt: skip

checked = {"address_checked_on": "2026-05-01"}
WD_20, WD_21, DAYS_10, DAYS_11 = "2026-04-27", "2026-04-26", "2026-05-17", "2026-05-16"
CHRISTMAS = {"address_checked_on": "2025-12-31"}

OVERDUE: list[Drawn] = [
    drawn("TRF-02: open for 20 working days, with two bank holidays among them",
          an_area().with_(adam, a_transfer(WD_20, **checked))),
    drawn("TRF-02: open for 21 working days",
          an_area().with_(adam, a_transfer(WD_21, **checked)), found("TRF-02", "T")),
    drawn("TRF-02: proposed before Christmas, 20 working days without the three holidays",
          an_area().with_(adam, a_transfer("2025-12-18", **CHRISTMAS)), on="2026-01-20", known=TODAY),
    drawn("TRF-02: proposed before Christmas, 21 working days without the three holidays",
          an_area().with_(adam, a_transfer("2025-12-18", **CHRISTMAS)), found("TRF-02", "T"), on="2026-01-21",
          known=TODAY),
    drawn("TRF-02: proposed on a Saturday, 20 working days later",
          an_area().with_(adam, a_transfer("2025-10-04", address_checked_on="2025-10-06")), on="2025-10-31",
          known=TODAY),
    drawn("TRF-02: proposed on a Saturday, the Sunday after 20 working days",
          an_area().with_(adam, a_transfer("2025-10-04", address_checked_on="2025-10-06")), on="2025-11-02",
          known=TODAY),
    drawn("TRF-02: proposed on a Saturday, 21 working days later",
          an_area().with_(adam, a_transfer("2025-10-04", address_checked_on="2025-10-06")), found("TRF-02", "T"),
          on="2025-11-03", known=TODAY),
    drawn("TRF-02: the address is not checked after 10 days", an_area().with_(adam, a_transfer(DAYS_10))),
    drawn("TRF-02: the address is not checked after 11 days",
          an_area().with_(adam, a_transfer(DAYS_11)), found("TRF-02", "T")),
    drawn("TRF-02: the address is checked today", an_area().with_(adam, a_transfer(DAYS_11, address_checked_on=TODAY))),
    drawn("TRF-02: the address is to be checked tomorrow",
          an_area().with_(adam, a_transfer(DAYS_11, address_checked_on=TOMORROW)), found("TRF-02", "T")),
    drawn("TRF-02: both are late, and it is one finding",
          an_area().with_(adam, a_transfer("2026-01-05")), found("TRF-02", "T")),
    drawn("TRF-02: it was rejected today", an_area().with_(adam, a_transfer("2026-01-05", rejected_on=TODAY))),
    drawn("TRF-02: it was completed today", an_area().with_(adam, a_transfer("2026-01-05", completed_on=TODAY))),
    drawn("TRF-02: it is to be completed tomorrow",
          an_area().with_(adam, a_transfer("2026-01-05", completed_on=TOMORROW)), found("TRF-02", "T")),
    drawn("TRF-02: it was accepted and is open still",
          an_area().with_(adam, a_transfer("2026-01-05", accepted_on="2026-02-02")), found("TRF-02", "T")),
    drawn("TRF-02: a temporary one counts as any other",
          an_area().with_(adam, a_transfer("2026-01-05", kind="temporary")), found("TRF-02", "T")),
    drawn("TRF-02: one of the ViSOR record counts as any other",
          an_area().with_(adam, a_transfer("2026-01-05", kind="visor_ownership")), found("TRF-02", "T")),
    drawn("TRF-02: one within the area counts as any other",
          an_area().with_(adam, a_transfer("2026-01-05", to="cheshire", kind="lead_agency")), found("TRF-02", "T")),
    drawn("TRF-02: two late ones are two findings",
          an_area().with_(adam, a_transfer("2026-01-05"), a_transfer("2026-01-06", name="T2")),
          found("TRF-02", "T"), found("TRF-02", "T2")),
    drawn("TRF-02: the case has ended",
          an_area().with_(adam.managed_in("cheshire", valid_to=TODAY), a_transfer("2026-01-05"))),
    drawn("TRF-02: he has died", an_area().with_(adam.died_on(YESTERDAY), a_transfer("2026-01-05"))),
    drawn("TRF-02: found then, the address was checked in time and entered later",
          an_area().with_(adam, a_transfer("2026-03-30"),
                          later(a_transfer("2026-03-30", address_checked_on="2026-04-02"))),
          found("TRF-02", "T"), on="2026-04-15", known=BEFORE),
    drawn("TRF-02: not now, the address was checked in time",
          an_area().with_(adam, a_transfer("2026-03-30"),
                          later(a_transfer("2026-03-30", address_checked_on="2026-04-02"))),
          on="2026-04-15", known=TODAY),
]  # fmt: skip

CASES = [*UNSTARTED, *OVERDUE]


@each(CASES)
def test_transfers_not_started_or_overdue(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, case.sentence.split(":")[0]) == in_order(case.expected)
