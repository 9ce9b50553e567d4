"""CHI-01, CHI-02, CHI-03: whether anybody looks to a child linked to a nominal."""

from tests.service.rules.builders import Person, a_child, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, house, somewhere
from tests.service.rules.things import a_marac, a_meeting, an_adviser

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam")
father = adam.tied_to("parent_of", "Cora")
cora = a_child("Cora")
pat = a_person("Pat")
home = at()


def contact(kind: str, until: str = "", since: str = "2020-01-01") -> Person:
    """A nominal in contact with Cora."""
    return adam.tied_to("in_contact_with", "Cora", since, until, contact_kind=kind)


NOBODY: list[Drawn] = [
    drawn("CHI-01: his child", an_area().with_(father, cora), found("CHI-01", "Cora")),
    drawn("CHI-01: his child until yesterday", an_area().with_(adam.tied_to("parent_of", "Cora", until=TODAY), cora)),
    drawn("CHI-01: his child from tomorrow", an_area().with_(adam.tied_to("parent_of", "Cora", since=TOMORROW), cora)),
    drawn("CHI-01: he is the child of a child", an_area().with_(adam, cora.tied_to("parent_of", "Adam"))),
    drawn("CHI-01: a child he is a carer of is not linked by that",
          an_area().with_(adam.tied_to("carer_of", "Cora"), cora)),
    drawn("CHI-01: his sister is not linked by that", an_area().with_(adam.tied_to("sibling_of", "Cora"), cora)),
    drawn("CHI-01: his victim is not linked by that", an_area().with_(adam, cora.victim_of("Adam"))),
    drawn("CHI-01: at one home", an_area().with_(adam.living_at(home), cora.living_at(home)), found("CHI-01", "Cora")),
    drawn("CHI-01: at one home without a position",
          an_area().with_(adam.living_at(somewhere()), cora.living_at(somewhere())), found("CHI-01", "Cora")),
    drawn("CHI-01: his home there is proposed",
          an_area().with_(adam.proposed_at(home), cora.living_at(home)), found("CHI-01", "Cora")),
    drawn("CHI-01: his placement there starts tomorrow",
          an_area().with_(adam.placed_at(home, TOMORROW), cora.living_at(home)), found("CHI-01", "Cora")),
    drawn("CHI-01: his placement there starts today, and no home is recorded",
          an_area().with_(adam.placed_at(home, TODAY), cora.living_at(home))),
    drawn("CHI-01: his placement there was refused",
          an_area().with_(adam.placed_at(home, TOMORROW, "refused"), cora.living_at(home))),
    drawn("CHI-01: two flats of one building are not one home",
          an_area().with_(adam.living_at(house("1", None, "CH1 2AA").flatted("Flat 1").named("one")),
                          cora.living_at(house("1", None, "CH1 2AA").flatted("Flat 2").named("two")))),
    drawn("CHI-01: he visits her home", an_area().with_(adam.visiting(home), cora.living_at(home))),
    drawn("CHI-01: she left his home yesterday",
          an_area().with_(adam.living_at(home), cora.living_at(home, until=TODAY))),
    *(drawn(f"CHI-01: in contact, {kind}", an_area().with_(contact(kind), cora), found("CHI-01", "Cora"))
      for kind in ("supervised", "unsupervised", "visit", "telephone", "online")),
    drawn("CHI-01: in contact, nobody says how", an_area().with_(contact(""), cora), found("CHI-01", "Cora")),
    drawn("CHI-01: in contact, told the other way round",
          an_area().with_(adam, cora.tied_to("in_contact_with", "Adam", contact_kind="visit")),
          found("CHI-01", "Cora")),
    drawn("CHI-01: a contact that is none", an_area().with_(contact("none"), cora)),
    drawn("CHI-01: in contact until yesterday", an_area().with_(contact("visit", until=TODAY), cora)),
    drawn("CHI-01: none since yesterday, supervised before",
          an_area().with_(adam.tied_to("in_contact_with", "Cora", until=YESTERDAY, contact_kind="supervised")
                          .tied_to("in_contact_with", "Cora", since=YESTERDAY, contact_kind="none"), cora)),
    drawn("CHI-01: his partner's child", an_area().with_(
        adam, pat.tied_to("partner_of", "Adam").tied_to("parent_of", "Cora"), cora), found("CHI-01", "Cora")),
    drawn("CHI-01: his former partner's child", an_area().with_(
        adam, pat.tied_to("ex_partner_of", "Adam").tied_to("parent_of", "Cora"), cora)),
    drawn("CHI-01: his partner's child, until they parted yesterday", an_area().with_(
        adam, pat.tied_to("partner_of", "Adam", until=TODAY).tied_to("parent_of", "Cora"), cora)),
    drawn("CHI-01: his partner's mother is a child of nobody's", an_area().with_(
        adam, pat.tied_to("partner_of", "Adam"), cora.tied_to("parent_of", "Pat"))),
    drawn("CHI-01: linked in three ways, one finding", an_area().with_(
        father.living_at(home).tied_to("in_contact_with", "Cora"), cora.living_at(home)), found("CHI-01", "Cora")),
    drawn("CHI-01: two children are two findings", an_area().with_(
        father.tied_to("parent_of", "Cleo"), cora, a_child("Cleo")), found("CHI-01", "Cora"), found("CHI-01", "Cleo")),
    drawn("CHI-01: a nominal of two cases has a finding in each", an_area().with_(
        father.managed_in("cheshire").managed_in("gwent", case="C2"), cora), found("CHI-01", "Cora"),
        found("CHI-01", "Cora", case="C2")),
    drawn("CHI-01: her 18th birthday is today", an_area().with_(father, cora.born("2008-05-27"))),
    drawn("CHI-01: her 18th birthday is tomorrow",
          an_area().with_(father, cora.born("2008-05-28")), found("CHI-01", "Cora")),
    drawn("CHI-01: born on 29 February, on 28 February 18 years on",
          an_area().with_(father, cora.born("2008-02-29")), found("CHI-01", "Cora"), on="2026-02-28", known=TODAY),
    drawn("CHI-01: born on 29 February, on 1 March 18 years on",
          an_area().with_(father, cora.born("2008-02-29")), on="2026-03-01", known=TODAY),
    drawn("CHI-01: her age is not known", an_area().with_(father, cora.born("")), unclear("CHI-01", "Cora")),
    drawn("CHI-01: her age is not known, and somebody looks to her",
          an_area().with_(father, cora.born("").looked_to_by("social_worker"))),
    drawn("CHI-01: her age is not known, and she has a child's role at MARAC",
          an_area().with_(father, cora.born(""), a_marac(child="Cora")), found("CHI-01", "Cora")),
    drawn("CHI-01: she has died", an_area().with_(father, cora.died_on(YESTERDAY))),
    drawn("CHI-01: he has died", an_area().with_(father.died_on(YESTERDAY), cora)),
    drawn("CHI-01: the partner has died", an_area().with_(
        adam, pat.died_on(YESTERDAY).tied_to("partner_of", "Adam").tied_to("parent_of", "Cora"), cora)),
    drawn("CHI-01: a social worker of her own", an_area().with_(father, cora.looked_to_by("social_worker"))),
    drawn("CHI-01: a safeguarding lead of her own", an_area().with_(father, cora.looked_to_by("safeguarding_lead"))),
    drawn("CHI-01: a health visitor of her own",
          an_area().with_(father, cora.looked_to_by("health_visitor")), found("CHI-01", "Cora")),
    drawn("CHI-01: a social worker until yesterday",
          an_area().with_(father, cora.looked_to_by("social_worker", until=TODAY)), found("CHI-01", "Cora")),
    drawn("CHI-01: a social worker of the case, not of the child",
          an_area().with_(father, cora, an_adviser(role="social_worker", case_ref="~C")), found("CHI-01", "Cora")),
    drawn("CHI-01: a social worker of her brother's", an_area().with_(
        father, cora, a_child("Cleo").tied_to("sibling_of", "Cora").looked_to_by("social_worker")),
        found("CHI-01", "Cora")),
    drawn("CHI-01: children's services are invited to the newest meeting",
          an_area().with_(father, cora, a_meeting("2026-03-01", "cs-east"))),
    drawn("CHI-01: children's services are invited to a planned meeting", an_area().with_(
        father, cora, a_meeting("2026-03-01"), a_meeting("2026-08-01", "cs-east"))),
    drawn("CHI-01: the planned meeting is without children's services, the last one was with them", an_area().with_(
        father, cora, a_meeting("2026-03-01", "cs-east"), a_meeting("2026-08-01", "cheshire-police")),
        found("CHI-01", "Cora")),
    drawn("CHI-01: of two meetings on the newest day one is with children's services", an_area().with_(
        father, cora, a_meeting("2026-03-01", "cs-east", name="one"),
                        a_meeting("2026-03-01", "school-board", name="two"))),
    drawn("CHI-01: a school is invited, which is not children's services", an_area().with_(
        father, cora, a_meeting("2026-03-01", "school-board")), found("CHI-01", "Cora")),
    drawn("CHI-01: the case has met without inviting anybody",
          an_area().with_(father, cora, a_meeting("2026-03-01")), found("CHI-01", "Cora")),
    drawn("CHI-01: children's services are invited to another case's meeting", an_area().with_(
        father, cora, pat.managed_in("cheshire", case="D"), a_meeting("2026-03-01", "cs-east", case="D")),
        found("CHI-01", "Cora")),
    drawn("CHI-01: found then, the invite was entered later", an_area().with_(
        father, cora, a_meeting("2026-03-01"), later(only("invites", a_meeting("2026-03-01", "cs-east")))),
          found("CHI-01", "Cora"), known=BEFORE),
    drawn("CHI-01: not now, the invite is entered", an_area().with_(
        father, cora, a_meeting("2026-03-01"), later(only("invites", a_meeting("2026-03-01", "cs-east"))))),
]  # fmt: skip

