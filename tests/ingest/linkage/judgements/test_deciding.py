"""What people may say of two records, and what comes of it."""

from datetime import datetime, timedelta

import pytest

from ingest.errors import JudgementRefused, NoSuchPair, ReviewChanged
from ingest.judging.deciding import LONGEST_NOTE, Saying, ask_another, decide, undo
from ingest.judging.held import all_judged, all_waiting
from ingest.judging.said import pair_of
from ingest.linkage.judgements import Answer
from tests.feed_builder import a_feed
from tests.ingest.landing.conftest import Area
from tests.ingest.linkage.judgements.story import (
    AT,
    OTHER_PNC,
    PNC,
    a_person,
    a_tenant,
    record,
    says,
)

POLICE, HOUSING, SCHOOL = record("police"), record("housing"), record("school")
APART = {frozenset({"police:1"}), frozenset({"housing:1"})}
TOGETHER = {frozenset({"police:1", "housing:1"})}


def test_a_judgement_joins_two_records_from_the_moment_it_was_made(area: Area) -> None:
    """The home is on the tenant until then, and on the person known first from then on."""
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    says(area.store, Answer.SAME, POLICE, HOUSING)
    assert area.people() == TOGETHER
    before, after = area.statements("LIVES_AT")
    assert (before["known_to"], after["known_from"]) == (AT, AT)
    of_police = {one["to"] for one in area.statements("SAME_AS") if one["record"] == POLICE}
    assert of_police == {after["from"]}
    assert before["from"] != after["from"]


def test_undoing_it_moves_everything_back_and_forgets_nothing(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    kept = says(area.store, Answer.SAME, POLICE, HOUSING).changes.judged[0]
    undo(area.store, kept.statement, "b", "a mistake", at=AT + timedelta(hours=1))
    assert area.people() == APART
    first, between, last = area.statements("LIVES_AT")
    assert (between["known_from"], between["known_to"]) == (AT, AT + timedelta(hours=1))
    assert first["from"] == last["from"] != between["from"]
    (told,) = all_judged(area.store)
    assert (told.judged_by, told.ended_by, told.ended_note) == ("a", "b", "a mistake")


def test_no_person_gets_two_valid_identifiers_of_one_kind(area: Area) -> None:
    """Not by a judgement, which says what stands against it and writes nothing."""
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=OTHER_PNC))
    with pytest.raises(JudgementRefused, match="told apart by PNC"):
        says(area.store, Answer.SAME, POLICE, HOUSING)
    assert all_judged(area.store) == []


def test_an_identifier_that_comes_later_and_contradicts_parts_them_again(area: Area) -> None:
    """And its sender is told that a person must decide."""
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant())
    says(area.store, Answer.SAME, POLICE, HOUSING)
    report = area.lands(a_tenant("2026-04-01", pnc=OTHER_PNC))
    assert area.people() == APART
    assert report.counts["persons"].queued == 1
    assert "was judged to be one person with a record of police" in report.problems[0].message
    area.lands(a_tenant("2026-05-01"))
    assert area.people() == TOGETHER


def test_not_the_same_wins_over_an_exact_identifier_and_later_feeds(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=PNC))
    assert area.people() == TOGETHER
    says(area.store, Answer.NOT_SAME, POLICE, HOUSING)
    assert area.people() == APART
    area.lands(a_tenant("2026-04-01", pnc=PNC, family_name="Smyth"))
    assert area.people() == APART


def test_a_third_record_does_not_bring_together_what_a_person_keeps_apart(area: Area) -> None:
    """It goes with the first that it agrees with, and waits for a person about the other."""
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=PNC))
    says(area.store, Answer.NOT_SAME, POLICE, HOUSING)
    report = area.lands(a_person("school", "2026-04-01", pnc=PNC))
    assert area.people() == {frozenset({"housing:1", "school:1"}), frozenset({"police:1"})}
    assert report.counts["persons"].queued == 1
    assert "told apart by a person's judgement" in report.problems[0].message


def test_what_is_unsure_joins_and_parts_nothing(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=PNC), a_person("school", "2026-02-04"))
    says(area.store, Answer.UNSURE, POLICE, HOUSING)
    says(area.store, Answer.UNSURE, POLICE, SCHOOL)
    assert area.people() == {frozenset({"police:1", "housing:1"}), frozenset({"school:1"})}


