"""What can be decided about a flag, what cannot, and how long a decision holds."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from service.flags import (
    DecisionRefused,
    Flag,
    FlagBook,
    FlagChanged,
    Judgement,
    Life,
    NoSuchFlag,
    Status,
    decide,
    history,
    live_flags,
)
from service.policy import Policy
from service.rules import Finding, Outcome, Severity
from tests.service.flags.findings import CATALOGUE, DAY, POLICY, a_finding, moment

CRITICAL = a_finding(severity=Severity.CRITICAL)


def see(book: FlagBook, *findings: Finding, day: date = DAY) -> list[Flag]:
    return live_flags(book, findings, moment(day), CATALOGUE)


def judge(  # what somebody decides, about the flag as it is unless a version is named
    book: FlagBook, flag: Flag, decision: str, *, by: str = "ann", note: str = "Because.", until: date | None = None,
    day: date = DAY, version: int | None = None, policy: Policy = POLICY,
) -> Life:  # fmt: skip
    held = book.find(flag.id)
    assert held is not None
    at = datetime.combine(day, datetime.min.time())
    judgement = Judgement(decision, by, note, until, at=at)
    return decide(book, flag.id, judgement, version or len(held.events), policy)


@pytest.mark.parametrize(
    ("decision", "status"),
    [("start", "in_progress"), ("confirm", "confirmed"), ("dismiss", "dismissed"), ("reopen", "open")],
)
def test_a_decision_holds_over_sweeps_and_starts(book: FlagBook, decision: str, status: str) -> None:
    [flag] = see(book, a_finding())
    assert judge(book, flag, decision).status == status
    [again] = see(book, a_finding(), day=DAY + timedelta(300))
    assert (again.status, again.version, again.history[-1].by) == (status, 2, "ann")


def test_an_acceptance_holds_through_its_last_day_and_no_longer(book: FlagBook) -> None:
    [flag] = see(book, a_finding())
    assert judge(book, flag, "accept_until", until=DAY + timedelta(7)).status == "accepted"
    [still] = see(book, a_finding(), day=DAY + timedelta(7))
    assert (still.status, still.life.until) == ("accepted", DAY + timedelta(7))
    [over] = see(book, a_finding(), day=DAY + timedelta(8))
    assert (over.status, over.history[-1].what) == ("open", "acceptance_ended")


@pytest.mark.parametrize("now", [a_finding(distanceM=900), a_finding(distanceM=100)], ids=["better", "worse"])
def test_an_acceptance_ends_when_its_facts_change(book: FlagBook, now: Finding) -> None:
    [flag] = see(book, a_finding())
    judge(book, flag, "accept_until", until=DAY + timedelta(7))
    assert see(book, now)[0].status == "open"


def test_a_dismissal_holds_until_the_facts_are_worse_than_those_decided_upon(book: FlagBook) -> None:
    [flag] = see(book, a_finding(distanceM=400))
    judge(book, flag, "dismiss")
    assert [see(book, a_finding(distanceM=metres))[0].status for metres in (900, 400, 500)] == ["dismissed"] * 3
    [reopened] = see(book, a_finding(distanceM=399))
    assert (reopened.status, reopened.history[-1].what) == ("open", "worsened")
    assert reopened.opened_at == flag.opened_at


def test_a_dismissal_of_what_could_not_be_checked_ends_when_it_is_found(book: FlagBook) -> None:
    [flag] = see(book, a_finding(outcome=Outcome.COULD_NOT_CHECK))
    judge(book, flag, "dismiss")
    assert see(book, a_finding())[0].status == "open"


@pytest.mark.parametrize("decision", ["start", "confirm"])
def test_what_somebody_works_on_stays_with_them_when_it_gets_worse(book: FlagBook, decision: str) -> None:
    [flag] = see(book, a_finding())
    status = judge(book, flag, decision).status
    assert see(book, a_finding(distanceM=10))[0].status == status


def test_what_is_gone_is_closed_and_comes_back_open_whatever_was_decided(book: FlagBook) -> None:
    [flag] = see(book, a_finding())
    judge(book, flag, "dismiss")
    assert see(book) == []
    with pytest.raises(DecisionRefused, match="closed"):
        judge(book, flag, "reopen")
    [back] = see(book, a_finding(), day=DAY + timedelta(1))
    assert (back.number, back.status, back.opened_at) == (flag.number, "open", moment(DAY + timedelta(1)).known)
    assert [line.what for line in back.history] == ["opened", "dismiss", "closed", "came_back"]


REFUSED = {
    "an unknown decision": ({"decision": "forget"}, "no such decision"),
    "a dismissal without a note": ({"decision": "dismiss", "note": " "}, "needs a note"),
    "an acceptance without a day": ({"decision": "accept_until"}, "last day"),
    "an acceptance that has ended": ({"decision": "accept_until", "until": DAY - timedelta(1)}, "has passed"),
    "a day for something else": ({"decision": "confirm", "until": DAY}, "Only an acceptance"),
    "a decision of nobody": ({"decision": "confirm", "by": " "}, "who"),
    "a note without end": ({"decision": "confirm", "note": "x" * 4001}, "4000"),
}


@pytest.mark.parametrize(("told", "sentence"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_a_sentence_and_nothing_is_written(
    book: FlagBook, told: dict[str, str], sentence: str
) -> None:
    [flag] = see(book, a_finding())
    with pytest.raises(DecisionRefused, match=sentence):
        judge(book, flag, **told)  # type: ignore[arg-type]
    assert book.mark() == 1


def test_an_acceptance_may_end_today(book: FlagBook) -> None:
    [flag] = see(book, a_finding())
    assert judge(book, flag, "accept_until", until=DAY).status == "accepted"


def test_who_decides_upon_what_is_no_longer_so_is_told(book: FlagBook) -> None:
    [flag] = see(book, a_finding())
    judge(book, flag, "start")
    with pytest.raises(FlagChanged, match="version 2, and 1 was"):
        judge(book, flag, "confirm", version=1)
    see(book, a_finding(distanceM=100))
    with pytest.raises(FlagChanged):
        judge(book, flag, "confirm", version=2)


def test_a_flag_that_never_was_cannot_be_decided_upon(book: FlagBook) -> None:
    with pytest.raises(NoSuchFlag):
        decide(book, "0" * 16, Judgement("confirm", "ann"), 1, POLICY)
    with pytest.raises(NoSuchFlag):
        history(book, "0" * 16, DAY)


def test_a_critical_flag_is_dismissed_by_two_persons(book: FlagBook) -> None:
    [flag] = see(book, CRITICAL)
    proposed = judge(book, flag, "dismiss", by="ann")
    assert (proposed.status, proposed.proposed_by) == ("in_progress", ("ann",))
    assert see(book, CRITICAL)[0].life == proposed
    for same in ("ann", " ANN "):
        with pytest.raises(DecisionRefused, match="somebody else"):
            judge(book, flag, "dismiss", by=same)
    done = judge(book, flag, "dismiss", by="bob")
    assert (done.status, done.proposed_by) == ("dismissed", ())
    assert [(line.what, line.by) for line in done.history[1:]] == [("dismissal_proposed", "ann"), ("dismiss", "bob")]


@pytest.mark.parametrize("decision", ["confirm", "start", "reopen"])
def test_another_decision_takes_a_proposed_dismissal_back(book: FlagBook, decision: str) -> None:
    [flag] = see(book, CRITICAL)
    judge(book, flag, "dismiss", by="ann")
    assert judge(book, flag, decision, by="bob").proposed_by == ()
    assert judge(book, flag, "dismiss", by="bob").status == "in_progress"


def test_a_proposed_dismissal_ends_when_the_facts_get_worse_and_not_when_better(book: FlagBook) -> None:
    [flag] = see(book, CRITICAL)
    judge(book, flag, "dismiss", by="ann")
    [better] = see(book, replace(CRITICAL, facts={**CRITICAL.facts, "distanceM": 500}))
    assert better.life.proposed_by == ("ann",)
    [worse] = see(book, replace(CRITICAL, facts={**CRITICAL.facts, "distanceM": 100}))
    assert (worse.status, worse.life.proposed_by) == ("open", ())


def test_how_many_persons_it_takes_is_policy(book: FlagBook) -> None:
    key = "flags.dismiss_critical_persons"
    alone = Policy({**POLICY.national, key: replace(POLICY.national[key], value=1)})
    three = Policy({**POLICY.national, key: replace(POLICY.national[key], value=3)})
    [flag] = see(book, CRITICAL)
    assert judge(book, flag, "dismiss", by="ann", policy=three).proposed_by == ("ann",)
    assert judge(book, flag, "dismiss", by="bob", policy=three).proposed_by == ("ann", "bob")
    assert judge(book, flag, "dismiss", by="cat", policy=three).status == "dismissed"
    judge(book, flag, "reopen")
    assert judge(book, flag, "dismiss", by="ann", policy=alone).status == "dismissed"


def test_a_flag_dismissed_by_one_person_opens_when_it_becomes_critical(book: FlagBook) -> None:
    [flag] = see(book, a_finding())
    assert judge(book, flag, "dismiss").status == "dismissed"
    assert see(book, CRITICAL)[0].status == "open"


def test_a_clock_that_goes_backwards_changes_nothing(book: FlagBook) -> None:
    [flag] = see(book, a_finding(), day=DAY + timedelta(30))
    judge(book, flag, "confirm", day=DAY)
    [again] = see(book, a_finding(distanceM=300), day=DAY - timedelta(30))
    assert (again.status, again.version) == (Status.CONFIRMED, 3)
    assert [line.what for line in history(book, flag.id, DAY)] == ["opened", "confirm", "worsened"]
