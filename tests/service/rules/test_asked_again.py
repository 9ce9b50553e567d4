"""Whatever was asked before, a question answers of one key what it answers of that key among all."""

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, Value, open_store
from ingest.ingestion import read_and_check
from ingest.landing.landing import land
from service.rules import load_catalogue
from service.rules.questions import Question
from service.rules.shared import words
from tests.bench.rules.hard_area import DAY, draw_area

ASKED = {question.asked.keyed: question for question in (*words(), *(rule.question for rule in load_catalogue()))}
AS_OF = AsOf(DAY, end_of_day(date(2026, 6, 30)))


@pytest.mark.parametrize("seed", [4, 7])
def test_a_question_asked_again_of_another_key_answers_of_that_key_alone(tmp_path: Path, seed: int) -> None:
    with closing(open_store(f"ladybug:{tmp_path / 'graph.lbug'}")) as store:
        for feed in draw_area(seed):
            land(read_and_check(feed.in_folder(tmp_path / f"{feed.agency}-{feed.received}")), store)
        answered = 0
        for question in ASKED.values():
            given: dict[str, Value] = {
                name: value
                for name, value in {"day": AS_OF.day, "known": AS_OF.known}.items()
                if name in question.asked.parameters
            }
            everything = told_by_key(store, question, given)
            answered += len(everything)
            keyed = question.asked.keyed
            for _ in range(2):
                for key in (*everything, "nobody"):
                    told = pl.DataFrame(store.read_each(keyed, [key], given))
                    assert sorted(map(str, told.rows())) == everything.get(key, []), (question.place, key)
            together = pl.DataFrame(store.read_each(keyed, list(everything), given))
            assert sorted(map(str, together.rows())) == sorted(row for rows in everything.values() for row in rows)
        assert answered > 200


def told_by_key(store: GraphStore, question: Question, given: Mapping[str, Value]) -> dict[str, list[str]]:
    """Return the rows of every key, as asked of everybody at once."""
    key = f"{question.key}.id AS asked_of, "
    whole = question.asked.whole.replace("RETURN ", f"RETURN {key}", 1)
    rows: dict[str, list[str]] = {}
    for asked_of, *row in pl.DataFrame(store.read(whole, given)).rows():
        rows.setdefault(asked_of, []).append(str(tuple(row)))
    return {asked_of: sorted(held) for asked_of, held in rows.items()}
