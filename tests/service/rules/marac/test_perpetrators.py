"""MAR-01, MAR-02, MAR-03, MAR-04: what MARAC and MAPPA know of a perpetrator."""

from tests.service.rules.builders import Piece, a_nominal, a_person, an_area, later, only, taken_back
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.things import a_marac, a_meeting, a_share, an_adviser

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam")
bert = a_person("Bert")
vera, wilma = a_person("Vera"), a_person("Wilma")
heard = a_marac(victim="Vera", perpetrator="Adam")
couple = {"victim": "Vera", "perpetrator": "Adam"}
advised = an_adviser(marac_ref="~M")

SHARING: list[Drawn] = [
    drawn("MAR-01: a perpetrator in an open MARAC case", an_area().with_(adam, vera, heard), found("MAR-01", "M")),
    drawn("MAR-01: in another area",
          an_area().with_(adam, vera, a_marac(area="dyfed-powys", **couple)), found("MAR-01", "M")),
    drawn("MAR-01: it was shared today", an_area().with_(adam, vera, heard, a_share(TODAY))),
    drawn("MAR-01: it is to be shared tomorrow",
          an_area().with_(adam, vera, heard, a_share(TOMORROW)), found("MAR-01", "M")),
    drawn("MAR-01: something was shared about another MARAC case",
          an_area().with_(adam, vera, heard, a_share("2026-05-01", marac="M2"),
                          a_marac("M2", victim="Vera", perpetrator="Bert"), bert), found("MAR-01", "M")),
    drawn("MAR-01: something was shared about another case of his: each case counts for itself",
          an_area().with_(adam.managed_in("cheshire").managed_in("cheshire", case="C2"), vera, heard,
                          a_share("2026-05-01", case="C2")), found("MAR-01", "M")),
    drawn("MAR-01: something was shared about no MARAC case",
          an_area().with_(adam, vera, heard, a_share("2026-05-01", marac="none")), found("MAR-01", "M")),
    drawn("MAR-01: he is the victim there", an_area().with_(adam, vera, a_marac(victim="Adam", perpetrator="Vera"))),
    drawn("MAR-01: it is closed today", an_area().with_(adam, vera, a_marac(closed_on=TODAY, **couple))),
    drawn("MAR-01: it is closed tomorrow",
          an_area().with_(adam, vera, a_marac(closed_on=TOMORROW, **couple)), found("MAR-01", "M")),
    drawn("MAR-01: it is referred today",
          an_area().with_(adam, vera, a_marac(referred=TODAY, **couple)), found("MAR-01", "M")),
    drawn("MAR-01: it is referred tomorrow", an_area().with_(adam, vera, a_marac(referred=TOMORROW, **couple))),
    drawn("MAR-01: he has died", an_area().with_(adam.died_on(YESTERDAY), vera, heard)),
    drawn("MAR-01: his twin is the perpetrator", an_area().with_(adam, bert.born("1985-05-05"), vera,
                                                                  a_marac(victim="Vera", perpetrator="Bert"))),
    drawn("MAR-01: his case has ended", an_area().with_(adam.managed_in("cheshire", valid_to=TODAY), vera, heard)),
    drawn("MAR-01: two MARAC cases are two findings",
          an_area().with_(adam, vera, wilma, heard, a_marac("M2", victim="Wilma", perpetrator="Adam")),
          found("MAR-01", "M"), found("MAR-01", "M2")),
    drawn("MAR-01: found then, the share was entered later",
          an_area().with_(adam, vera, heard, later(a_share("2026-04-20"))), found("MAR-01", "M"), known=BEFORE),
    drawn("MAR-01: not now, the share is entered", an_area().with_(adam, vera, heard, later(a_share("2026-04-20")))),
]  # fmt: skip

first = a_marac("M1", referred="2025-03-10", closed_on="2025-08-01", **couple)
level2 = adam.managed_in("cheshire", level=2)


def again(referred: str = "2026-03-12", **cells: str) -> Piece:
    """The same couple, referred again."""
    return a_marac("M2", referred=referred, **couple | cells)


