"""What judgements come to, and that the quick way to trace them says what the walk through time says."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import polars as pl
import pytest

from graph_schema.periods import MAX_MOMENT
from ingest.landing import joining
from ingest.linkage import agreement
from ingest.linkage.exact import PERSON_RULE, Bearer, join_records
from ingest.linkage.identifiers import borne_identifiers
from ingest.linkage.judgements import (
    AGENCY,
    APART,
    JUDGEMENTS,
    MODEL,
    PERSON,
    RULINGS,
    Answer,
    Ruling,
    as_borne,
    deciding,
    find_disputed,
    weigh,
)
from tests.ingest.linkage.test_agreement import some_versions

START = datetime(2026, 1, 1)


def a_judgement(voice: str, answer: Answer, start: int, stop: int | None, statement: str = "") -> tuple[object, ...]:
    """Return a judgement of two records from one day of January to another."""
    until = MAX_MOMENT if stop is None else datetime(2026, 1, stop)
    name = statement or f"{voice}-{start}"
    return (name, "a:persons:1", "b:persons:1", voice, answer.value, 900_000, False, datetime(2026, 1, start), until)


def weighed(*judgements: tuple[object, ...]) -> list[tuple[str, str, int, int | None]]:
    """Return whose voice counts with which answer, from which day of January to which."""
    frame = weigh(pl.DataFrame(list(judgements), schema=JUDGEMENTS, orient="row")).sort("known_from")
    rows = frame.select("voice", "answer", "known_from", "known_to").iter_rows()
    return [(v, a, start.day, None if stop == MAX_MOMENT else stop.day) for v, a, start, stop in rows]


def test_a_models_word_counts_while_no_person_says_anything() -> None:
    """Whatever the person says, and again once that is undone."""
    said = weighed(a_judgement(MODEL, Answer.SAME, 1, None), a_judgement(PERSON, Answer.UNSURE, 3, 5))
    assert said == [("model", "same", 1, 3), ("person", "unsure", 3, 5), ("model", "same", 5, None)]


def test_of_two_persons_the_last_counts() -> None:
    said = weighed(a_judgement(PERSON, Answer.SAME, 1, None), a_judgement(PERSON, Answer.NOT_SAME, 4, 6))
    assert said == [("person", "same", 1, 4), ("person", "not_same", 4, 6), ("person", "same", 6, None)]


def test_only_what_joins_and_what_a_person_keeps_apart_decides() -> None:
    frame = pl.DataFrame(
        [a_judgement(PERSON, answer, day, day + 1) for day, answer in enumerate(Answer, 1)], schema=JUDGEMENTS,
        orient="row",
    )  # fmt: skip
    assert sorted(deciding(weigh(frame))["answer"]) == ["not_same", "same"]


def a_bearer(agency: str, ref: str = "1", **held: str) -> Bearer:
    """Return a record bearing identifiers."""
    return Bearer(f"{agency}:persons:{ref}", (agency, ref), held)


def ruled(one: str, other: str, voice: str = PERSON, *, same: bool = True, within: bool = False) -> Ruling:
    """Return what counts of the first records of two agencies, or of `agency:ref`."""
    left, right = sorted(f"{agency}:persons:{ref or 1}" for agency, _, ref in (n.partition(":") for n in (one, other)))
    return Ruling(left, right, voice, same, 900_000, within, START, MAX_MOMENT)


@pytest.mark.parametrize(
    ("bearers", "rulings", "things", "contradicting"),
    [
        pytest.param([a_bearer("a"), a_bearer("b")], [ruled("a", "b")], 1, [], id="a person joins"),
        pytest.param([a_bearer("a"), a_bearer("b")], [ruled("a", "b", MODEL)], 1, [], id="a model joins"),
        pytest.param(
            [a_bearer("a", pnc="P"), a_bearer("b", pnc="Q")], [ruled("a", "b")], 2, [("pnc",)], id="two PNCs"
        ),
        pytest.param(
            [a_bearer("a", pnc="P"), a_bearer("b", pnc="P")], [ruled("a", "b", same=False)], 2, [],
            id="kept apart whatever the PNC, which is decided and no longer asked",
        ),
        pytest.param(
            [a_bearer("a", pnc="P"), a_bearer("b", pnc="P"), a_bearer("c", pnc="P")], [ruled("a", "b", same=False)],
            2, [(APART,)], id="not brought together by a third, of which somebody must decide",
        ),
        pytest.param(
            [a_bearer("a"), a_bearer("b"), a_bearer("c")],
            [ruled("a", "b"), ruled("b", "c", MODEL), ruled("a", "c", same=False)], 2, [(APART,)],
            id="a person's same before a model's",
        ),
        pytest.param(
            [a_bearer("a", "1"), a_bearer("a", "2"), a_bearer("b")],
            [ruled("a:1", "b", MODEL), ruled("a:2", "b", MODEL)], 2, [(AGENCY,)],
            id="no model joins an agency's two by way of another's",
        ),
        pytest.param(
            [a_bearer("a", "1"), a_bearer("a", "2"), a_bearer("b")], [ruled("a:1", "b"), ruled("a:2", "b")],
            1, [], id="a person does",
        ),
        pytest.param(
            [a_bearer("a", "1"), a_bearer("a", "2"), a_bearer("b")],
            [ruled("a:1", "b", MODEL), ruled("a:2", "b", MODEL, within=True)], 1, [], id="policy lets it",
        ),
        pytest.param(
            [a_bearer("a", pnc="P", crn="X"), a_bearer("b", crn="Y"), a_bearer("c", pnc="P")], [ruled("b", "c")],
            2, [("crn",)], id="identifiers join first, and then stand against a person's word",
        ),
    ],
)  # fmt: skip
def test_records_are_joined_by_identifiers_then_people_then_models(
    bearers: list[Bearer], rulings: list[Ruling], things: int, contradicting: list[tuple[str, ...]]
) -> None:
    joined = join_records(bearers, PERSON_RULE, rulings)
    assert len(joined.things) == things
    assert [refused.contradicting for refused in joined.refused] == contradicting


def some_rulings(chance: random.Random, versions: pl.DataFrame) -> pl.DataFrame:
    """Return judgements of some pairs of the records, at most two of a pair at a time."""
    records = sorted(versions["record"].unique())
    rows = []
    for number in range(chance.randrange(6)):
        if len(records) < 2:
            break
        left, right = sorted(chance.sample(records, 2))
        start = START + timedelta(days=chance.randrange(60))
        stop = MAX_MOMENT if chance.random() < 0.6 else start + timedelta(days=chance.randrange(1, 20))
        voice = chance.choice((PERSON, MODEL))
        answer = chance.choice(list(Answer)) if voice == PERSON and chance.random() < 0.3 else Answer.SAME
        score, within = chance.randrange(10**6), chance.random() < 0.5
        rows.append((f"{number}", left, right, voice, answer.value, score, within, start, stop))
    return deciding(weigh(pl.DataFrame(rows, schema=JUDGEMENTS, orient="row")))


@pytest.mark.soak
def test_peaceful_groups_with_judgements_are_traced_as_the_walk_traces_them(
    monkeypatch: pytest.MonkeyPatch, depth: Callable[[int, int], int]
) -> None:
    """For seeded random records and judgements, with the quick way and without it."""
    quick = 0
    for seed in range(depth(200, 5000)):
        chance = random.Random(seed)
        versions = some_versions(chance)
        borne, rulings = borne_identifiers("persons", versions), some_rulings(chance, versions)
        both = []
        for switch in (True, False):
            with monkeypatch.context() as patched:
                if not switch:
                    patched.setattr(joining, "find_peaceful", lambda _, __, groups: groups.clear())
                both.append(joining.trace("persons", versions, borne, rulings))
        assert both[0][0].sort("record", "known_from").equals(both[1][0].sort("record", "known_from")), seed
        groups = agreement.hang_together(pl.concat([borne, as_borne(rulings, versions)]))
        peaceful = agreement.find_peaceful("persons", borne, groups)
        peaceful = peaceful.join(find_disputed(rulings, groups), on="group", how="anti")
        judged = peaceful.join(rulings, left_on="record", right_on="left", how="semi")
        quick += judged.height
    assert quick > 15


def test_where_nothing_was_judged_nothing_is_added() -> None:
    versions = some_versions(random.Random(1))
    nothing = pl.DataFrame(schema=RULINGS)
    assert as_borne(nothing, versions).is_empty()
    borne = borne_identifiers("persons", versions)
    assert joining.trace("persons", versions, borne)[0].equals(joining.trace("persons", versions, borne, nothing)[0])
