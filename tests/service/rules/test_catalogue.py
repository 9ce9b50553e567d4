"""Rules are files: those that ship are whole, an area adds its own, and a wrong one is named with its line."""

from pathlib import Path

import pytest

from graph_schema.store import StoreError
from service.policy import load_policy
from service.rules import Severity, WrongRule, load_catalogue, sweep
from service.rules.describing import render_page
from tests.service.rules.builders import a_nominal, a_person, an_area
from tests.service.rules.drawn import Drawn, Landed, drawn
from tests.service.rules.invented import as_of

OWN = """// id: OWN-01
// title: Nominal with an associate
// family: accommodation
// severity: low
// subject: Person
// key: party
// guidance: The board's own | minutes of January
// policy: accommodation.own_victim.radius_m
// finding: The nominal has an associate.
// next step: Note it.

MATCH (n:Person {id: $key})-[t:ASSOCIATE_OF]-(q:Person) WHERE @holds(t)
RETURN n.id AS subject, q.id AS party, @path(t)
"""

WITH_TYPES = OWN.replace("[t:ASSOCIATE_OF]", "[t:ASSOCIATE_OF|CARER_OF]")

WORST = {
    "ACC-01": "critical", "ACC-02": "critical", "ACC-03": "high", "ACC-04": "medium", "ACC-05": "high",
    "ACC-06": "critical", "ACC-07": "high", "MAR-01": "high", "MAR-02": "high", "MAR-03": "high", "MAR-04": "high",
    "MAR-05": "high", "MAR-06": "high", "MAR-07": "high", "TRF-01": "high", "TRF-02": "high", "TRF-03": "critical",
    "TRF-04": "high", "CHI-01": "high", "CHI-02": "medium", "CHI-03": "high", "CHI-04": "critical",
}  # fmt: skip
HEADLINE_RULES = frozenset(WORST)

OTHERS = {
    "ACC-08": "high", "ACC-09": "medium", "ACC-10": "medium", "ACC-11": "high", "ACC-12": "medium", "ACC-13": "medium",
    "VIC-01": "high", "VIC-02": "critical", "VIC-03": "high", "VIC-04": "high", "VIC-05": "medium", "VIC-06": "high",
    "CHI-05": "high", "CHI-06": "high", "ORD-01": "high", "ORD-02": "medium", "ORD-03": "medium",
    "DIS-01": "high", "DIS-02": "medium", "KEY-01": "high", "KEY-02": "medium",
    "MTG-01": "high", "MTG-02": "high", "MTG-03": "low", "MTG-04": "high", "MTG-05": "high", "MTG-06": "medium",
    "LVL-01-C01": "high", "LVL-01-C20": "high", "LVL-02": "high", "LVL-03": "medium",
    "DQ-01": "medium", "DQ-02": "medium", "DQ-03": "low",
}  # fmt: skip
FAMILIES = {"ACC": "accommodation", "MAR": "marac", "TRF": "transfers", "CHI": "children", "VIC": "victims",
            "ORD": "orders", "DIS": "disclosure", "KEY": "key_workers", "MTG": "meetings", "LVL": "levels",
            "DQ-": "data_quality"}  # fmt: skip

CASES: list[Drawn] = [
    drawn("an associate", an_area().with_(a_nominal().tied_to("associate_of", "Bert"), a_person("Bert"))),
    drawn("an associate until yesterday", an_area().with_(
        a_nominal().tied_to("associate_of", "Bert", until="2026-05-27"), a_person("Bert"))),
    drawn("no nominal", an_area().with_(a_person("Adam").tied_to("associate_of", "Bert"), a_person("Bert"))),
]  # fmt: skip


def test_rules_ship_with_their_families_and_severities() -> None:
    shipped = {rule.id: (rule.family, rule.severity) for rule in load_catalogue()}
    for id_, severity in (WORST | OTHERS).items():
        assert shipped[id_] == (FAMILIES[id_[:3]], Severity(severity)), id_