REPEATS: list[Drawn] = [
    drawn("MAR-02: the incident lies a day short of twelve months on",
          an_area().with_(adam, vera, first, again(incident_on="2026-03-09")), found("MAR-02", "M2")),
    drawn("MAR-02: the incident lies twelve months on",
          an_area().with_(adam, vera, first, again(incident_on="2026-03-10"))),
    drawn("MAR-02: without a day of the incident, the referral counts",
          an_area().with_(adam, vera, first, again("2026-03-09")), found("MAR-02", "M2")),
    drawn("MAR-02: without a day of the incident, referred twelve months on",
          an_area().with_(adam, vera, first, again("2026-03-10"))),
    drawn("MAR-02: the incident is of the first referral's day",
          an_area().with_(adam, vera, first, again(incident_on="2025-03-10")), found("MAR-02", "M2")),
    drawn("MAR-02: the incident is of before the first referral",
          an_area().with_(adam, vera, first, again(incident_on="2025-03-09"))),
    drawn("MAR-02: the later case is closed today",
          an_area().with_(adam, vera, first, again(incident_on="2026-02-01", closed_on=TODAY))),
    drawn("MAR-02: the earlier case is open still",
          an_area().with_(adam, vera, a_marac("M1", referred="2025-03-10", **couple), again(incident_on="2026-02-01")),
          found("MAR-02", "M2")),
    drawn("MAR-02: the two are referred on one day, so neither is later",
          an_area().with_(adam, vera, a_marac("M1", referred="2026-03-12", **couple), again(incident_on="2026-03-12"))),
    drawn("MAR-02: at level 2, and no meeting since",
          an_area().with_(level2, vera, first, again(incident_on="2026-02-01"), a_meeting("2026-01-31")),
          found("MAR-02", "M2")),
    drawn("MAR-02: at level 2, met on the incident's day",
          an_area().with_(level2, vera, first, again(incident_on="2026-02-01"), a_meeting("2026-02-01"))),
    drawn("MAR-02: at level 2, met today",
          an_area().with_(level2, vera, first, again(incident_on="2026-02-01"), a_meeting(TODAY))),
    drawn("MAR-02: at level 2, to be met tomorrow",
          an_area().with_(level2, vera, first, again(incident_on="2026-02-01"), a_meeting(TOMORROW)),
          found("MAR-02", "M2")),
    drawn("MAR-02: at level 2, another case was met about",
          an_area().with_(level2, vera, first, again(incident_on="2026-02-01"), a_meeting(TODAY, case="D"),
                          a_nominal("Bert").managed_in("cheshire", case="D")), found("MAR-02", "M2")),
    drawn("MAR-02: at level 1, although met about",
          an_area().with_(adam, vera, first, again(incident_on="2026-02-01"), a_meeting("2026-03-01")),
          found("MAR-02", "M2")),
    drawn("MAR-02: at no known level, and met about",
          an_area().with_(adam.managed_in("cheshire", level=None), vera, first, again(incident_on="2026-02-01"),
                          a_meeting("2026-03-01"))),
    drawn("MAR-02: at level 3 today, at level 1 before",
          an_area().with_(adam.managed_in("cheshire", since="2024-01-01")
                          .managed_in("cheshire", level=3, since="2026-05-01"),
                          vera, first, again(incident_on="2026-02-01"), a_meeting("2026-03-01"))),
    drawn("MAR-02: one case at level 1, another at level 2 that was met about",
          an_area().with_(adam.managed_in("cheshire").managed_in("gwent", level=2, case="C2"), vera, first,
                          again(incident_on="2026-02-01"), a_meeting("2026-03-01", case="C2")), found("MAR-02", "M2")),
    drawn("MAR-02: another victim each time",
          an_area().with_(adam, vera, wilma, first,
                          a_marac("M2", referred="2026-03-01", victim="Wilma", perpetrator="Adam"))),
    drawn("MAR-02: another perpetrator each time",
          an_area().with_(adam, bert, vera, first,
                          a_marac("M2", referred="2026-03-01", victim="Vera", perpetrator="Bert"))),
    drawn("MAR-02: they changed roles",
          an_area().with_(adam, vera, first, a_marac("M2", referred="2026-03-01", victim="Adam", perpetrator="Vera"))),
    drawn("MAR-02: the victim has died",
          an_area().with_(adam, vera.died_on(YESTERDAY), first, again(incident_on="2026-02-01"))),
    drawn("MAR-02: three times: the second is closed, the third a repeat of it",
          an_area().with_(adam, vera, a_marac("M0", referred="2023-01-01", closed_on="2023-02-01", **couple), first,
                          again(incident_on="2026-02-01")), found("MAR-02", "M2")),
    drawn("MAR-02: three open ones within the months: the two later are a finding each",
          an_area().with_(adam, vera, first, again(incident_on="2026-02-01"),
                          a_marac("M3", referred="2026-05-01", **couple)), found("MAR-02", "M2"),
                          found("MAR-02", "M3")),
    drawn("MAR-02: the later one was withdrawn: found then",
          an_area().with_(adam, vera, first, again(incident_on="2026-02-01"),
                          taken_back("marac_people", "~M2|~Adam|perpetrator")),
          found("MAR-02", "M2"), known=BEFORE),
    drawn("MAR-02: the later one was withdrawn: not now",
          an_area().with_(adam, vera, first, again(incident_on="2026-02-01"),
                          taken_back("marac_people", "~M2|~Adam|perpetrator"))),
]  # fmt: skip

