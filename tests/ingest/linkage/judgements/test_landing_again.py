"""Judging piece by piece equals landing everything with those judgements, and deriving it all at once."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import polars as pl
import pytest

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import Stats
from ingest.deriving.statements import FROM, STATEMENT, TO
from ingest.errors import JudgementFault
from ingest.judging.deciding import Saying, decide, undo
from ingest.judging.held import all_judged, all_matched
from ingest.judging.said import Compared, Matched, pair_of
from ingest.judging.writing import Changes, work_out, write
from ingest.linkage.judgements import Answer
from tests.ingest.landing.conftest import Area
from tests.ingest.landing.test_order_of_arrival import AGENCIES, derived_at_once, some_feeds

RECORDS = [f"{agency}:persons:P{number}" for agency in AGENCIES for number in range(4)]
SAID = ("statement", "from", "to", "record", "source", "valid_from", "valid_to", "properties")


def some_judging(area: Area, chance: random.Random, at: datetime) -> None:
    """Say something of a few pairs, undo something, and let a run match a few; what cannot be is refused."""
    for number in range(chance.randrange(3)):
        moment = at + timedelta(minutes=number)
        answer = chance.choice((Answer.SAME, Answer.SAME, Answer.NOT_SAME, Answer.UNSURE))
        try:
            decide(area.store, pair_of(*chance.sample(RECORDS, 2)), Saying(answer, chance.choice("xy"), at=moment))
        except JudgementFault:
            continue
    standing = [one for one in (*all_judged(area.store), *all_matched(area.store)) if one.known_to == MAX_MOMENT]
    if standing and chance.random() < 0.4:
        undo(area.store, chance.choice(standing).statement, "z", at=at + timedelta(hours=1))
    there = set(area.store.read("MATCH (r:Record) RETURN r.id AS id")["id"].to_pylist())
    held = {one.pair for one in all_matched(area.store)}
    pairs = {pair_of(*chance.sample(RECORDS, 2)) for _ in range(2)} - held
    matched = [
        Matched(*pair, at + timedelta(hours=2), MAX_MOMENT, Compared(score=chance.randrange(900_000, 10**6)),
                chance.random() < 0.3)
        for pair in sorted(pairs) if set(pair) <= there
    ]  # fmt: skip
    write(area.store, work_out(area.store, Changes(matched=tuple(matched))))


def judged_as_it_came(area: Area, seed: int) -> None:
    """Land feeds, and judge in between."""
    chance = random.Random(seed)
    for feed in some_feeds(seed):
        area.lands(feed)
        if chance.random() < 0.5:
            day = datetime.fromisoformat(feed.received)
            some_judging(area, chance, day + timedelta(hours=10))


def kept(area: Area) -> Changes:
    """Return all judgements of an area, undone ones among them, as one write would have them."""
    query = (
        "MATCH (l:Record)-[m:MATCHED]->(r:Record) RETURN l.id AS left, r.id AS right, m.known_from AS known_from, "
        "m.known_to AS known_to, m.score AS score, m.within_agency AS within"
    )
    matched = [
        Matched(row["left"], row["right"], row["known_from"], row["known_to"], Compared(score=row["score"]),
                row["within"])
        for row in area.store.read(query).to_pylist()
    ]  # fmt: skip
    return Changes(judged=tuple(all_judged(area.store)), matched=tuple(matched))


@pytest.mark.soak
def test_judging_in_between_equals_landing_it_all_and_then_judging_it_all(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    """For seeded random feeds and judgements that join, keep apart, are undone, contradict and overrule each other."""
    judged = joined = 0
    for seed in range(depth(4, 200)):
        piecemeal, at_once = new_area(), new_area()
        judged_as_it_came(piecemeal, seed)
        at_once.lands(*some_feeds(seed))
        changes = kept(piecemeal)
        write(at_once.store, work_out(at_once.store, changes))
        assert at_once.everything().equals(piecemeal.everything()), f"seed {seed}"
        judged += len(changes.judged)
        joined += sum(one["basis"] in {"person", "model"} for one in bases(piecemeal))
        at_once.store.close()
        piecemeal.store.close()
    assert judged > 2
    assert joined > 2


def bases(area: Area) -> list[dict[str, object]]:
    """Return what joined each record to each person."""
    query = "MATCH (r:Record)-[s:SAME_AS]->(p:Person) RETURN r.id AS record, p.id AS person, s.basis AS basis"
    rows: list[dict[str, object]] = area.store.read(query).to_pylist()
    return rows


@pytest.mark.soak
def test_judging_piece_by_piece_equals_deriving_it_all_at_once(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    for seed in range(300, 300 + depth(3, 150)):
        area = new_area()
        judged_as_it_came(area, seed)
        expected = sorted(
            (link.type, *row)
            for link, frame in derived_at_once(area).items()
            for row in frame.select(FROM, TO, STATEMENT, "known_from", "known_to", "source", "record").rows()
        )
        held = area.everything().select("type", "from", "to", "statement", "known_from", "known_to", "source", "record")
        assert sorted(held.rows()) == expected, f"seed {seed}"
        area.store.close()


def now(area: Area) -> pl.DataFrame:
    """Return what every statement that stands says."""
    open_now = area.everything().filter(pl.col("known_to") == MAX_MOMENT)
    return open_now.select("type", *SAID).sort("type", *SAID)


@pytest.mark.soak
def test_undoing_everything_leaves_what_there_would_be_without_it(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    """As things stand; what was known in between stays known."""
    for seed in range(600, 600 + depth(2, 100)):
        judged, plain = new_area(), new_area()
        feeds = some_feeds(seed)
        for area in (judged, plain):
            area.lands(*feeds)
        chance, at = random.Random(seed), datetime.fromisoformat(feeds[-1].received) + timedelta(hours=10)
        for turn in range(4):
            some_judging(judged, chance, at + timedelta(days=turn))
        then = judged.everything().filter(pl.col("known_from") < at)
        for one in (*all_judged(judged.store), *all_matched(judged.store)):
            if one.known_to == MAX_MOMENT:
                undo(judged.store, one.statement, "z", at=at + timedelta(days=9))
        assert now(judged).equals(now(plain)), f"seed {seed}"
        # Nothing that was known before the first judgement says anything else now.
        before = plain.everything().drop("known_to")
        assert then.drop("known_to").sort(before.columns).equals(before.sort(before.columns))
        judged.store.close()
        plain.store.close()


def test_without_judgements_nothing_is_written_or_changed(area: Area) -> None:
    area.lands(*some_feeds(3))
    before: Stats = area.store.stats()
    everything = area.everything()
    write(area.store, work_out(area.store, Changes()))
    assert area.store.stats() == before
    assert area.everything().equals(everything)
    assert "JUDGED" not in before.relationships