whole = cora.living_at(at(5_000)).looked_to_by("health_visitor")

INCOMPLETE: list[Drawn] = [
    drawn("CHI-02: nothing is lacking", an_area().with_(father, whole)),
    drawn("CHI-02: no given name", an_area().with_(father, whole.called(given_names="")), found("CHI-02", "Cora")),
    drawn("CHI-02: no family name", an_area().with_(father, whole.called(family_name="")), found("CHI-02", "Cora")),
    drawn("CHI-02: no date of birth, and an age that leaves no doubt",
          an_area().with_(father, whole.recorded_as(9, "2026-01-01")), found("CHI-02", "Cora")),
    drawn("CHI-02: no date of birth, and on a child's plan",
          an_area().with_(father, whole.born("").planned_for("E06000049")), found("CHI-02", "Cora")),
    drawn("CHI-02: no date of birth, and nothing says whether she is a child",
          an_area().with_(father, whole.born("")), unclear("CHI-02", "Cora")),
    drawn("CHI-02: no home", an_area().with_(father, cora.looked_to_by("health_visitor")), found("CHI-02", "Cora")),
    drawn("CHI-02: she left her home yesterday", an_area().with_(
        father, cora.living_at(at(), until=TODAY).looked_to_by("health_visitor")), found("CHI-02", "Cora")),
    drawn("CHI-02: a home without a position is one",
          an_area().with_(father, cora.living_at(somewhere()).looked_to_by("key_worker"))),
    drawn("CHI-02: a proposed home is one", an_area().with_(father, cora.proposed_at(at()).looked_to_by("key_worker"))),
    drawn("CHI-02: a placement from tomorrow is a home",
          an_area().with_(father, cora.placed_at(at(), TOMORROW).looked_to_by("key_worker"))),
    drawn("CHI-02: a refused placement is none", an_area().with_(
        father, cora.placed_at(at(), TOMORROW, "refused").looked_to_by("key_worker")), found("CHI-02", "Cora")),
    drawn("CHI-02: where she goes to school is no home", an_area().with_(
        father, cora.attending(at()).looked_to_by("key_worker")), found("CHI-02", "Cora")),
    drawn("CHI-02: no key worker", an_area().with_(father, cora.living_at(at())), found("CHI-02", "Cora")),
    drawn("CHI-02: a key worker until yesterday", an_area().with_(
        father, cora.living_at(at()).looked_to_by("social_worker", until=TODAY)), found("CHI-02", "Cora")),
    drawn("CHI-02: a key worker of the case, not of the child", an_area().with_(
        father, cora.living_at(at()), an_adviser(role="social_worker", case_ref="~C")), found("CHI-02", "Cora")),
    drawn("CHI-02: a chair of her own is a key worker too",
          an_area().with_(father, cora.living_at(at()).looked_to_by("chair"))),
    drawn("CHI-02: a child who is not linked", an_area().with_(adam, cora)),
    drawn("CHI-02: she is of age", an_area().with_(father, cora.born("2008-05-27"))),
    drawn("CHI-02: she has died", an_area().with_(father, cora.died_on(YESTERDAY))),
    drawn("CHI-02: in contact only", an_area().with_(contact("online"), cora), found("CHI-02", "Cora")),
    drawn("CHI-02: found then, the home was entered later", an_area().with_(
        father, cora.looked_to_by("key_worker"), later(only("residences", whole))), found("CHI-02", "Cora"),
        known=BEFORE),
    drawn("CHI-02: not now, the home is entered", an_area().with_(
        father, cora.looked_to_by("key_worker"), later(only("residences", whole)))),
]  # fmt: skip

