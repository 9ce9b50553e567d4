"""Who a record was about, as known at any time."""

from datetime import datetime

from ingest.linkage.exact import PERSON_RULE
from ingest.linkage.membership import History, Membership, Version, trace_memberships

END = datetime(9999, 12, 31)


def on(day: int) -> datetime:
    """Return midnight of a day of January 2026."""
    return datetime(2026, 1, day)


def a_history(agency: str, *versions: tuple[int, int | None, dict[str, str]]) -> History:
    """Return a record known from one day of January to another, bearing identifiers."""
    spans = [Version(on(start), on(end) if end else END, held) for start, end, held in versions]
    return History(f"{agency}:persons:1", (agency, "1"), f"p-{agency}", spans)


def spans(memberships: list[Membership], agency: str) -> list[tuple[str, datetime, datetime]]:
    """Return the people a record was about, in order of time."""
    own = [m for m in memberships if m.record.startswith(f"{agency}:")]
    return [(m.thing, m.known_from, m.known_to) for m in sorted(own, key=lambda m: m.known_from)]


def test_a_join_holds_from_the_day_it_was_known() -> None:
    """Before the second agency sent the PNC, the two were two people."""
    first = a_history("a", (1, None, {"pnc": "P"}))
    second = a_history("b", (2, 5, {}), (5, None, {"pnc": "P"}))
    traced, _ = trace_memberships([first, second], PERSON_RULE, END)
    assert spans(traced, "a") == [("p-a", on(1), END)]
    assert spans(traced, "b") == [("p-b", on(2), on(5)), ("p-a", on(5), END)]


def test_a_withdrawn_identifier_undoes_the_join() -> None:
    """The record goes back to a person of its own, whose id is the one it had."""
    first = a_history("a", (1, None, {"pnc": "P"}))
    second = a_history("b", (2, 4, {"pnc": "P"}))
    traced, _ = trace_memberships([first, second], PERSON_RULE, END)
    assert spans(traced, "b") == [("p-a", on(2), on(4)), ("p-b", on(4), END)]


def test_the_person_keeps_the_id_of_the_record_known_first() -> None:
    """Agency b was first, so the person is b's even though a comes first by name."""
    traced, _ = trace_memberships(
        [a_history("a", (3, None, {"pnc": "P"})), a_history("b", (1, None, {"pnc": "P"}))], PERSON_RULE, END
    )
    assert spans(traced, "a") == [("p-b", on(3), END)]
    assert spans(traced, "b") == [("p-b", on(1), END)]


def test_a_join_refused_now_is_told() -> None:
    """What contradicted once and no longer does is not told."""
    first = a_history("a", (1, None, {"pnc": "P", "crn": "X"}))
    still = a_history("b", (2, None, {"pnc": "P", "crn": "Y"}))
    _, refused = trace_memberships([first, still], PERSON_RULE, END)
    assert [(join.agreeing, join.contradicting) for join in refused] == [("pnc", ("crn",))]
    mended = a_history("b", (2, 3, {"pnc": "P", "crn": "Y"}), (3, None, {"pnc": "P"}))
    assert trace_memberships([first, mended], PERSON_RULE, END)[1] == []
