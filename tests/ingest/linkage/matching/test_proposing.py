"""What was decided before counts: joined pairs stay for less, people kept apart stay apart, new records alone count."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.linkage.matching import LinkageRecord, Model, Thresholds, shipped_model
from ingest.linkage.proposals import Outcome
from tests.ingest.linkage.matching.people import Told, ids_of, living_at, of, pair_of

ELM = living_at("4 Elm Road")
POLICE = of("police", "Jonathan", "Amberley", "1980-05-03", ELM)
HOUSING = of("housing", "Jonathan", "Amberley", "1980-05-03", ELM)
HEALTH = of("health", "Jon", "Amberly", "1980-05-03")
STRANGERS = tuple(of("police", f"Given{n}", f"Family{n}", f"19{50 + n}-03-0{1 + n}") for n in range(8))


def with_join_at(weight: float) -> Model:
    """Return the shipped model with other thresholds: staying joined takes five bits less."""
    return replace(shipped_model(), thresholds=Thresholds(join=weight, stay=weight - 5, review=-3))


@pytest.fixture(scope="module")
def weight(run: Callable[..., Told]) -> float:
    """What the police's and the health service's record weigh together."""
    proposal = run([POLICE, HEALTH]).about(POLICE, HEALTH)
    assert proposal
    return sum(reason.weight for reason in proposal.reasons)


def test_a_join_needs_more_than_staying_joined(run: Callable[..., Told], weight: float) -> None:
    strict = with_join_at(weight + 2)
    pair = [POLICE, HEALTH]
    assert run(pair, model=strict).outcome(*pair) is Outcome.REVIEW
    assert run(pair, model=strict, joined=[pair_of(*pair)]).outcome(*pair) is Outcome.JOIN


def test_a_join_that_no_longer_holds_comes_back(run: Callable[..., Told], weight: float) -> None:
    pair = [POLICE, HEALTH]
    assert run(pair, model=with_join_at(weight + 20), joined=[pair_of(*pair)]).outcome(*pair) is Outcome.REVIEW


def test_records_joined_now_that_have_nothing_in_common_are_told_apart(run: Callable[..., Told]) -> None:
    one, other = (
        of("police", "Octavia", "Lissington", "1977-07-07"),
        of("health", "Barnaby", "Muggeridge", "1931-10-28"),
    )
    told = run([one, other], joined=[pair_of(one, other)])
    assert told.outcome(one, other) is Outcome.APART


def test_two_kept_apart_by_a_person_are_never_proposed(run: Callable[..., Told]) -> None:
    told = run([POLICE, HOUSING], kept_apart=[pair_of(POLICE, HOUSING)])
    assert told.proposals.proposals == ()


def test_two_kept_apart_are_not_brought_together_by_a_third(run: Callable[..., Told]) -> None:
    told = run([POLICE, HOUSING, HEALTH], kept_apart=[pair_of(POLICE, HOUSING)])
    assert len(told.joins()) == 1


def test_an_agency_has_one_record_of_a_person_and_the_better_claim_wins(run: Callable[..., Told]) -> None:
    better = of("housing", "Jonathan", "Amberley", "1980-05-03", ELM, ref="better")
    worse = of("housing", "Jon", "Amberly", "1980-05-03", ref="worse")
    told = run([POLICE, better, worse])
    assert told.joins() == {pair_of(POLICE, better)}
    (question,) = [one for one in told.proposals.proposals if one.outcome is Outcome.REVIEW]
    assert worse.record in {question.left, question.right}


def test_a_pair_is_named_in_the_order_of_ids(run: Callable[..., Told]) -> None:
    assert all(one.left < one.right for one in run([POLICE, HOUSING, HEALTH]).proposals.proposals)


def test_new_records_are_compared_with_all_and_old_ones_not_with_each_other(run: Callable[..., Told]) -> None:
    told = run([POLICE, HOUSING, HEALTH, *STRANGERS], only={HEALTH.record})
    assert told.by_pair
    assert all(HEALTH.record in pair for pair in told.by_pair)
    assert told.proposals.blocking.comparisons == 2


def many() -> list[LinkageRecord]:
    days = [f"19{60 + n}-0{1 + n % 9}-1{n % 10}" for n in range(30)]
    return [
        of(agency, f"Given{n:02}", f"Family{n:02}", days[n], living_at(f"{n} Elm Road"))
        for n in range(30)
        for agency in ("police", "housing", "health")
    ]


def test_feeds_one_after_the_other_end_where_a_full_run_does(run: Callable[..., Told]) -> None:
    records = many()
    full = run(records)
    first = [record for record in records if record.agency != "health"]
    before = run(first)
    after = run(records, only=ids_of(records) - ids_of(first), joined=before.joins())
    assert before.joins() | after.joins() == full.joins()
    assert after.proposals.blocking.comparisons < full.proposals.blocking.comparisons


def test_running_again_over_what_is_joined_changes_nothing(run: Callable[..., Told]) -> None:
    records = many()
    first = run(records)
    assert run(records, joined=first.joins()).joins() == first.joins()


def test_the_run_and_the_model_are_named_with_each_proposal(run: Callable[..., Told]) -> None:
    (proposal,) = run([POLICE, HOUSING]).proposals.proposals
    assert (proposal.run, proposal.model) == ("run-1", shipped_model().name)