planned = cora.planned_for("E06000049")
invited = a_meeting("2026-03-01", "cs-east")

AUTHORITIES: list[Drawn] = [
    drawn("CHI-03: a child on a plan, and no meeting", an_area().with_(father, planned), found("CHI-03", "Cora")),
    drawn("CHI-03: the authority is invited", an_area().with_(father, planned, invited)),
    drawn("CHI-03: another authority is invited",
          an_area().with_(father, planned, a_meeting("2026-03-01", "cs-west")), found("CHI-03", "Cora")),
    drawn("CHI-03: a school of the authority is invited", an_area().with_(
        father, planned, a_meeting("2026-03-01", "school-board")), found("CHI-03", "Cora")),
    drawn("CHI-03: on plans of two authorities, one of them invited", an_area().with_(
        father, planned.planned_for("W06000005"), invited), found("CHI-03", "Cora")),
    drawn("CHI-03: on plans of two authorities, both invited", an_area().with_(
        father, planned.planned_for("W06000005"), a_meeting("2026-03-01", "cs-east", "cs-flintshire"))),
    drawn("CHI-03: on plans of two authorities, each invited to a meeting on the newest day", an_area().with_(
        father, planned.planned_for("W06000005"), invited, a_meeting("2026-03-01", "cs-flintshire", name="two"))),
    drawn("CHI-03: invited once, not to the newest meeting", an_area().with_(
        father, planned, invited, a_meeting("2026-04-01", "cs-west")), found("CHI-03", "Cora")),
    drawn("CHI-03: invited to a planned meeting", an_area().with_(father, planned, a_meeting("2026-09-01", "cs-east"))),
    drawn("CHI-03: the plan ended yesterday", an_area().with_(father, cora.planned_for("E06000049", until=TODAY))),
    drawn("CHI-03: the plan begins tomorrow", an_area().with_(father, cora.planned_for("E06000049", since=TOMORROW))),
    drawn("CHI-03: a social worker of her own does not stand for the authority",
          an_area().with_(father, planned.looked_to_by("social_worker")), found("CHI-03", "Cora")),
    drawn("CHI-03: the plan makes a child of somebody of unknown age",
          an_area().with_(father, planned.born("")), found("CHI-03", "Cora")),
    drawn("CHI-03: she is of age, and the plan holds still", an_area().with_(father, planned.born("2008-05-27"))),
    drawn("CHI-03: a child on a plan who is not linked", an_area().with_(adam, planned)),
    drawn("CHI-03: a child on a plan, in contact", an_area().with_(contact("visit"), planned), found("CHI-03", "Cora")),
    drawn("CHI-03: a child on a plan, of a contact that is none", an_area().with_(contact("none"), planned)),
    drawn("CHI-03: she has died", an_area().with_(father, planned.died_on(YESTERDAY))),
    drawn("CHI-03: as known before the plan",
          an_area().with_(father, cora, later(only("child_plans", planned))), known=BEFORE),
    drawn("CHI-03: as known since the plan",
          an_area().with_(father, cora, later(only("child_plans", planned))), found("CHI-03", "Cora")),
]  # fmt: skip

CASES = [*NOBODY, *INCOMPLETE, *AUTHORITIES]


@each(CASES)
def test_linked_children(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, case.sentence.split(":")[0]) == in_order(case.expected)
