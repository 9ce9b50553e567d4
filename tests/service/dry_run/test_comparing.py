"""What a change of policy or rules would have flagged at the ends of months."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph_schema.store import GraphStore, open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.dry_run import DryRun, Effect, Rulebook, month_ends, touched_rules, try_change
from service.dry_run.comparing import CHANGED
from service.flags.facts import measure
from service.policy import Policy, load_policy
from service.rules import Catalogue, load_catalogue, sweep
from tests.service.dry_run.areas import AREAS, policy_of
from tests.service.flags.findings import CATALOGUE, POLICY
from tests.service.rules.drawn import land
from tests.service.rules.invented import Invented

RULES = Catalogue(tuple(rule for rule in CATALOGUE if rule.id in {"ACC-03", "ACC-04", "TRF-02"}))
"""Those whose findings here are known, whatever else an area is full of."""

BEFORE = Rulebook(RULES, POLICY)
APRIL, MAY = date(2026, 4, 30), date(2026, 5, 27)
RADIUS, NEAR = "accommodation.own_victim.radius_m", "accommodation.own_victim.near_m"
CASES = {sentence: f"{number}-C" for number, sentence in enumerate(AREAS)}
OWN_RULE = """// id: OWN-01
// title: Any open transfer
// family: transfers
// severity: low
// subject: Person
// guidance: Area protocol | 1
// finding: The nominal has a home.
// next step: Look at it.

MATCH (p:Person {id: $key})-[s:LIVES_AT]->(a:Address) WHERE @holds(s)
RETURN p.id AS subject, @path(s)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[GraphStore]:
    place = tmp_path_factory.mktemp("dry-run")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as opened:
        land(opened, place / "feeds", reader, list(AREAS.values()))
        yield opened


def tried(
    store: GraphStore, folder: Path | None, days: tuple[date, ...] = (APRIL, MAY), area: str | None = None
) -> DryRun:
    after = Rulebook(RULES, load_policy(folder, date.max))
    return try_change(store, BEFORE, after, days, area=area)


def cases(run: DryRun, *effects: Effect) -> set[str | None]:
    return {one.finding.case_ref for one in run.flags(*effects)}


def test_a_wider_radius_adds_what_is_within_it_in_every_month(store: GraphStore, tmp_path: Path) -> None:
    run = tried(store, policy_of(tmp_path, (RADIUS, 1300)))
    assert cases(run, Effect.ADDED) == {CASES["1,200 m"]}
    assert [(one.day, one.effect) for one in run.differences] == [(APRIL, "added"), (MAY, "added")]
    assert cases(run, *Effect) == {CASES["1,200 m"]}


def test_a_narrower_one_removes_and_what_was_not_yet_known_is_not_removed_before_it_was(
    store: GraphStore, tmp_path: Path
) -> None:
    run = tried(store, policy_of(tmp_path, (RADIUS, 550)))
    assert cases(run, Effect.REMOVED) == {CASES["800 m"], CASES["800 m in Kent"], CASES["600 m since May"]}
    removed = {(one.day, one.finding.case_ref) for one in run.differences if one.effect is Effect.REMOVED}
    assert (APRIL, CASES["600 m since May"]) not in removed
    counted = {(one.day, one.area): (one.stood, one.would_stand) for one in run.months}
    assert counted[MAY, "kent"] == (1, 0)
    for month in run.months:
        added, gone = month.effects.get(Effect.ADDED, 0), month.effects.get(Effect.REMOVED, 0)
        assert month.would_stand == month.stood + added - gone


def test_an_areas_own_value_changes_that_area_alone(store: GraphStore, tmp_path: Path) -> None:
    run = tried(store, policy_of(tmp_path, (NEAR, 900), area="kent"))
    assert cases(run, *Effect) == cases(run, Effect.WORSE) == {CASES["800 m in Kent"]}
    [met] = run.flags(Effect.WORSE)
    assert met.area == "kent"
    assert met.before is not None
    assert met.after is not None
    assert (met.before.severity, met.after.severity) == ("medium", "high")


