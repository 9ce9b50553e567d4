"""Whatever is done to an audit past us, reading it through says so and names where it begins."""

import pytest

from service.audit import AuditAway, AuditLog
from service.audit.anchor import Head
from service.audit.chain import Chain
from tests.service.audit.conftest import KEY, Trail, an_entry

FIVE = tuple(an_entry(f"person-{number}") for number in range(1, 6))
_MOVE = "UPDATE entries SET number = -1 WHERE number = 2"


@pytest.fixture
def five(log: AuditLog) -> AuditLog:
    for entry in FIVE:
        log.record(entry)
    return log


def test_an_audit_nobody_touched_is_sound(five: AuditLog) -> None:
    found = five.verify()
    assert found.is_sound
    assert found.head.count == 5


@pytest.mark.parametrize(
    ("statements", "first_bad", "fault"),
    [
        pytest.param(
            ["UPDATE entries SET body = replace(body, 'person-3', 'nobody') WHERE number = 3"],
            3,
            "changed",
            id="an edit",
        ),
        pytest.param(["UPDATE entries SET code = 'ß' WHERE number = 4"], 4, "changed", id="another code"),
        pytest.param(["DELETE FROM entries WHERE number = 2"], 2, "Entry 2 was removed", id="a row taken out"),
        pytest.param(
            ["DELETE FROM entries WHERE number < 3"], 1, "Entry 1 to 2 was removed", id="the beginning cut off"
        ),
        pytest.param(
            ["DELETE FROM entries WHERE number = 2", "UPDATE entries SET number = number - 1 WHERE number > 2"],
            2,
            "changed",
            id="a row taken out and the rest numbered anew",
        ),
        pytest.param(
            [
                _MOVE,
                "UPDATE entries SET number = 2 WHERE number = 3",
                "UPDATE entries SET number = 3 WHERE number = -1",
            ],
            2,
            "changed",
            id="two rows in the place of each other",
        ),
        pytest.param(
            ["INSERT INTO entries (number, body, code) SELECT 6, body, code FROM entries WHERE number = 5"],
            6,
            "never written by us",
            id="a row added at the end",
        ),
        pytest.param(
            ["INSERT INTO entries (number, body, code) SELECT 0, body, code FROM entries WHERE number = 5"],
            1,
            "",
            id="a row put before the first",
        ),
        pytest.param(["DELETE FROM entries WHERE number > 3"], 4, "cut off: entries 4 to 5", id="the end cut off"),
        pytest.param(["DELETE FROM entries"], 1, "cut off: entries 1 to 5", id="everything gone"),
    ],
)
def test_what_is_done_to_the_rows_is_found(
    five: AuditLog, trail: Trail, statements: list[str], first_bad: int, fault: str
) -> None:
    trail.alter(*statements)
    found = five.verify()
    assert not found.is_sound
    assert found.first_bad == first_bad
    assert fault in found.fault


@pytest.mark.parametrize("content", [b"", b"5:abc def", b"\xff" * 400], ids=["emptied", "made up", "noise"])
def test_a_changed_anchor_is_found_and_nothing_more_is_recorded(five: AuditLog, trail: Trail, content: bytes) -> None:
    trail.anchor.write_bytes(content)
    assert "anchor was changed" in five.verify().fault
    with pytest.raises(AuditAway, match="restore it before anything is answered"):
        five.record(FIVE[0])


def test_a_lost_anchor_is_not_made_anew(five: AuditLog, trail: Trail) -> None:
    five.close()
    trail.anchor.unlink()
    with pytest.raises(AuditAway, match="anchor"):
        trail.open()


def test_another_key_opens_nothing_and_says_so(five: AuditLog, trail: Trail) -> None:
    other = trail.open(b"x" * 32)
    assert "key is not the one" in other.verify().fault
    with pytest.raises(AuditAway, match="of another key"):
        other.record(FIVE[0])
    other.close()


def test_a_whole_audit_put_back_is_found_by_a_head_noted_elsewhere(five: AuditLog, trail: Trail) -> None:
    """Rows and anchor together of an earlier moment are sound in themselves; only what was noted tells."""
    anchor = trail.anchor.read_bytes()
    five.record(FIVE[0])
    noted = five.head()
    assert five.verify(noted).is_sound
    trail.alter("DELETE FROM entries WHERE number = 6")
    trail.anchor.write_bytes(anchor)
    assert five.verify().is_sound
    found = five.verify(noted)
    assert (found.first_bad, found.is_sound) == (6, False)
    assert "put back" in found.fault


def test_a_row_whose_writer_was_killed_before_the_anchor_counts(five: AuditLog, trail: Trail) -> None:
    head = five.head()
    body = FIVE[0].as_text()
    code = Chain(KEY).code(6, head.code, body)
    five.close()
    trail.alter(f"INSERT INTO entries (number, body, code) VALUES (6, '{body}', '{code}')")  # noqa: S608 - of our own
    again = trail.open()
    assert again.verify().is_sound
    assert again.record(FIVE[1]) == 7
    assert again.verify() == again.verify(Head(6, code))
    again.close()