def test_whoever_judges_last_counts_and_both_are_kept(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    says(area.store, Answer.SAME, POLICE, HOUSING, by="a")
    says(area.store, Answer.NOT_SAME, POLICE, HOUSING, by="b")
    assert area.people() == APART
    first, second = all_judged(area.store)
    assert (first.judged_by, first.ended_by, second.judged_by) == ("a", "b", "b")
    assert first.known_to == second.known_from


def test_a_persons_judgement_joins_two_records_of_one_agency(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02").having("persons", {"person_ref": "2", "given_names": "John"}))
    says(area.store, Answer.SAME, record("police"), record("police", "2"))
    assert area.people() == {frozenset({"police:1", "police:2"})}


def test_a_join_through_a_judgement_and_an_identifier_is_one_person(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(), a_person("school", "2026-02-04", pnc=PNC))
    says(area.store, Answer.SAME, HOUSING, SCHOOL)
    assert area.people() == {frozenset({"police:1", "housing:1", "school:1"})}


def test_a_record_taken_back_joins_nothing_until_it_is_sent_again(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    says(area.store, Answer.SAME, POLICE, HOUSING)
    back = {"table": "persons", "key": "1", "reason": "sent in error"}
    area.lands(a_feed("police", "2026-04-01").having("withdrawals", back))
    assert frozenset({"housing:1"}) in area.people()
    area.lands(a_person("police", "2026-05-01"))
    assert area.people() == TOGETHER


def test_a_record_that_is_taken_back_cannot_be_joined(area: Area) -> None:
    back = {"table": "persons", "key": "1", "reason": "sent in error"}
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    area.lands(a_feed("police", "2026-02-05").having("withdrawals", back))
    with pytest.raises(JudgementRefused, match="taken back"):
        says(area.store, Answer.SAME, POLICE, HOUSING)


@pytest.mark.parametrize(
    ("saying", "sentence"),
    [
        pytest.param(Saying(Answer.SAME, " "), "must say who", id="nobody"),
        pytest.param(Saying(Answer.SAME, "a", "x" * (LONGEST_NOTE + 1)), "longer than", id="a book for a note"),
    ],
)
def test_a_judgement_that_says_too_little_or_too_much_is_refused(area: Area, saying: Saying, sentence: str) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    with pytest.raises(JudgementRefused, match=sentence):
        decide(area.store, pair_of(POLICE, HOUSING), saying)


@pytest.mark.parametrize("other", ["housing:persons:9", "housing:addresses:A"])
def test_only_records_of_people_that_are_there_can_be_judged(area: Area, other: str) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    with pytest.raises(NoSuchPair):
        says(area.store, Answer.NOT_SAME, POLICE, other)


def test_a_second_opinion_is_asked_for_and_settled_by_deciding(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    pair = pair_of(POLICE, HOUSING)
    first = ask_another(area.store, pair, Saying(Answer.SAME, "a", at=AT))
    second = ask_another(area.store, pair, Saying(Answer.UNSURE, "b", "look at the photograph", at=AT), first.version)
    assert [(one.version, one.asked.asked_by) for one in all_waiting(area.store)] == [(2, "b")]
    with pytest.raises(ReviewChanged, match="at version 2, and 1"):
        decide(area.store, pair, Saying(Answer.SAME, "c", at=AT), first.version)
    decide(area.store, pair, Saying(Answer.SAME, "c", at=AT + timedelta(hours=2)), second.version)
    assert all_waiting(area.store) == []
    (kept,) = all_judged(area.store)
    assert (kept.asked.asked_by, kept.asked.opinion, kept.since, kept.review) == ("b", "unsure", AT, first.statement)
    with pytest.raises(ReviewChanged, match="Somebody has decided"):
        decide(area.store, pair, Saying(Answer.SAME, "d", at=AT), second.version)


def test_undoing_a_decision_lets_its_review_wait_again(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    pair = pair_of(POLICE, HOUSING)
    waits = ask_another(area.store, pair, Saying(Answer.SAME, "a", at=AT))
    kept = decide(area.store, pair, Saying(Answer.SAME, "b", at=AT)).changes.judged[0]
    undo(area.store, kept.statement, "b")
    assert [one.statement for one in all_waiting(area.store)] == [waits.statement]
    with pytest.raises(NoSuchPair):
        undo(area.store, kept.statement, "b")


def test_a_judgement_from_before_a_feed_counts_for_what_comes_after(area: Area) -> None:
    """A feed received later is joined on the day it is known, and history is as it was."""
    area.lands(a_person("police", "2026-02-02"), a_tenant())
    says(area.store, Answer.SAME, POLICE, HOUSING)
    area.lands(a_tenant("2026-04-01", family_name="Smyth"))
    details = [one for one in area.statements("HAS_DETAILS") if one["source"] == "housing;police"]
    assert [one["known_from"] for one in details][-1] == datetime(2026, 4, 1)
