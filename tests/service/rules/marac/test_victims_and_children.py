"""MAR-05, MAR-06, MAR-07: nominals, their victims and children at MARAC about somebody else."""

from tests.service.rules.builders import a_child, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.places import at, somewhere
from tests.service.rules.things import a_marac

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam")
at_home = adam.living_at(at())
bert = a_person("Bert")
vera = a_person("Vera").victim_of("Adam")
cora = a_child("Cora")
about_bert = a_marac(victim="Vera", perpetrator="Bert")
with_child = a_marac(victim="Wilma", perpetrator="Bert", child="Cora")
others = (bert, a_person("Wilma"), with_child)

CASES: list[Drawn] = [
    drawn("MAR-05: the nominal is a victim",
          an_area().with_(adam, bert, a_marac(victim="Adam", perpetrator="Bert")), found("MAR-05", "M")),
    drawn("MAR-05: in another area", an_area().with_(
        adam, bert, a_marac(area="gwent", victim="Adam", perpetrator="Bert")), found("MAR-05", "M")),
    drawn("MAR-05: it is closed today", an_area().with_(adam, a_marac(victim="Adam", closed_on=TODAY))),
    drawn("MAR-05: it is closed tomorrow",
          an_area().with_(adam, a_marac(victim="Adam", closed_on=TOMORROW)), found("MAR-05", "M")),
    drawn("MAR-05: it is referred tomorrow", an_area().with_(adam, a_marac(victim="Adam", referred=TOMORROW))),
    drawn("MAR-05: he is the perpetrator", an_area().with_(adam, bert, a_marac(victim="Bert", perpetrator="Adam"))),
    drawn("MAR-05: he is a child there", an_area().with_(adam.born("2010-01-01"), a_marac(child="Adam"))),
    drawn("MAR-05: his brother is the victim",
          an_area().with_(adam.tied_to("sibling_of", "Bert"), bert, a_marac(victim="Bert"))),
    drawn("MAR-05: he has died", an_area().with_(adam.died_on(YESTERDAY), a_marac(victim="Adam"))),
    drawn("MAR-05: he is victim and perpetrator", an_area().with_(
        adam, bert, a_marac(victim="Adam Bert", perpetrator="Adam Bert")), found("MAR-05", "M")),
    drawn("MAR-05: two MARAC cases are two findings", an_area().with_(
        adam, a_marac(victim="Adam"), a_marac("M2", victim="Adam")), found("MAR-05", "M"), found("MAR-05", "M2")),
    drawn("MAR-05: as known before he was named", an_area().with_(
        adam, a_marac(), later(only("marac_people", a_marac(victim="Adam")))), known=BEFORE),
    drawn("MAR-05: as known since he is named", an_area().with_(
        adam, a_marac(), later(only("marac_people", a_marac(victim="Adam")))), found("MAR-05", "M")),

    drawn("MAR-06: a current victim is heard about somebody else",
          an_area().with_(adam, bert, vera, about_bert), found("MAR-06", "Vera")),
    drawn("MAR-06: two MARAC cases of hers are one finding",
          an_area().with_(adam, bert, vera, about_bert, a_marac("M2", victim="Vera", perpetrator="Bert")),
          found("MAR-06", "Vera")),
    drawn("MAR-06: he is one of two perpetrators", an_area().with_(
        adam, bert, vera, a_marac(victim="Vera", perpetrator="Adam Bert"))),
    drawn("MAR-06: he is perpetrator in one of two cases", an_area().with_(
        adam, bert, vera, about_bert, a_marac("M2", victim="Vera", perpetrator="Adam")), found("MAR-06", "Vera")),
    drawn("MAR-06: the case names no perpetrator",
          an_area().with_(adam, vera, a_marac(victim="Vera")), found("MAR-06", "Vera")),
    drawn("MAR-06: it is closed today", an_area().with_(
        adam, bert, vera, a_marac(victim="Vera", perpetrator="Bert", closed_on=TODAY))),
    drawn("MAR-06: she is a past victim", an_area().with_(
        adam, bert, a_person("Vera").victim_of("Adam", until=TODAY), about_bert)),
    drawn("MAR-06: her harm begins tomorrow", an_area().with_(
        adam, bert, a_person("Vera").victim_of("Adam", since=TOMORROW), about_bert)),
    drawn("MAR-06: she is a perpetrator there",
          an_area().with_(adam, bert, vera, a_marac(victim="Bert", perpetrator="Vera"))),
    drawn("MAR-06: she has died", an_area().with_(adam, bert, vera.died_on(YESTERDAY), about_bert)),
    drawn("MAR-06: he has died", an_area().with_(adam.died_on(YESTERDAY), bert, vera, about_bert)),
    drawn("MAR-06: it is somebody else's victim",
          an_area().with_(adam, bert, a_person("Vera").victim_of("Bert"), about_bert)),
    drawn("MAR-06: two nominals of one victim have a finding each",
          an_area().with_(adam, a_nominal("Carl").managed_in("cheshire", case="D"), bert, vera.victim_of("Carl"),
                          about_bert),
          found("MAR-06", "Vera"), found("MAR-06", "Vera", case="D")),
    drawn("MAR-06: as known before the MARAC case", an_area().with_(adam, bert, vera, later(about_bert)), known=BEFORE),

    drawn("MAR-07: a child of the case lives with him",
          an_area().with_(at_home, cora.living_at(at()), *others), found("MAR-07", "M")),
    drawn("MAR-07: at an address without a position", an_area().with_(
        adam.living_at(somewhere()), cora.living_at(somewhere()), *others), found("MAR-07", "M")),
    drawn("MAR-07: she lives next door", an_area().with_(at_home, cora.living_at(at(1)), *others)),
    drawn("MAR-07: his home there is proposed", an_area().with_(
        adam.proposed_at(at()), cora.living_at(at()), *others), found("MAR-07", "M")),
    drawn("MAR-07: his placement there was refused", an_area().with_(
        adam.placed_at(at(), TOMORROW, "refused"), cora.living_at(at()), *others)),
    drawn("MAR-07: she left yesterday", an_area().with_(at_home, cora.living_at(at(), until=TODAY), *others)),
    drawn("MAR-07: she is his child and lives elsewhere", an_area().with_(
        at_home.tied_to("parent_of", "Cora"), cora.living_at(at(5_000)), *others), found("MAR-07", "M")),
    drawn("MAR-07: he is her child", an_area().with_(at_home, cora.tied_to("parent_of", "Adam"), *others)),
    drawn("MAR-07: she is his sister", an_area().with_(at_home.tied_to("sibling_of", "Cora"), cora, *others)),
    drawn("MAR-07: she is a child of his partner's and lives elsewhere", an_area().with_(
        at_home.tied_to("partner_of", "Wilma"), bert, a_person("Wilma").tied_to("parent_of", "Cora"), cora,
                        with_child)),
    drawn("MAR-07: she is his current victim",
          an_area().with_(at_home, cora.victim_of("Adam"), *others), found("MAR-07", "M")),
    drawn("MAR-07: she is his past victim", an_area().with_(at_home, cora.victim_of("Adam", until=TODAY), *others)),
    drawn("MAR-07: he is the perpetrator there", an_area().with_(
        at_home, cora.living_at(at()), a_marac(child="Cora", perpetrator="Adam"))),
    drawn("MAR-07: she is a victim there, not in a child's role", an_area().with_(
        at_home, cora.living_at(at()), bert, a_marac(victim="Cora", perpetrator="Bert"))),
    drawn("MAR-07: her 18th birthday is today",
          an_area().with_(at_home, cora.born("2008-05-27").living_at(at()), *others)),
    drawn("MAR-07: her 18th birthday is tomorrow", an_area().with_(
        at_home, cora.born("2008-05-28").living_at(at()), *others), found("MAR-07", "M")),
    drawn("MAR-07: her role makes a child of her where no age is known", an_area().with_(
        at_home, cora.born("").living_at(at()), *others), found("MAR-07", "M")),
    drawn("MAR-07: her recorded age leaves no doubt that she is of age", an_area().with_(
        at_home, cora.recorded_as(20, "2020-01-01").living_at(at()), *others)),
    drawn("MAR-07: it is closed today", an_area().with_(
        at_home, cora.living_at(at()), bert, a_marac(child="Cora", perpetrator="Bert", closed_on=TODAY))),
    drawn("MAR-07: she has died", an_area().with_(at_home, cora.living_at(at()).died_on(YESTERDAY), *others)),
    drawn("MAR-07: he has died", an_area().with_(at_home.died_on(YESTERDAY), cora.living_at(at()), *others)),
    drawn("MAR-07: two children of one MARAC case are one finding", an_area().with_(
        at_home, cora.living_at(at()), a_child("Cleo").living_at(at()), bert,
                        a_marac(child="Cora Cleo", perpetrator="Bert")),
          found("MAR-07", "M")),
    drawn("MAR-07: her twin of another household is in the case", an_area().with_(
        at_home, cora.living_at(at(5_000)), a_child("Cleo").living_at(at()), *others)),
    drawn("MAR-07: found then, he was named a perpetrator later", an_area().with_(
        at_home, cora.living_at(at()), *others, later(only("marac_people", a_marac(perpetrator="Adam")))),
          found("MAR-07", "M"), known=BEFORE),
    drawn("MAR-07: not now, he is named a perpetrator", an_area().with_(
        at_home, cora.living_at(at()), *others, later(only("marac_people", a_marac(perpetrator="Adam"))))),
]  # fmt: skip


@each(CASES)
def test_victims_and_children_at_marac(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, case.sentence.split(":")[0]) == in_order(case.expected)
