"""What comes in that says nothing, or the same of everyone: no join, no explosion, and no crash."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingest.linkage.matching import (
    CannotTrain,
    LinkageRecord,
    ModelFault,
    load_model,
    propose,
    shipped_model,
    train,
)
from ingest.linkage.matching.blocking import FEWEST_PAIRS, MAX_BLOCK, PAIRS_PER_RECORD
from ingest.linkage.proposals import Outcome
from tests.ingest.linkage.matching.people import Told, living_at, of

MANY = 10_000


def test_no_records_propose_nothing(run: Callable[..., Told]) -> None:
    assert run([]).proposals.proposals == ()


def test_records_that_say_nothing_are_not_compared(run: Callable[..., Told]) -> None:
    empty = [LinkageRecord(f"a{number}:persons:1", f"a{number}", f"a{number}:1") for number in range(50)]
    told = run(empty)
    assert told.proposals.proposals == ()
    assert told.proposals.blocking.comparisons == 0


@pytest.mark.parametrize(
    ("given", "family"),
    [("UNKNOWN", "UNKNOWN"), ("", ""), ("N/K", "not known"), ("J", "S"), ("Baby", "Unknown"), ("?", "-")],
)
def test_people_without_a_name_are_never_joined(run: Callable[..., Told], given: str, family: str) -> None:
    told = run([of(f"agency-{number}", given, family, "1999-09-09", living_at("1 Elm Road")) for number in range(12)])
    assert not told.joins()


def test_ten_thousand_records_with_one_default_birth_date_stay_within_the_limits(run: Callable[..., Told]) -> None:
    crowd = [of("police", f"Given{number:05}", f"Family{number:05}", "1980-01-01") for number in range(MANY)]
    report = run(crowd).proposals.blocking
    assert report.comparisons <= max(FEWEST_PAIRS, PAIRS_PER_RECORD * MANY)
    assert [rule.rule for rule in report.limits_hit]
    cost = next(rule for rule in report.rules if rule.rule == "birth date")
    assert cost.comparisons_left_out == MANY * (MANY - 1) // 2
    assert cost.largest_block == MANY


def test_a_thousand_records_of_one_name_and_one_birth_date_stay_within_the_limits(run: Callable[..., Told]) -> None:
    crowd = [of("police", "John", "Smith", "1980-01-01", ref=str(number)) for number in range(1_000)]
    report = run(crowd).proposals.blocking
    assert report.limit <= MAX_BLOCK
    assert report.comparisons == 0
    assert {rule.comparisons_left_out for rule in report.limits_hit} >= {1_000 * 999 // 2}


def test_a_dummy_identifier_that_all_bear_joins_nobody(run: Callable[..., Told]) -> None:
    crowd = [
        of(f"agency-{number}", f"Given{number}", f"Family{number}", raw_identifiers={"nino": "QQ000000"})
        for number in range(20)
    ]
    assert not run(crowd).joins()


def test_a_model_of_another_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = shipped_model().save(tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(ModelFault, match="format 99, this service reads 1: train a new one"):
        load_model(path)


def test_a_model_changed_by_hand_is_refused(tmp_path: Path) -> None:
    path = shipped_model().save(tmp_path)
    held = json.loads(path.read_text())
    held["thresholds"]["join"] = -50.0
    path.write_text(json.dumps(held))
    with pytest.raises(ModelFault, match="changed after it was made"):
        load_model(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "no json", '{"format": 1}'])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model_x.json"
    path.write_text(text)
    with pytest.raises(ModelFault):
        load_model(path)


def test_a_model_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="cannot be read"):
        load_model(tmp_path / "model_none.json")


def test_a_model_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    model = replace(shipped_model(), trained_on="elsewhere")
    assert load_model(model.save(tmp_path)).name == model.name


def test_too_few_records_teach_nothing() -> None:
    records = [of("police", f"Given{number}", "Smith", "1980-01-02") for number in range(20)]
    with pytest.raises(CannotTrain, match="keep that shipped"):
        train(records, None, made_on=date(2026, 1, 1), trained_on="twenty records")


def test_records_in_any_order_give_the_same_proposals() -> None:
    day = date(1980, 1, 2)
    records = [
        of(agency, f"Given{number}", f"Family{number}", (day + timedelta(days=37 * number)).isoformat())
        for number in range(20)
        for agency in ("police", "housing")
    ]
    told = propose(records, run="r")
    assert told.proposals == propose(records[::-1], run="r").proposals
    assert len([one for one in told.proposals if one.outcome is Outcome.JOIN]) == 20
