"""VIC-04 and VIC-06: victims in the risk management plan, and victims of several nominals."""

from tests.service.rules.builders import Area, Person, Piece, Told, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order, unclear
from tests.service.rules.things import a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
SAFE = "Alarm fitted; the victim liaison officer knows of every leave."

adam = a_nominal("Adam")
vera = a_person("Vera").victim_of("Adam")
AGREED = "2026-02-02"


def a_plan(on: str = AGREED, safety: str = SAFE, name: str = "plan", case: str = "C") -> Piece:
    """Say what plan was agreed."""
    pillars = {"supervision": "Weekly.", "victim_safety": safety}
    return a_row("risk_plans", plan_ref=f"~{name}", case_ref=f"~{case}", agreed_on=on, **pillars)


def planned(*plans: Told, victim: Person = vera) -> Area:
    """Adam and Vera, and what was planned."""
    return an_area().with_(adam, victim, *plans)


LACKING, UNPLANNED = found("VIC-04", "Vera"), unclear("VIC-04", "Vera")

PLANS: list[Drawn] = [
    drawn("a plan that says how she is safe", planned(a_plan())),
    drawn("a plan that says nothing of victims", planned(a_plan(safety="")), LACKING),
    drawn("no plan", planned(), UNPLANNED),
    drawn("a plan of today", planned(a_plan(TODAY))),
    drawn("a plan to be agreed tomorrow", planned(a_plan(TOMORROW)), UNPLANNED),
    drawn("a plan of another case", planned(
        a_nominal("Bert").managed_in("cheshire", case="D"), a_plan(case="D")), UNPLANNED),
    drawn("the newest plan says nothing of victims", planned(a_plan(), a_plan("2026-03-03", "", "newer")), LACKING),
    drawn("only an older plan says nothing of victims", planned(a_plan("2025-03-03", "", "older"), a_plan())),
    drawn("two plans of one day, and one says how she is safe", planned(a_plan(), a_plan(safety="", name="other"))),
    drawn("a plan older than the offence",
          planned(a_plan(), victim=a_person("Vera").victim_of("Adam", since="2026-02-03")), LACKING),
    drawn("a plan of the day of the offence",
          planned(a_plan(), victim=a_person("Vera").victim_of("Adam", since=AGREED))),
    drawn("a plan older than the second offence against her",
          planned(a_plan(), victim=vera.victim_of("Adam", since="2026-03-03")), LACKING),
    drawn("a plan, and nobody knows when the offence was",
          planned(a_plan(), victim=a_person("Vera").victim_of("Adam", since=""))),
    drawn("a plan that says nothing, and a past victim",
          planned(a_plan(safety=""), victim=a_person("Vera").victim_of("Adam", until="2025-01-01"))),
    drawn("a plan that says nothing, and a victim from tomorrow",
          planned(a_plan(safety=""), victim=a_person("Vera").victim_of("Adam", since=TOMORROW))),
    drawn("a plan that says nothing, and a victim who has died",
          planned(a_plan(safety=""), victim=vera.died_on(TODAY))),
    drawn("a plan that says nothing, and no victim", an_area().with_(adam, a_plan(safety=""))),
    drawn("a plan that says nothing, and a nominal who has died",
          an_area().with_(adam.died_on(YESTERDAY), vera, a_plan(safety=""))),
    drawn("no plan, as known before it is known", planned(later(a_plan())), UNPLANNED, known=BEFORE),
    drawn("a plan, as known since it is known", planned(later(a_plan()))),
]  # fmt: skip

bert = a_nominal("Bert").managed_in("cheshire", case="D")
both = vera.victim_of("Bert")


def several(*told: Told, second: Person = bert, victim: Person = both) -> Area:
    """Vera, victim of Adam and of somebody else."""
    return an_area().with_(adam, second, victim, *told)


SEVERAL: list[Drawn] = [
    drawn("several: two nominals", several(), found("VIC-06", "Vera"), found("VIC-06", "Vera", case="D")),
    drawn("several: the other is managed elsewhere",
          several(second=a_nominal("Bert").managed_in("gwent", case="D")),
          found("VIC-06", "Vera"), found("VIC-06", "Vera", case="D")),
    drawn("several: three nominals are one finding each", an_area().with_(
        adam, bert, a_nominal("Carl").managed_in("cheshire", case="E"), both.victim_of("Carl")),
        *(found("VIC-06", "Vera", case=case) for case in ("C", "D", "E"))),
    drawn("several: the other is no nominal", several(second=a_person("Bert"))),
    drawn("several: the other was a nominal until yesterday",
          several(second=a_nominal("Bert").managed_in("cheshire", case="D", valid_to=TODAY))),
    drawn("several: the other has died", several(second=bert.died_on(YESTERDAY))),
    drawn("several: she is the other's past victim", several(victim=vera.victim_of("Bert", until="2025-01-01"))),
    drawn("several: she is Adam's past victim",
          several(victim=a_person("Vera").victim_of("Adam", until="2025-01-01").victim_of("Bert"))),
    drawn("several: her sister is the other's victim",
          several(a_person("Wilma").victim_of("Bert"), victim=vera)),
    drawn("several: she has died", several(victim=both.died_on(YESTERDAY))),
    drawn("several: one nominal in two cases", an_area().with_(
        adam.managed_in("cheshire").managed_in("cheshire", case="C2"), vera)),
    drawn("several: she is a nominal herself", an_area().with_(
        adam, a_nominal("Vera").managed_in("cheshire", case="D").victim_of("Adam")), found("VIC-06", "Vera")),
    drawn("several: she was a nominal until yesterday", an_area().with_(
        adam, a_nominal("Vera").managed_in("cheshire", case="D", valid_to=TODAY).victim_of("Adam"))),
    drawn("several: each is the other's victim", an_area().with_(
        adam.victim_of("Vera"), a_nominal("Vera").managed_in("cheshire", case="D").victim_of("Adam")),
        found("VIC-06", "Vera"), found("VIC-06", "Adam", case="D")),
    drawn("several: she is recorded as her own victim", an_area().with_(
        adam, a_person("Vera").victim_of("Adam").victim_of("Vera"))),
    drawn("several: as known before the other offence is known", an_area().with_(
        adam, bert, vera, later(only("relationships", a_person("Vera").victim_of("Bert")))), known=BEFORE),
    drawn("several: as known since the other offence is known", an_area().with_(
        adam, bert, vera, later(only("relationships", a_person("Vera").victim_of("Bert")))),
        found("VIC-06", "Vera"), found("VIC-06", "Vera", case="D")),
]  # fmt: skip

CASES = [*PLANS, *SEVERAL]


def _told(landed: Landed, number: int, case: Drawn) -> list[Short]:
    return landed.shorts(number, case, "VIC-04" if case in PLANS else "VIC-06")


@each(CASES)
def test_plans_for_victims_and_victims_of_several(landed: Landed, number: int, case: Drawn) -> None:
    assert _told(landed, number, case) == in_order(case.expected)


def test_the_path_leads_on_to_the_other_nominal(landed: Landed) -> None:
    number = next(number for number, case in enumerate(CASES) if case.sentence == "several: two nominals")
    findings = landed.findings(number, CASES[number].day, CASES[number].known, ["VIC-06"])
    for finding in findings:
        assert [step["type"] for step in finding["path"]] == ["SUBJECT_OF", "VICTIM_OF", "VICTIM_OF", "SUBJECT_OF"]
        assert {node["label"].split(" ")[0] for node in finding["nodes"] if node["kind"] == "Person"} == {
            "Adam", "Bert", "Vera",
        }  # fmt: skip