def test_a_rule_that_is_no_headline_rule_says_exactly_how_it_reads() -> None:
    for rule in load_catalogue():
        if rule.id not in HEADLINE_RULES:
            assert rule.header.reading, rule.id
            assert rule.header.reading[-1].endswith("."), rule.id
            assert " ".join(rule.header.reading) in render_page(load_catalogue(), load_policy())


def test_every_rule_says_what_it_finds_what_to_do_and_where_it_is_from() -> None:
    for rule in load_catalogue(policy=load_policy()):
        assert rule.title
        assert rule.finding.endswith(".")
        assert rule.next_step.endswith(".")
        assert rule.guidance


def _folder(parent: Path, *texts: str, name: str = "own") -> Path:
    folder = parent / "rules"
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{name}-{number}.cypher").write_text(text, encoding="utf-8")
    return folder


def test_an_areas_own_rule_fires_for_nominals(landed: Landed, tmp_path: Path) -> None:
    catalogue = load_catalogue(_folder(tmp_path, OWN), load_policy())
    (finding,) = sweep(landed.store, catalogue, load_policy(), as_of("2026-05-27"), rules=["OWN-01"])
    assert (finding.rule, finding.severity, finding.case_ref) == ("OWN-01", Severity.LOW, "0-C")
    assert [step.type for step in finding.path] == ["SUBJECT_OF", "ASSOCIATE_OF"]
    assert [party.role for party in finding.parties] == ["associate"]
    alone = sweep(landed.store, catalogue, load_policy(), as_of("2026-05-27"), rules=["OWN-01"], cases=["0-C"])
    assert alone == [finding]


@pytest.mark.parametrize("clause", ["DETACH DELETE q", "SET t.valid_to = $day"])
def test_a_rule_that_would_write_is_refused(landed: Landed, tmp_path: Path, clause: str) -> None:
    text = OWN.replace("RETURN n.id AS subject", f"{clause}\nRETURN n.id AS subject")
    policy = load_policy()
    with pytest.raises((WrongRule, StoreError)):
        sweep(landed.store, load_catalogue(_folder(tmp_path, text)), policy, as_of("2026-05-27"), rules=["OWN-01"])
    right = load_catalogue(_folder(tmp_path / "right", OWN))
    assert len(sweep(landed.store, right, policy, as_of("2026-05-27"), rules=["OWN-01"])) == 1


def test_own_rules_stand_beside_those_that_ship_in_the_order_of_their_ids(tmp_path: Path) -> None:
    catalogue = load_catalogue(_folder(tmp_path, OWN.replace("OWN-01", "ACC-99")))
    ids = [rule.id for rule in catalogue]
    assert ids == sorted({*(rule.id for rule in load_catalogue()), "ACC-99"})


def test_a_rule_in_a_folder_of_the_folder_counts_too(tmp_path: Path) -> None:
    inner = tmp_path / "rules" / "housing"
    inner.mkdir(parents=True)
    (inner / "one.cypher").write_text(OWN, encoding="utf-8")
    assert load_catalogue(tmp_path / "rules").rule("OWN-01")


