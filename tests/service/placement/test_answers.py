"""The two answers differ in what they say and in nothing else."""

import json
from datetime import UTC, datetime

from service.placement import Answer, Outcome
from service.placement.answers import MESSAGES

KEYS = ["reference", "outcome", "message", "contact", "checkedAt", "validUntil"]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def body(outcome: Outcome) -> bytes:
    return json.dumps(Answer("0" * 32, outcome, MESSAGES[outcome], "Contact", NOON, NOON).as_json()).encode()


def test_both_answers_have_the_same_keys_and_as_many_bytes() -> None:
    bodies = [body(outcome) for outcome in Outcome]
    assert [list(json.loads(one)) for one in bodies] == [KEYS, KEYS]
    assert len({len(one) for one in bodies}) == 1
    assert len(set(bodies)) == len(Outcome) == 2


def test_an_answer_without_a_conflict_says_that_it_is_no_approval() -> None:
    assert "not an approval" in MESSAGES[Outcome.NO_RECORDED_CONFLICT]


def test_neither_answer_says_what_only_a_victim_could_cause() -> None:
    words = " ".join(MESSAGES.values()).lower()
    assert [word for word in ("victim", "near", "distance", "child", "zone", "risk", "harm") if word in words] == []


def test_moments_are_told_in_utc_to_the_second() -> None:
    assert json.loads(body(Outcome.NO_RECORDED_CONFLICT))["checkedAt"] == "2026-11-24T12:00:00Z"