def test_only_the_asked_area_is_compared(store: GraphStore, tmp_path: Path) -> None:
    run = tried(store, policy_of(tmp_path, (RADIUS, 550)), area="kent")
    assert cases(run, *Effect) == {CASES["800 m in Kent"]}
    assert {month.area for month in run.months} == {"kent"}


def test_what_counts_only_from_a_later_day_is_tried_as_if_it_counted(store: GraphStore, tmp_path: Path) -> None:
    folder = policy_of(tmp_path, (RADIUS, 1300), since="2999-01-01")
    assert load_policy(folder).whole(RADIUS) == 1000
    assert cases(tried(store, folder), Effect.ADDED) == {CASES["1,200 m"]}


def test_a_new_rule_adds_and_a_missing_one_removes(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "own.cypher").write_text(OWN_RULE, encoding="utf-8")
    own = Rulebook(Catalogue((*RULES, *(rule for rule in load_catalogue(tmp_path) if rule.id == "OWN-01"))), POLICY)
    assert touched_rules(BEFORE, own) == {"OWN-01"}
    added = try_change(store, BEFORE, own, [MAY])
    removed = try_change(store, own, BEFORE, [MAY])
    assert {one.finding.rule for one in added.flags(Effect.ADDED)} == {"OWN-01"}
    assert len(added.flags(Effect.ADDED)) == len(removed.flags(Effect.REMOVED)) == len(AREAS)
    assert not removed.flags(Effect.ADDED)


def test_where_nothing_differs_nothing_is_evaluated(store: GraphStore) -> None:
    run = tried(store, None)
    assert (run.rules, run.months, run.differences, run.seconds) == ((), (), (), ())


def moved(factor: float, *but: str) -> Policy:
    """Return the policy with every whole number but these multiplied."""
    others = {
        key: replace(one, value=round(one.value * factor))
        for key, one in POLICY.national.items()
        if key not in but and type(one.value) is int
    }
    return Policy({**POLICY.national, **others})


@pytest.mark.parametrize("factor", [3, 0.3], ids=["larger", "smaller"])
def test_the_differences_are_those_of_two_whole_sweeps(invented: Invented, factor: float) -> None:
    """What is read once for both, and left out for neither, changes nothing."""
    whole = Rulebook(CATALOGUE, POLICY), Rulebook(CATALOGUE, moved(factor))
    run = try_change(invented.store, *whole, [invented.as_of.day])
    told = [{finding.key: finding for finding in sweep(invented.store, CATALOGUE, book.policy, invented.as_of)}
            for book in whole]  # fmt: skip
    old, new = told
    assert {one.finding.key for one in run.flags(Effect.ADDED)} == new.keys() - old.keys()
    assert {one.finding.key for one in run.flags(Effect.REMOVED)} == old.keys() - new.keys()
    changed = {key for key in old.keys() & new.keys() if measure(old[key]) != measure(new[key])}
    assert {one.finding.key for one in run.flags(*CHANGED)} == changed
    assert run.differences
    assert len(run.seconds) == 1


@pytest.mark.parametrize(
    ("today", "months", "ends"),
    [
        (date(2026, 5, 27), 1, ["2026-05-27"]),
        (date(2026, 2, 28), 3, ["2025-12-31", "2026-01-31", "2026-02-28"]),
        (date(2024, 3, 31), 2, ["2024-02-29", "2024-03-31"]),
    ],
)
def test_months_end_on_their_last_day_and_this_one_today(today: date, months: int, ends: list[str]) -> None:
    assert [day.isoformat() for day in month_ends(today, months)] == ends


@pytest.mark.parametrize("factor", [3, 0.3], ids=["larger", "smaller"])
def test_thresholds_that_a_rule_does_not_name_change_nothing_in_it(invented: Invented, factor: float) -> None:
    """Else a change of one would leave the rule out of a dry run."""
    for rule in CATALOGUE:
        if rule.counts_findings:
            continue
        books = (POLICY, moved(factor, *rule.policy_keys))
        found = [sweep(invented.store, CATALOGUE, book, invented.as_of, rules=[rule.id]) for book in books]
        assert found[0] == found[1], rule.id