WRONG = {
    "a kind of node that there is not": (OWN.replace("(q:Person)", "(q:Persn)"), 12, "Persn"),
    "a type that there is not": (OWN.replace("ASSOCIATE_OF", "ASOCIATE_OF"), 12, "ASOCIATE_OF"),
    "a property of a person that there is not": (OWN.replace("q.id AS", "q.ref AS"), 13, "ref"),
    "a property of a statement that there is not":
        (OWN.replace("@holds(t)", "@holds(t) AND t.sinse = $day"), 12, "sinse"),
    "a parameter that there is not": (OWN.replace("@holds(t)", "@holds(t) AND t.valid_from = $today"), 12, "today"),
    "a path of what is no statement": (OWN.replace("@path(t)", "@path(u)"), 13, "u"),
    "an as-of filter of what is no statement": (OWN.replace("@holds(t)", "@holds(u)"), 12, "u"),
    "a word that no header has": (OWN.replace("// title", "// titel"), 2, "title"),
    "a header without a title": (OWN.replace("// title: Nominal with an associate\n", ""), 1, "title"),
    "a header without a next step": (OWN.replace("// next step: Note it.\n", ""), 1, "next step"),
    "a header without guidance":
        (OWN.replace("// guidance: The board's own | minutes of January\n", ""), 1, "guidance"),
    "a header with two severities":
        (OWN.replace("// severity: low\n", "// severity: low\n// severity: high\n"), 1, "severity"),
    "guidance without a section": (OWN.replace(" | minutes of January", ""), 7, "guidance"),
    "a severity that there is not": (OWN.replace("severity: low", "severity: dire"), 4, "severity"),
    "an id of another form": (OWN.replace("OWN-01", "OWN1"), 1, "id"),
    "a subject that there is not": (OWN.replace("subject: Person", "subject: Offender"), 5, "Offender"),
    "a step that there is not": (OWN.replace("// finding", "// step: near_a_moon\n// finding"), 9, "near_a_moon"),
    "a policy key that there is not": (OWN.replace("own_victim.radius_m", "own_victim.radius"), 8, "own_victim.radius"),
    "a key that there is not": (OWN.replace("key: party", "key: partner"), 6, "partner"),
    "types of which one there is not": (WITH_TYPES.replace("CARER_OF", "CARER"), 12, "CARER"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "name"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_with_a_rule_is_said_with_its_file_and_line(
    tmp_path: Path, text: str, line: int, name: str
) -> None:
    with pytest.raises(WrongRule) as told:
        load_catalogue(_folder(tmp_path, text), load_policy())
    assert f"own-0.cypher, line {line}" in str(told.value)
    assert name in str(told.value)


def test_the_rule_that_the_wrong_ones_spoil_is_right(tmp_path: Path) -> None:
    assert load_catalogue(_folder(tmp_path, OWN, WITH_TYPES.replace("OWN-01", "OWN-02")), load_policy()).rule("OWN-02")


@pytest.mark.parametrize("id_", ["ACC-03", "OWN-01"], ids=["of a rule that ships", "of another own rule"])
def test_an_id_that_is_taken_is_said_to_be(tmp_path: Path, id_: str) -> None:
    texts = [OWN.replace("OWN-01", id_), *([OWN] if id_ == "OWN-01" else [])]
    with pytest.raises(WrongRule) as told:
        load_catalogue(_folder(tmp_path, *texts), load_policy())
    assert f"own-{len(texts) - 1}.cypher, line 1" in str(told.value)
    assert id_ in str(told.value)


def test_a_question_that_does_not_look_for_its_subject_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongRule, match=r"own-0\.cypher"):
        load_catalogue(_folder(tmp_path, OWN.replace("{id: $key}", "{id: 'P1'}")))


def test_a_question_without_a_step_that_returns_no_subject_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongRule, match=r"own-0\.cypher"):
        load_catalogue(_folder(tmp_path, OWN.replace("AS subject", "AS person")))


def test_a_file_that_is_not_utf_8_is_said_to_be(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "latin.cypher").write_bytes(OWN.replace("board's", "Büro").encode("latin-1"))
    with pytest.raises(WrongRule, match=r"latin\.cypher"):
        load_catalogue(folder)


def test_every_consistency_check_is_a_rule_but_the_one_that_feeds_cannot_carry() -> None:
    checks = {rule.id for rule in load_catalogue() if rule.id.startswith("LVL-01")}
    assert checks == {f"LVL-01-C{number:02d}" for number in range(1, 21)} - {"LVL-01-C16"}
    assert "C16" in render_page(load_catalogue(), load_policy())
