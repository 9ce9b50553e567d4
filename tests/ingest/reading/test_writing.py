import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.cells import trim
from ingest.reading.limits import DEFAULT
from ingest.reading.tables import read_csv
from ingest.reading.writing import escape_formula, escape_formulas, unescape_formula

# Drawn from what matters here far more often than from all characters.
CELLS = st.text(
    st.sampled_from("=+-@'\"0159.aé \t\r\n\v\x1c\x85\u00a0\u200b\ufeff\u2028\u180e\uff1d\uff20")
    | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", '"=1', "'=1", "\uff1d1", "\uff0bA",
     "\uff0dA", "\uff20A", "\tx", "\rx", "\nx", "-", "-5x", "+44 1244 000000", "-5\n"],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_would_run_is_escaped(cell: str) -> None:
    assert escape_formula(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "a=1", "5", "-5", "+5.25", "-0.5", "P1", "O'Hara", "'quoted'", "x@y", "2026-01-01"]
)
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert escape_formula(cell) == cell


@given(st.lists(CELLS, min_size=1))
def test_the_column_form_escapes_as_the_cell_form_does(cells: list[str]) -> None:
    frame = pl.DataFrame({"a": cells}).select(escape_formulas("a"))
    assert frame["a"].to_list() == [escape_formula(cell) for cell in cells]


@given(st.lists(CELLS, min_size=1))
def test_what_was_escaped_is_unescaped_to_what_it_was(cells: list[str]) -> None:
    frame = pl.DataFrame({"a": cells}).select(escape_formulas("a")).select(unescape_formula("a"))
    assert frame["a"].to_list() == cells


@given(st.lists(CELLS.map(trim), min_size=1))
def test_rows_written_as_rejected_are_read_as_they_were_sent(cells: list[str]) -> None:
    sent = pl.DataFrame(
        {"a": [cell or None for cell in cells], "b": ["x"] * len(cells)}, schema={"a": pl.String, "b": pl.String}
    )
    written = io.BytesIO()
    sent.select(escape_formulas("a"), escape_formulas("b")).write_csv(written)
    assert read_csv("persons.csv", written.getvalue(), DEFAULT).cells.equals(sent)
