"""The ledger: what was answered can be read again, by its owner alone, and never tells of anybody protected."""

from pathlib import Path

import pytest

from service.placement import Checked, Ledger, LedgerAway, Outcome
from service.placement.causes import Cause
from service.placement.ledger import Asked
from tests.service.placement.landed import AS_OF, NOW


def checked(reference: str = "r1", case: str = "C1") -> Checked:
    return Checked(
        reference, NOW, "officer", "housing", case, "cheshire", "a-1", Outcome.REFER_TO_COORDINATOR,
        Asked(340_500, 366_300, 1_100), frozenset({Cause.STALE_DATA, Cause.LEVEL_3}),
    )  # fmt: skip


def test_a_check_is_read_as_it_was_written_also_by_another_process_later(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "new" / "ledger.sqlite")
    bare = Checked("r2", NOW, "officer", "", "C2", "", "", Outcome.NO_RECORDED_CONFLICT)
    ledger.record(checked())
    ledger.record(bare)
    ledger.close()
    again = Ledger(tmp_path / "new" / "ledger.sqlite")
    assert again.find("r1") == checked()
    assert again.find("r2") == bare
    assert again.find("r3") is None
    assert again.of_case("C1") == [checked()]
    assert again.all() == [checked(), bare]
    assert checked().as_of == AS_OF


def test_nobody_but_its_owner_may_read_the_file(tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.sqlite").record(checked())
    modes = {path.name: oct(path.stat().st_mode & 0o077) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {"0o0"}


@pytest.mark.parametrize("content", [b"not a database, and long enough to be taken for one" * 40])
def test_a_file_that_cannot_serve_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(content)
    with pytest.raises(LedgerAway, match=r"ledger\.sqlite.* cannot be used .*check that the file is sound"):
        Ledger(tmp_path / "ledger.sqlite")


def test_a_closed_ledger_answers_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerAway, match="closed"):
        ledger.record(checked())


def test_a_reference_is_written_down_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.record(checked())
    with pytest.raises(LedgerAway) as told:
        ledger.record(checked())
    assert "C1" not in str(told.value)
    assert "officer" not in str(told.value)
