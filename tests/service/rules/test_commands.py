"""`risk-network sweep` and `risk-network rules`, as a person at a desk runs them."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cli.main import app
from service.policy import load_policy
from service.rules import load_catalogue, sweep
from service.rules.findings import KEY_KINDS
from service.rules.output import as_json
from tests.service.conftest import Desk
from tests.service.policy.test_reading import entry
from tests.service.rules.builders import a_nominal, a_person, an_area
from tests.service.rules.drawn import land
from tests.service.rules.invented import as_of
from tests.service.rules.places import at
from tests.service.rules.test_catalogue import OWN
from tests.service.rules.things import a_marac, a_site, a_transfer

ALWAYS = {
    "rule", "family", "severity", "outcome", "subject", "subjectRefs", "caseRef", "summary", "nextStep", "guidance",
    "facts", "parties", "path", "nodes", "asOf", "knownAt",
}  # fmt: skip
WHERE_THEY_APPLY = {
    "conditionRef", "transferRef", "maracRef", "siteRef", "addressRefs", "episodeFrom",
    *(f"{name}Ref" for name in KEY_KINDS),
}  # fmt: skip
BESIDE = {"title"}
"""What a finding says beside what the contract lists."""

TOLD_BY = {"ACC-01": "conditionRef", "ACC-03": "addressRefs", "ACC-05": "siteRef", "MAR-01": "maracRef",
           "TRF-02": "transferRef", "TRF-04": "episodeFrom"}  # fmt: skip

AREA = an_area().with_(
    a_nominal().managed_in("cheshire", visor_owner_area="gwent").living_at(at()).assessed("high")
    .bound_by("exclusion_zone").tied_to("associate_of", "Bert"),
    a_person("Vera").victim_of("Adam").living_at(at(800)),
    a_person("Bert"),
    a_marac(victim="Vera", perpetrator="Adam"),
    a_site("school", at(200)),
    a_transfer("2026-01-05"),
)  # fmt: skip
DAY = ("--as-of", "2026-05-27", "--known-at", "2026-05-27")


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> str:
    """A store with one case, which nobody holds open."""
    place = tmp_path_factory.mktemp("swept")
    store = f"ladybug:{place / 'graph.lbug'}"
    with closing(open_store(store)) as opened:
        land(opened, place / "feeds", reader, [AREA])
    return store


class Said(NamedTuple):
    """How a command ended: the exit code, and both outputs."""

    code: int
    out: str
    err: str


def run_here(*arguments: str, store: str = "ladybug:nowhere.lbug", settings: dict[str, str] | None = None) -> Said:
    """Run the command in this process: a new one takes seconds to start, and says no more of a refusal."""
    result = CliRunner().invoke(app, arguments, env={"RISK_NETWORK_STORE": store} | (settings or {}))
    return Said(result.exit_code, result.stdout, result.stderr)


def _swept(location: str, *more: str, settings: dict[str, str] | None = None) -> list[dict[str, Any]]:
    done = run_here("sweep", *DAY, "--format", "json", *more, store=location, settings=settings)
    assert done.code == 0, done.err
    findings: list[dict[str, Any]] = json.loads(done.out)
    return findings


def test_the_json_of_a_sweep_has_the_keys_of_the_contract(desk: Desk, location: str) -> None:
    done = desk.run("sweep", *DAY, "--format", "json", store=location)
    assert done.returncode == 0, done.stderr
    findings = json.loads(done.stdout)
    assert {finding["rule"] for finding in findings} >= {*TOLD_BY}
    for finding in findings:
        assert ALWAYS <= finding.keys() <= ALWAYS | WHERE_THEY_APPLY | BESIDE
        assert finding["rule"] not in TOLD_BY or TOLD_BY[finding["rule"]] in finding
        assert (finding["asOf"], finding["knownAt"]) == ("2026-05-27", "2026-05-27")
        assert (finding["caseRef"], finding["subjectRefs"]) == ("0-C", ["cheshire-police:0-Adam"])
        assert all(party.keys() == {"role", "refs"} for party in finding["parties"])
        assert all(node.keys() == {"id", "kind", "label", "refs"} for node in finding["nodes"])
        assert finding["path"]
        for step in finding["path"]:
            assert step.keys() == {"from", "type", "to", "validFrom", "validTo", "sources"}
            assert {step["from"], step["to"]} <= {node["id"] for node in finding["nodes"]}
            assert step["sources"]


def test_references_are_the_agencies_own_and_shared_names_bare(location: str) -> None:
    by_rule = {finding["rule"]: finding for finding in _swept(location)}
    assert {rule: by_rule[rule][name] for rule, name in TOLD_BY.items()} == {
        "ACC-01": "cheshire-police:0-K",
        "ACC-03": ["cheshire-police:0-Ac-0-0-chesh", "cheshire-police:0-Ac-800-0-chesh"],
        "ACC-05": "0-S",
        "MAR-01": "0-M",
        "TRF-02": "0-T",
        "TRF-04": "2024-01-01",
    }
    assert by_rule["ACC-03"]["parties"] == [{"role": "victim", "refs": ["cheshire-police:0-Vera"]}]


def test_the_command_says_what_the_engine_finds(location: str) -> None:
    told = _swept(location, "--rule", "ACC-03", "--rule", "MAR-01", "--area", "cheshire")
    when = as_of("2026-05-27")
    with closing(open_store(location, read_only=True)) as store:
        findings = sweep(store, load_catalogue(), load_policy(), when, rules=["ACC-03", "MAR-01"])
        assert told == json.loads(json.dumps(as_json(findings, store, when)))
    assert not _swept(location, "--area", "gwent")


def test_a_table_is_printed_without_a_format(desk: Desk, location: str) -> None:
    done = desk.run("sweep", *DAY, "--rule", "ACC-01", store=location, settings={"COLUMNS": "200"})
    assert done.returncode == 0, done.stderr
    assert "ACC-01" in done.stdout
    assert "could not check" in done.stdout


def test_an_areas_own_rules_and_policy_count(location: str, tmp_path: Path) -> None:
    for name, content in [("own.cypher", OWN), ("own.toml", entry(value="700"))]:
        (tmp_path / name).write_text(content, encoding="utf-8")
    settings = {"RISK_NETWORK_RULES_DIR": str(tmp_path), "RISK_NETWORK_POLICY_DIR": str(tmp_path)}
    rules = {finding["rule"] for finding in _swept(location, settings=settings)}
    assert rules >= {*TOLD_BY, "OWN-01"} - {"ACC-03"}
    assert "ACC-03" not in rules


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--rule", "NOPE"), "NOPE"),
        (("--rule", "ACC-03", "--rule", "ACC-77"), "ACC-77"),
        (("--area", "chester"), "--area"),
        (("--as-of", "yesterday"), "--as-of"),
        (("--as-of", "2026-02-30"), "--as-of"),
        (("--known-at", "27/05/2026"), "--known-at"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_swept_ends_with_a_sentence(location: str, options: tuple[str, ...], says: str) -> None:
    done = run_here("sweep", *options, store=location)
    assert (done.code, done.out) == (2, "")
    (sentence,) = done.err.strip().splitlines()
    assert says in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "file", "content", "says"),
    [
        ("RULES_DIR", "own.cypher", OWN.replace("(q:Person)", "(q:Persn)"), "own.cypher, line 12"),
        ("POLICY_DIR", "own.toml", entry(value="-1"), "own.toml: accommodation.own_victim.radius_m"),
    ],
    ids=["a wrong rule", "a wrong policy"],
)
def test_a_wrong_file_ends_the_sweep_with_a_sentence(
    tmp_path: Path, name: str, file: str, content: str, says: str
) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    done = run_here("sweep", settings={f"RISK_NETWORK_{name}": str(tmp_path)})
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_a_sweep_of_no_store_ends_with_a_sentence(desk: Desk) -> None:
    done = desk.run("sweep")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_rules_are_listed() -> None:
    done = run_here("rules", "--format", "json")
    assert done.code == 0, done.err
    listed = [rule["id"] for rule in json.loads(done.out)]
    # Those that watch the audit are no rules about the graph, and come after them.
    assert listed == [*(rule.id for rule in load_catalogue()), "SEC-01", "SEC-02"]


def test_one_rule_is_told_with_its_guidance_thresholds_and_drawing() -> None:
    done = run_here("rules", "ACC-03")
    assert done.code == 0, done.err
    rule = load_catalogue().rule("ACC-03")
    assert rule is not None
    for told in (rule.title, rule.finding, rule.next_step, *(one.document for one in rule.guidance)):
        assert told in done.out
    assert "accommodation.own_victim.radius_m = 1000" in done.out
    assert "──VICTIM_OF──▶" in done.out


def test_how_a_rule_reads_exactly_is_told() -> None:
    rule = load_catalogue().rule("VIC-02")
    assert rule is not None
    reading = " ".join(rule.header.reading)
    assert f"Exactly: {reading}" in run_here("rules", "VIC-02").out
    assert json.loads(run_here("rules", "VIC-02", "--format", "json").out)["reading"] == reading


def test_a_rule_that_there_is_not_is_said_to_be_none() -> None:
    done = run_here("rules", "NOPE")
    assert (done.code, done.out) == (2, "")
    assert "NOPE" in done.err