twice = (a_marac("M1", referred="2021-01-01", closed_on="2021-05-01", victim="Vera", perpetrator="Bert"),
         a_marac("M2", victim="Wilma", perpetrator="Bert"))  # fmt: skip
serial = found("MAR-03", case=None)

SERIAL: list[Drawn] = [
    drawn("MAR-03: two victims in two MARAC cases, one long closed",
          an_area().with_(bert, vera, wilma, *twice), serial),
    drawn("MAR-03: two victims in one MARAC case",
          an_area().with_(bert, vera, wilma, a_marac(victim="Vera Wilma", perpetrator="Bert")), serial),
    drawn("MAR-03: three victims are one finding",
          an_area().with_(bert, vera, wilma, a_person("Xenia"), *twice,
                          a_marac("M3", victim="Xenia", perpetrator="Bert")), serial),
    drawn("MAR-03: one victim twice",
          an_area().with_(bert, vera, a_marac("M1", victim="Vera", perpetrator="Bert"),
                          a_marac("M2", victim="Vera", perpetrator="Bert"))),
    drawn("MAR-03: he is a nominal", an_area().with_(a_nominal("Bert"), vera, wilma, *twice)),
    drawn("MAR-03: his case has ended", an_area().with_(
        bert.managed_in("cheshire", valid_to=TODAY), vera, wilma, *twice), serial),
    drawn("MAR-03: his case begins tomorrow", an_area().with_(
        bert.managed_in("cheshire", since=TOMORROW), vera, wilma, *twice), serial),
    drawn("MAR-03: the second is referred tomorrow",
          an_area().with_(bert, vera, wilma, twice[0],
                          a_marac("M2", referred=TOMORROW, victim="Wilma", perpetrator="Bert"))),
    drawn("MAR-03: the second is referred today",
          an_area().with_(bert, vera, wilma, twice[0],
                          a_marac("M2", referred=TODAY, victim="Wilma", perpetrator="Bert")), serial),
    drawn("MAR-03: one of the victims has died: past harm still counts",
          an_area().with_(bert, vera.died_on("2022-01-01"), wilma, *twice), serial),
    drawn("MAR-03: he has died", an_area().with_(bert.died_on(YESTERDAY), vera, wilma, *twice)),
    drawn("MAR-03: the second time he is a victim himself",
          an_area().with_(bert, vera, wilma, twice[0], a_marac("M2", victim="Bert", perpetrator="Wilma"))),
    drawn("MAR-03: the second one is a child of the case, no victim",
          an_area().with_(bert, vera, a_marac(victim="Vera", perpetrator="Bert", child="Cora"), a_person("Cora"))),
    drawn("MAR-03: as known before he was known to be a nominal",
          an_area().with_(bert, vera, wilma, *twice, later(bert.managed_in("cheshire"))), serial, known=BEFORE),
    drawn("MAR-03: as known since he is known to be a nominal",
          an_area().with_(bert, vera, wilma, *twice, later(bert.managed_in("cheshire")))),
]  # fmt: skip

IN_28, IN_29 = "2026-06-24", "2026-06-25"

