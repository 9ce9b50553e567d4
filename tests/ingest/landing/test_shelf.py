"""What is put aside comes back as it was, from memory and from the disk, and leaves no file behind."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from ingest.landing import shelf
from ingest.landing.shelf import Shelf, set_aside

FRAME = pl.DataFrame(
    {"record": ["a:persons:1", None, "Ünal"], "known_from": [datetime(2026, 1, 1)] * 3, "line": [1, None, 3]},
    schema={"record": pl.String, "known_from": pl.Datetime("us"), "line": pl.Int64},
)


@pytest.mark.parametrize("room", [0, 1 << 20], ids=["on the disk", "in memory"])
def test_a_frame_comes_back_as_it_was(room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    kept = Shelf(room)
    kept.put("one", FRAME)
    kept.put("two", FRAME.clear())
    assert kept.take("one").equals(FRAME)
    assert kept.take("two").schema == FRAME.schema
    kept.put("one", FRAME.reverse())
    assert kept.take("one").equals(FRAME.reverse())
    assert list(tmp_path.iterdir()) == []


def test_what_is_cleared_is_gone() -> None:
    kept = Shelf(0)
    kept.put("one", FRAME)
    taken = kept.take("one")
    kept.clear()
    assert taken.equals(FRAME)
    with pytest.raises(KeyError):
        kept.take("one")


@pytest.mark.parametrize("small", [0, 1 << 20], ids=["on the disk", "in memory"])
def test_a_table_put_aside_has_the_types_of_the_store(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SMALL_BYTES", small)
    table = set_aside(FRAME)
    assert table.schema.types == [pa.string(), pa.timestamp("us"), pa.int64()]
    assert table.to_pylist() == FRAME.to_dicts()
