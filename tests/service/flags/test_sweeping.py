"""What becomes of the findings of a sweep: names that stay, and flags that open and close."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.cases.flags import draw_flags
from service.flags import (
    BookAway,
    FlagBook,
    Judgement,
    Scope,
    Wanted,
    decide,
    flag_id,
    kept_flags,
    live_flags,
    past_flags,
    pick,
)
from service.rules import Catalogue, Finding, Severity
from tests.service.flags.findings import CATALOGUE, DAY, POLICY, a_finding, moment

VERA, WILMA = a_finding("p-vera"), a_finding("p-wilma")
OTHER_CASE = a_finding("p-vera", case="C2")
OTHER_RULE = a_finding("p-vera", rule="ACC-02", severity=Severity.CRITICAL)
EVERY = (VERA, WILMA, OTHER_CASE, OTHER_RULE)


def see(book: FlagBook, *findings: Finding, scope: Scope | None = None, catalogue: Catalogue = CATALOGUE) -> set[str]:
    """Return the ids of the flags that are not closed after a sweep."""
    return {flag.id for flag in live_flags(book, findings, moment(), catalogue, scope or Scope())}


def test_a_flag_has_the_id_it_has_in_a_network() -> None:
    assert {flag_id(one) for one in EVERY} == {flag.id for flag in draw_flags(EVERY, {})}
    assert len({flag_id(one) for one in EVERY}) == len(EVERY)


def test_flags_are_numbered_on_their_case_the_worst_first_and_keep_their_number(book: FlagBook) -> None:
    flags = live_flags(book, EVERY, moment(), CATALOGUE)
    assert [(one.case_ref, one.number, one.rule) for one in flags] == [
        ("C1", 1, "ACC-02"), ("C1", 2, "ACC-03"), ("C1", 3, "ACC-03"), ("C2", 1, "ACC-03"),
    ]  # fmt: skip
    numbers = {one.id: one.number for one in flags}
    see(book, WILMA)
    worst = a_finding("p-new", rule="ACC-01", severity=Severity.CRITICAL)
    again = live_flags(book, (*EVERY, worst), moment(), CATALOGUE)
    assert {one.id: one.number for one in again} == numbers | {flag_id(worst): 4}


def test_the_book_is_the_same_after_a_start(tmp_path: Path) -> None:
    first = FlagBook(tmp_path / "flags.sqlite")
    before = live_flags(first, EVERY, moment(), CATALOGUE)
    first.close()
    second = FlagBook(tmp_path / "flags.sqlite")
    assert live_flags(second, EVERY, moment(), CATALOGUE) == before
    second.close()


def test_a_sweep_that_finds_the_same_writes_nothing(book: FlagBook) -> None:
    see(book, *EVERY)
    before = book.mark()
    see(book, *EVERY)
    assert book.mark() == before == len(EVERY)


def test_a_person_without_a_case_has_flags_too(book: FlagBook) -> None:
    alone = a_finding(rule="MAR-03", case=None)
    [flag] = live_flags(book, [alone], moment(), CATALOGUE)
    assert (flag.case_ref, flag.number) == (None, 1)
    assert see(book, VERA, scope=Scope.of(cases=["C1"])) == {flag_id(VERA)}
    assert see(book) == set()


@pytest.mark.parametrize(
    ("scope", "closed"),
    [
        pytest.param(Scope(), list(EVERY), id="everything"),
        pytest.param(Scope.of(cases=["C1"]), [VERA, WILMA, OTHER_RULE], id="one case"),
        pytest.param(Scope.of(rules=["ACC-03"]), [VERA, WILMA, OTHER_CASE], id="one rule"),
        pytest.param(Scope.of(cases=["C1"], rules=["ACC-02"]), [OTHER_RULE], id="one rule of one case"),
        pytest.param(Scope.of(cases=[]), [], id="no case"),
    ],
)
def test_a_sweep_closes_nothing_that_it_did_not_look_at(book: FlagBook, scope: Scope, closed: list[Finding]) -> None:
    see(book, *EVERY)
    see(book, scope=scope)
    lives = {flag.id: flag.life.is_closed for flag in kept_flags(book, moment())}
    assert lives == {flag_id(one): one in closed for one in EVERY}


def test_a_flag_closes_with_the_rule_that_is_removed_and_says_so(book: FlagBook) -> None:
    see(book, *EVERY)
    without = Catalogue(tuple(rule for rule in CATALOGUE if rule.id != "ACC-02"))
    see(book, VERA, OTHER_CASE, catalogue=without)
    because = {flag.id: flag.life.because for flag in kept_flags(book, moment())}
    assert because == {
        flag_id(VERA): None,
        flag_id(OTHER_CASE): None,
        flag_id(WILMA): "not_found",
        flag_id(OTHER_RULE): "rule_removed",
    }


def test_a_sweep_that_was_overtaken_undoes_nothing(book: FlagBook) -> None:
    mark = book.mark()
    see(book, VERA)
    see(book, scope=Scope(mark=mark))
    assert see(book, VERA, scope=Scope(mark=book.mark())) == {flag_id(VERA)}
    mark = book.mark()
    see(book)
    see(book, VERA, scope=Scope(mark=mark))
    assert [flag.life.is_closed for flag in kept_flags(book, moment())] == [True]


def test_a_flag_closed_where_its_rule_is_not_known_is_open_again_where_it_is(book: FlagBook) -> None:
    mark = book.mark()
    see(book, VERA)
    see(book, catalogue=Catalogue(()))
    assert see(book, VERA, scope=Scope(mark=mark)) == {flag_id(VERA)}


def test_of_findings_that_are_one_flag_the_worst_is_kept(book: FlagBook) -> None:
    worse = replace(VERA, severity=Severity.CRITICAL)
    for findings in ([VERA, worse], [worse, VERA]):
        [flag] = live_flags(book, findings, moment(), CATALOGUE)
        assert (flag.severity, flag.version) == (Severity.CRITICAL, 1)


def test_the_past_is_told_as_it_was_decided_upon_then_and_changes_nothing(book: FlagBook) -> None:
    [flag] = live_flags(book, [VERA], moment(), CATALOGUE)
    at = moment(DAY + timedelta(10)).known
    decide(book, flag.id, Judgement("confirm", "ann", at=at), 1, POLICY)
    before = book.mark()
    for day, status in [(-400, "open"), (5, "open"), (20, "confirmed")]:
        [then] = past_flags(book, [VERA], moment(DAY + timedelta(day)))
        assert (then.number, then.status) == (1, status)
    assert book.mark() == before


def test_what_is_only_found_in_the_past_gets_a_number_and_no_life(book: FlagBook) -> None:
    [then] = past_flags(book, [VERA], moment(DAY - timedelta(400)))
    assert (then.number, then.status) == (1, "open")
    assert kept_flags(book, moment()) == []
    [now] = live_flags(book, [VERA], moment(), CATALOGUE)
    assert (now.number, now.version) == (1, 1)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(Wanted(), list(EVERY), id="all that are not closed"),
        pytest.param(Wanted(family="accommodation"), list(EVERY), id="a family"),
        pytest.param(Wanted(family="marac"), [], id="another family"),
        pytest.param(Wanted(rule="ACC-02"), [OTHER_RULE], id="a rule"),
        pytest.param(Wanted(severity=Severity.HIGH), [VERA, WILMA, OTHER_CASE], id="a severity"),
        pytest.param(Wanted(case_ref="C2"), [OTHER_CASE], id="a case"),
        pytest.param(Wanted(area="cheshire"), [OTHER_CASE], id="an area"),
        pytest.param(Wanted(area="cheshire", rule="ACC-02"), [], id="two conditions"),
    ],
)
def test_flags_are_picked_by_what_is_asked_for(book: FlagBook, wanted: Wanted, found: list[Finding]) -> None:
    flags = live_flags(book, EVERY, moment(), CATALOGUE)
    areas = {flag_id(OTHER_CASE): "cheshire", flag_id(VERA): "kent"}
    assert {flag.id for flag in pick(flags, wanted, areas)} == {flag_id(one) for one in found}


def test_a_book_that_is_no_book_is_told_without_its_content(tmp_path: Path) -> None:
    (tmp_path / "flags.sqlite").write_bytes(b"Vera lives at" * 100)
    with pytest.raises(BookAway, match="SQLITE_NOTADB") as told:
        FlagBook(tmp_path / "flags.sqlite")
    assert "Vera" not in str(told.value)


CHANGES = [
    "DELETE FROM flags",
    "DELETE FROM flag_events",
    "UPDATE flags SET number = 9",
    "UPDATE flag_events SET body = ''",
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_in_the_book_can_be_neither_changed_nor_removed(book: FlagBook, tmp_path: Path, change: str) -> None:
    see(book, *EVERY)
    with closing(sqlite3.connect(tmp_path / "flags.sqlite")) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(change)
    assert see(book, *EVERY) == {flag_id(one) for one in EVERY}


def test_a_closed_book_says_so(tmp_path: Path) -> None:
    book = FlagBook(tmp_path / "flags.sqlite")
    book.close()
    with pytest.raises(BookAway, match="closed"):
        book.mark()
