"""CHI-04: a new partner, or a home newly shared with a child, and nothing decided on disclosure."""

from tests.service.rules.builders import Area, Person, a_child, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at
from tests.service.rules.things import a_disclosure, a_meeting

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_90, DAYS_91 = "2026-02-26", "2026-02-25"
MET, AFTER = "2026-04-10", "2026-04-11"

adam = a_nominal("Adam")
home = at()
cora = a_child("Cora")
met = a_meeting(MET)


def partner(since: str, until: str = "") -> Person:
    """A partner of Adam's from a day on."""
    return a_person("Pat").tied_to("partner_of", "Adam", since, until)


def household(his: str, hers: str) -> Area:
    """Adam and Cora at one home, each from a day on."""
    return an_area().with_(adam.living_at(home, since=his), cora.living_at(home, since=hers))


new = partner("2026-05-01")

CASES: list[Drawn] = [
    drawn("a partner 90 days ago, and no meeting ever",
          an_area().with_(adam, partner(DAYS_90)), found("CHI-04", "Pat")),
    drawn("a partner 91 days ago, and no meeting ever", an_area().with_(adam, partner(DAYS_91))),
    drawn("a partner today", an_area().with_(adam, partner(TODAY)), found("CHI-04", "Pat")),
    drawn("a partner tomorrow", an_area().with_(adam, partner(TOMORROW))),
    drawn("nobody knows since when he is a partner", an_area().with_(adam, partner(""))),
    drawn("a partner, told the other way round",
          an_area().with_(adam.tied_to("partner_of", "Pat", "2026-05-01"), a_person("Pat")), found("CHI-04", "Pat")),
    drawn("a partner of whom no age is known", an_area().with_(adam, new.born("")), found("CHI-04", "Pat")),
    drawn("a partner already left", an_area().with_(adam, partner("2026-05-01", until=TODAY))),
    drawn("a partner who has died", an_area().with_(adam, new.died_on(YESTERDAY))),
    drawn("he has died", an_area().with_(adam.died_on(YESTERDAY), new)),
    drawn("a former partner", an_area().with_(adam, a_person("Pat").tied_to("ex_partner_of", "Adam", "2026-05-01"))),
    drawn("an associate", an_area().with_(adam, a_person("Pat").tied_to("associate_of", "Adam", "2026-05-01"))),
    drawn("a partner of somebody else's", an_area().with_(
        adam, a_person("Bert"), a_person("Pat").tied_to("partner_of", "Bert", "2026-05-01"))),
    drawn("they were partners before, and are again",
          an_area().with_(adam, partner("2018-01-01", until="2020-01-01").tied_to("partner_of", "Adam", "2026-05-01")),
          found("CHI-04", "Pat")),
    drawn("a partner the day after the newest meeting",
          an_area().with_(adam, met, partner(AFTER)), found("CHI-04", "Pat")),
    drawn("a partner on the day of the newest meeting", an_area().with_(adam, met, partner(MET))),
    drawn("a partner after an old meeting, longer ago than 90 days",
          an_area().with_(adam, a_meeting("2025-06-01"), partner("2025-09-01")), found("CHI-04", "Pat")),
    drawn("a partner between two meetings", an_area().with_(adam, met, a_meeting("2026-05-20"), new)),
    drawn("the newest meeting is of today", an_area().with_(adam, a_meeting(TODAY), partner(TODAY))),
    drawn("a planned meeting is not held: the 90 days count",
          an_area().with_(adam, a_meeting("2026-07-01"), partner(DAYS_90)), found("CHI-04", "Pat")),
    drawn("a planned meeting is not held: the last one counts",
          an_area().with_(adam, met, a_meeting(TOMORROW), partner(AFTER)), found("CHI-04", "Pat")),
    drawn("another case has met", an_area().with_(
        adam, a_nominal("Bert").managed_in("cheshire", case="D"), a_meeting("2026-05-20", case="D"), new),
        found("CHI-04", "Pat")),
    drawn("disclosure was decided on the partner's first day",
          an_area().with_(adam, met, new, a_disclosure("2026-05-01"))),
    drawn("disclosure was decided on today", an_area().with_(adam, met, new, a_disclosure(TODAY))),
    drawn("disclosure is to be decided on tomorrow",
          an_area().with_(adam, met, new, a_disclosure(TOMORROW)), found("CHI-04", "Pat")),
    drawn("disclosure was decided on before the meeting",
          an_area().with_(adam, met, new, a_disclosure("2026-04-09")), found("CHI-04", "Pat")),
    drawn("disclosure to an agency is a decision as well as none is",
          an_area().with_(adam, met, new, a_disclosure("2026-05-05", decision="agency_disclosure"))),
    drawn("disclosure of another case was decided on",
          an_area().with_(adam.managed_in("cheshire").managed_in("cheshire", case="C2"), new,
                          a_disclosure("2026-05-05", case="C2")),
          found("CHI-04", "Pat")),
    drawn("he moved in with a child", household("2026-05-01", "2020-01-01"), found("CHI-04", "Cora")),
    drawn("a child moved in with him", household("2020-01-01", "2026-05-01"), found("CHI-04", "Cora")),
    drawn("both moved in, and the later counts", household(DAYS_91, DAYS_90), found("CHI-04", "Cora")),
    drawn("both moved in too long ago", household(DAYS_91, "2020-01-01")),
    drawn("he moved in, and nobody knows since when she lives there",
          household("2026-05-01", ""), found("CHI-04", "Cora")),
    drawn("she moved in, and nobody knows since when he lives there",
          household("", "2026-05-01"), found("CHI-04", "Cora")),
    drawn("nobody knows since when either lives there", household("", "")),
    drawn("he stays with her",
          an_area().with_(adam.staying_at(home, since="2026-05-01"), cora.living_at(home)), found("CHI-04", "Cora")),
    drawn("his home there is proposed since", an_area().with_(
        adam.proposed_at(home, since="2026-05-01"), cora.living_at(home)), found("CHI-04", "Cora")),
    drawn("his placement there starts tomorrow, so nothing is gained yet",
          an_area().with_(adam.placed_at(home, TOMORROW), cora.living_at(home))),
    drawn("she lives there from tomorrow", household("2020-01-01", TOMORROW)),
    drawn("he moved out again",
          an_area().with_(adam.living_at(home, since="2026-05-01", until=TODAY), cora.living_at(home))),
    drawn("he visits since", an_area().with_(adam.visiting(home, since="2026-05-01"), cora.living_at(home))),
    drawn("she moved in after the newest meeting", household("2020-01-01", AFTER).with_(met), found("CHI-04", "Cora")),
    drawn("she moved in on the day of the newest meeting", household("2020-01-01", MET).with_(met)),
    drawn("she moved in, and disclosure was decided on that day",
          household("2020-01-01", "2026-05-01").with_(a_disclosure("2026-05-01"))),
    drawn("somebody grown up moved in",
          an_area().with_(adam.living_at(home), a_person("Sam").living_at(home, since="2026-05-01"))),
    drawn("her 18th birthday is today", an_area().with_(
        adam.living_at(home), cora.born("2008-05-27").living_at(home, since="2026-05-01"))),
    drawn("her 18th birthday is tomorrow", an_area().with_(
        adam.living_at(home), cora.born("2008-05-28").living_at(home, since="2026-05-01")), found("CHI-04", "Cora")),
    drawn("somebody of unknown age moved in", an_area().with_(
        adam.living_at(home), a_person("Sam").born("").living_at(home, since="2026-05-01")), unclear("CHI-04", "Sam")),
    drawn("somebody of unknown age moved in, and disclosure was decided on since", an_area().with_(
        adam.living_at(home), a_person("Sam").born("").living_at(home, since="2026-05-01"), a_disclosure(TODAY))),
    drawn("she has died",
          an_area().with_(adam.living_at(home), cora.living_at(home, since="2026-05-01").died_on(YESTERDAY))),
    drawn("a child born to him lives elsewhere", an_area().with_(
        adam.tied_to("parent_of", "Cora", "2026-05-01").living_at(home), cora.living_at(at(5_000)))),
    drawn("found then, the disclosure was entered later",
          an_area().with_(adam, partner("2026-04-02"), later(a_disclosure("2026-04-05"))), found("CHI-04", "Pat"),
          known=BEFORE),
    drawn("not now, the disclosure is entered",
          an_area().with_(adam, partner("2026-04-02"), later(a_disclosure("2026-04-05")))),
    drawn("as known before the partner is known", an_area().with_(
        adam, a_person("Pat"), later(only("relationships", new))), known=BEFORE),
]  # fmt: skip


@each(CASES)
def test_access_gained_since_the_last_meeting(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "CHI-04") == in_order(case.expected)