RELEASES: list[Drawn] = [
    drawn("MAR-04: a sentence lets him out in 28 days",
          an_area().with_(adam.leaving_prison_on(IN_28), vera, heard), found("MAR-04", "M")),
    drawn("MAR-04: a sentence lets him out in 29 days", an_area().with_(adam.leaving_prison_on(IN_29), vera, heard)),
    drawn("MAR-04: a sentence lets him out today",
          an_area().with_(adam.leaving_prison_on(TODAY), vera, heard), found("MAR-04", "M")),
    drawn("MAR-04: a sentence let him out yesterday", an_area().with_(adam.leaving_prison_on(YESTERDAY), vera, heard)),
    drawn("MAR-04: an event of release in 28 days",
          an_area().with_(adam.released_on(IN_28), vera, heard), found("MAR-04", "M")),
    drawn("MAR-04: an event of release in 29 days", an_area().with_(adam.released_on(IN_29), vera, heard)),
    drawn("MAR-04: an event of release today",
          an_area().with_(adam.released_on(TODAY), vera, heard), found("MAR-04", "M")),
    drawn("MAR-04: an event of release yesterday", an_area().with_(adam.released_on(YESTERDAY), vera, heard)),
    drawn("MAR-04: a temporary release does not count",
          an_area().with_(adam.released_on(IN_28, "temporary_release"), vera, heard)),
    drawn("MAR-04: he is no nominal", an_area().with_(
        bert.released_on(IN_28), vera, a_marac(victim="Vera", perpetrator="Bert")), found("MAR-04", "M", case=None)),
    drawn("MAR-04: he is a nominal in two cases",
          an_area().with_(adam.released_on(IN_28).managed_in("cheshire").managed_in("merseyside", case="C2"), vera,
                          heard),
          found("MAR-04", "M"), found("MAR-04", "M", case="C2")),
    drawn("MAR-04: his case has ended, so it is of no case",
          an_area().with_(adam.released_on(IN_28).managed_in("cheshire", valid_to=TODAY), vera, heard),
          found("MAR-04", "M", case=None)),
    drawn("MAR-04: an adviser is assigned to the MARAC case",
          an_area().with_(adam.released_on(IN_28), vera, heard, advised)),
    drawn("MAR-04: an adviser is assigned to the victim",
          an_area().with_(adam.released_on(IN_28), vera.looked_to_by("idva"), heard)),
    drawn("MAR-04: the adviser's assignment ended today",
          an_area().with_(adam.released_on(IN_28), vera.looked_to_by("idva", until=TODAY), heard),
          found("MAR-04", "M")),
    drawn("MAR-04: the adviser's assignment begins tomorrow",
          an_area().with_(adam.released_on(IN_28), vera.looked_to_by("idva", since=TOMORROW), heard),
          found("MAR-04", "M")),
    drawn("MAR-04: an adviser for sexual violence is no IDVA",
          an_area().with_(adam.released_on(IN_28), vera.looked_to_by("isva"), heard), found("MAR-04", "M")),
    drawn("MAR-04: an adviser is assigned to the MAPPA case alone",
          an_area().with_(adam.released_on(IN_28), vera, heard, an_adviser(case_ref="~C")), found("MAR-04", "M")),
    drawn("MAR-04: an adviser is assigned to another MARAC case of hers",
          an_area().with_(adam.released_on(IN_28), bert, vera, heard, a_marac("M2", victim="Vera", perpetrator="Bert"),
                          an_adviser(marac_ref="~M2")), found("MAR-04", "M")),
    drawn("MAR-04: one of two victims has an adviser",
          an_area().with_(adam.released_on(IN_28), vera.looked_to_by("idva"), wilma, a_marac(
              victim="Vera Wilma", perpetrator="Adam")), found("MAR-04", "M")),
    drawn("MAR-04: the MARAC case is closed today",
          an_area().with_(adam.released_on(IN_28), vera, a_marac(closed_on=TODAY, **couple))),
    drawn("MAR-04: the victim has died", an_area().with_(adam.released_on(IN_28), vera.died_on(YESTERDAY), heard)),
    drawn("MAR-04: he has died", an_area().with_(adam.released_on(IN_28).died_on(YESTERDAY), vera, heard)),
    drawn("MAR-04: it is the victim who is to be released",
          an_area().with_(adam, vera.released_on(IN_28), heard)),
    drawn("MAR-04: the case has no victim", an_area().with_(adam.released_on(IN_28), a_marac(perpetrator="Adam"))),
    drawn("MAR-04: two perpetrators to be released are a finding each",
          an_area().with_(adam.released_on(IN_28), bert.leaving_prison_on(TODAY), vera,
                          a_marac(victim="Vera", perpetrator="Adam Bert")),
          found("MAR-04", "M"), found("MAR-04", "M", case=None)),
    drawn("MAR-04: found then, the release was put off later",
          an_area().with_(adam.leaving_prison_on(IN_28), vera, heard, later(only("sentences",
                          adam.leaving_prison_on(IN_29)))),
          found("MAR-04", "M"), known=BEFORE),
    drawn("MAR-04: not now, the release is put off",
          an_area().with_(adam.leaving_prison_on(IN_28), vera, heard, later(only("sentences",
                          adam.leaving_prison_on(IN_29))))),
]  # fmt: skip

CASES = [*SHARING, *REPEATS, *SERIAL, *RELEASES]


@each(CASES)
def test_perpetrators(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, case.sentence.split(":")[0]) == in_order(case.expected)
