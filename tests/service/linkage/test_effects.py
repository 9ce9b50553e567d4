"""What a decision is said to change in flags is what it changes."""

from contextlib import closing
from datetime import datetime

import pytest

from graph_schema.periods import AsOf
from graph_schema.store import open_store
from ingest.ingestion import ingest_feeds
from ingest.judging.deciding import Saying, decide, undo, weigh_saying, weigh_undoing
from ingest.judging.said import pair_of
from ingest.linkage.judgements import Answer
from service.linkage.effects import (
    Effect,
    Join,
    Rules,
    cases_of_joins,
    compare,
    effect_of,
    effects_of_joins,
    touched_cases,
)
from service.linkage.sides import read_sides
from service.policy import load_policy
from service.rules import Finding, load_catalogue, sweep
from tests.feed_builder import a_feed
from tests.ingest.landing.conftest import Area
from tests.neo4j_server import TestServer
from tests.service.linkage.story import (
    ADAM,
    DAUGHTER,
    MOTHER,
    OTHER_PNC,
    OTHER_TENANT,
    TENANT,
    VERA,
    housing,
    police,
    school,
)

AT = datetime(2026, 3, 2, 10)
NOW = AsOf(AT.date(), datetime(2026, 3, 2, 12))
RULES = Rules(load_catalogue(), load_policy(), NOW)
PAIRS = [(VERA, TENANT), (VERA, OTHER_TENANT), (VERA, MOTHER), (ADAM, OTHER_TENANT), (ADAM, MOTHER), (TENANT, DAUGHTER)]


def found(area: Area) -> list[Finding]:
    """Return what the rules find of the case."""
    return sweep(area.store, RULES.catalogue, RULES.policy, NOW, cases=["C1"])


def told(effect: Effect) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the keys of what is added and taken away, with how bad each is."""
    first, second = (
        [(*one.key, one.severity.value, one.summary) for one in side] for side in (effect.added, effect.removed)
    )
    return first, second


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(pair) if isinstance(pair, tuple) else str(pair))
def test_what_is_foreseen_of_a_join_is_what_is_found_after_it(area: Area, pair: tuple[str, str]) -> None:
    """And of its undoing, that it is taken back."""
    area.lands(police(), housing(), school())
    both, saying = pair_of(*pair), Saying(Answer.SAME, "a", at=AT)
    foreseen = effect_of(area.store, weigh_saying(area.store, both, saying), RULES)
    before = found(area)
    worked = decide(area.store, both, saying)
    after = found(area)
    renamed = dict(worked.moved.values())
    assert told(foreseen) == told(compare(before, after, renamed, ["C1"]))
    statement = worked.changes.judged[0].statement
    undoing = weigh_undoing(area.store, [statement], "b", at=AT.replace(hour=11))
    back = effect_of(area.store, undoing, RULES)
    undo(area.store, statement, "b", at=AT.replace(hour=11))
    assert told(back) == told(compare(after, found(area), {}, ["C1"]))
    assert found(area) == before


def test_joining_the_victim_with_the_tenant_tells_of_her_home(area: Area) -> None:
    area.lands(police(), housing())
    worked = weigh_saying(area.store, pair_of(VERA, TENANT), Saying(Answer.SAME, "a", at=AT))
    effect = effect_of(area.store, worked, RULES)
    assert "ACC-03" in {one.rule for one in effect.added}
    assert effect.in_words("Joining").startswith("Joining adds ")
    assert effect.cases == ("C1",)


def test_a_decision_that_moves_nobody_changes_no_flag(area: Area) -> None:
    area.lands(police(), housing())
    worked = weigh_saying(area.store, pair_of(VERA, TENANT), Saying(Answer.NOT_SAME, "a", at=AT))
    assert effect_of(area.store, worked, RULES).in_words("Keeping them apart") == "Keeping them apart changes no flag."


def test_the_cases_within_reach_are_looked_at(area: Area) -> None:
    """The daughter of the victim's household is two steps from Adam's case."""
    area.lands(police(), housing(), school())
    decide(area.store, pair_of(VERA, MOTHER), Saying(Answer.SAME, "a", at=AT))
    people = {row["record"]: row["person"] for row in area.store.read(
        "MATCH (r:Record)-[s:SAME_AS]->(p:Person) RETURN r.id AS record, p.id AS person").to_pylist()}  # fmt: skip
    assert touched_cases(area.store, [people[DAUGHTER]], NOW) == ["C1"]


def test_many_joins_foreseen_together_are_what_each_is_by_itself(area: Area) -> None:
    """Those that have to do with one case one after the other, the others in one go; what cannot be says why."""
    area.lands(police(), housing(), school())
    sides = read_sides(area.store, [record for pair in PAIRS for record in pair], NOW)
    joins = {"-".join(pair): Join(pair_of(*pair), tuple(str(sides[one].person) for one in pair)) for pair in PAIRS}
    together = effects_of_joins(area.store, joins, cases_of_joins(area.store, joins, NOW), RULES)
    for pair in PAIRS:
        alone = effect_of(area.store, weigh_saying(area.store, pair_of(*pair), Saying(Answer.SAME, "a", at=AT)), RULES)
        foreseen, hindrance = together["-".join(pair)]
        assert (told(foreseen), hindrance) == (told(alone), ""), pair


def test_a_join_that_cannot_be_made_says_why(area: Area) -> None:
    area.lands(police(), a_feed("health", "2026-02-05").having("persons", {"person_ref": "H", "pnc": OTHER_PNC}))
    pair = pair_of(ADAM, "health:persons:H")
    sides = read_sides(area.store, pair, NOW)
    joins = {"x": Join(pair, tuple(str(sides[one].person) for one in pair))}
    effect, hindrance = effects_of_joins(area.store, joins, cases_of_joins(area.store, joins, NOW), RULES)["x"]
    assert effect == Effect()
    assert "told apart by PNC" in hindrance


def test_a_server_foresees_what_the_embedded_engine_does(area: Area, neo4j_server: TestServer) -> None:
    neo4j_server.empty()
    area.lands(police(), housing(), school())
    with closing(open_store(neo4j_server.location, access=neo4j_server.access)) as server:
        feeds = [feed.in_folder(area.folder / "again") for feed in (police(), housing(), school())]
        assert len(list(ingest_feeds(feeds, server, area.reader))) == len(feeds)
        for pair in PAIRS[:3]:
            embedded, served = (
                effect_of(store, weigh_saying(store, pair_of(*pair), Saying(Answer.SAME, "a", at=AT)), RULES)
                for store in (area.store, server)
            )
            assert told(served) == told(embedded)
        assert embedded.cases == served.cases == ("C1",)
