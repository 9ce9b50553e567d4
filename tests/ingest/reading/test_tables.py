from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FeedRefused, OverLimit, UnreadableFile
from ingest.reading import tables
from ingest.reading.json_lines import read_json_lines
from ingest.reading.limits import DEFAULT, Limits
from ingest.reading.raw import RawTable
from ingest.reading.tables import read_csv
from ingest.reading.text import read_rows


def _csv(content: bytes | str, limits: Limits = DEFAULT) -> RawTable:
    return read_csv("persons.csv", content if isinstance(content, bytes) else content.encode(), limits)


def _rows(table: RawTable) -> list[tuple[object, ...]]:
    return [(line, *row) for line, row in zip(table.lines, table.cells.iter_rows(), strict=True)]


TEXT = "ref,name\nP1,Zoë Ó\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(TEXT.encode("cp1252"), id="Windows-1252"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="UTF-16 the other way round"),
        pytest.param(TEXT.replace(",", ";").encode(), id="semicolons"),
        pytest.param(TEXT.replace(",", "\t").encode(), id="tabs"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="lines that end as on Windows"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="lines that end as on an old Mac"),
        pytest.param(TEXT.rstrip().encode(), id="no line end at the end"),
    ],
)
def test_one_table_reads_the_same_in_every_encoding_and_separator(content: bytes) -> None:
    table = _csv(content)
    assert table.cells.columns == ["ref", "name"]
    assert _rows(table) == [(2, "P1", "Zoë Ó")]


def test_the_separator_is_sought_outside_quotation_marks_in_the_first_row_that_is_not_blank() -> None:
    assert _csv('\n\n"a,b,c,d";e\n1;2\n').cells.rows() == [("1", "2")]
    assert _csv('ref;"na\nme,,,";x\n1;2;3\n').cells.columns == ["ref", "na\nme,,,", "x"]


def test_a_row_has_the_number_of_the_line_it_begins_on() -> None:
    table = _csv('ref,note\n\nP1,"one\ntwo\r\nthree"\n  ,\t\nP2,x\n"",\nP3,"a\n"\n')
    assert _rows(table) == [(3, "P1", "one\ntwo\r\nthree"), (7, "P2", "x"), (9, "P3", "a")]


def test_cells_are_trimmed_of_what_cannot_be_seen_and_blank_ones_are_null() -> None:
    table = _csv("\u200bref ,\ufeffname\n\u00a0P1\u200b,\u2060 \u00a0\n P 2 ,x\u202f\n")
    assert table.cells.columns == ["ref", "name"]
    assert table.cells.rows() == [("P1", None), ("P 2", "x")]


def test_a_short_row_is_filled_with_blanks_and_a_long_one_told_of() -> None:
    table = _csv("a,b\n1\n1,2,,\n1,2,3\n1,2,\u00a0\n")
    assert _rows(table) == [(2, "1", None), (3, "1", "2"), (5, "1", "2")]
    assert [(row.line, row.cells) for row in table.malformed] == [(4, ("1", "2", "3"))]
    assert "quotation marks" in table.malformed[0].message


def test_blank_columns_after_the_last_name_are_read_over() -> None:
    assert _csv("a,b,,\n1,2,,\n").cells.columns == ["a", "b"]


def test_a_table_of_a_header_alone_has_no_rows() -> None:
    table = _csv("a,b\n")
    assert (table.cells.columns, table.cells.height, len(table.lines)) == (["a", "b"], 0, 0)


@pytest.mark.parametrize("rows", [1_999, 2_000, 2_001, 6_000])
def test_no_row_is_lost_where_chunks_meet(rows: int) -> None:
    table = _csv("a,b\n" + "".join(f"{number},\n" for number in range(rows)))
    assert table.cells["a"].to_list() == [str(number) for number in range(rows)]
    assert table.lines.to_list() == list(range(2, rows + 2))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "is empty", id="no bytes"),
        pytest.param(b"\n ,\n", "is empty", id="blank lines alone"),
        pytest.param(b"a,b,a\n", "one name for columns 1 and 3", id="a name twice"),
        pytest.param(b"a,,b\n", "no name for column 2", id="a column without a name"),
        pytest.param(b'a,b\n1,2\n3,"secret\n4,5\n', "line 3: quotation marks", id="a quotation mark that never ends"),
        pytest.param(b'a,b\n1,"secret"x\n', "line 2: quotation marks", id="text after a quotation mark"),
        pytest.param(b"a\nx\nsecret\x81\n", "line 3 is not UTF-8 or Windows-1252", id="a byte in no encoding"),
        pytest.param(b"\xef\xbb\xbfa\nsecret\xff\n", "line 2 is not UTF-8, though", id="a broken file with a mark"),
        pytest.param(b"a\nsecret\0\n", "NUL bytes", id="NUL"),
        pytest.param("a\nsecret\0\n".encode("utf-16"), "NUL bytes", id="NUL in UTF-16"),
        pytest.param(b"\xff\xfea\0\n", "begins as UTF-16 but is not", id="half a character of UTF-16"),
        pytest.param("a\nsecret\n".encode("utf-32"), "NUL bytes", id="UTF-32"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_line_and_never_by_its_cells(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refused:
        _csv(content)
    assert "persons.csv" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_drawing_may_be_longer_than_any_other_cell() -> None:
    limits = Limits(cell_characters=3, drawing_characters=9)
    assert _csv("geometry\n123456789\n", limits).cells.height == 1
    with pytest.raises(OverLimit, match="more than 3 characters in column 2"):
        _csv("geometry,a\n1,1234\n", limits)
    with pytest.raises(OverLimit, match="line 2 has a cell of more than 9"):
        _csv("geometry\n1234567890\n", limits)


def test_json_lines_read_by_name_with_the_numbers_of_their_lines() -> None:
    lines = '{"ref": "P1", "n": 1.0, "x": 0.1}\n\n{"n": true, "ref": " P2\u2028 x "}\r\n{"ref": null, "n": false}\n'
    table = read_json_lines("persons.jsonl", lines.encode(), DEFAULT)
    assert table.cells.columns == ["ref", "n", "x"]
    assert _rows(table) == [(1, "P1", "1", "0.1"), (3, "P2\u2028 x", "yes", None), (4, None, "no", None)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[1]", id="a list"),
        pytest.param('{"a": {}}', id="an object within"),
        pytest.param('{"a": []}', id="a list within"),
        pytest.param('{"a": 1', id="cut short"),
        pytest.param('{"a": 1, "a": 2}', id="a name twice"),
        pytest.param('{"a": 1, " a": 2}', id="a name twice but for a space"),
        pytest.param('{"a": "\\ud800"}', id="half a character"),
        pytest.param('{"a": "\\u0000"}', id="NUL"),
        pytest.param('{"a": ' + "9" * 5_000 + "}", id="a number of 5,000 digits"),
        pytest.param("[" * 100_000, id="nested deeply"),
    ],
)
def test_a_line_that_is_no_flat_object_refuses_the_file(line: str) -> None:
    with pytest.raises(FeedRefused, match=r"persons\.jsonl line 2 is no flat JSON object"):
        read_json_lines("persons.jsonl", f'{{"a": 1}}\n{line}\n'.encode(), DEFAULT)


def test_json_lines_that_each_name_other_columns_are_refused_before_they_fill_a_table() -> None:
    lines = "\n".join(f'{{"c{number}": 1}}' for number in range(20_000))
    with pytest.raises(OverLimit, match="has 20000 columns"):
        read_json_lines("persons.jsonl", lines.encode(), DEFAULT)


PIECES = st.sampled_from(
    ["a", "b c", " ", "'=1", "é", "-", ",", ",", ";", "\t", "\n", "\n", "\r\n", "\r", '"', "\ufeff"]
)


def _outcome(read: Callable[[], RawTable | None]) -> tuple[object, ...] | None:
    try:
        table = read()
    except FeedRefused as refused:
        return type(refused), str(refused)
    return (table.cells.columns, table.cells.rows(), table.lines.to_list(), table.malformed) if table else None


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_file_without_quotation_marks_is_read_the_quick_way_as_cell_by_cell(text: str) -> None:
    quick = _outcome(lambda: tables._read_plain("t.csv", text, DEFAULT))  # noqa: SLF001  # one way of two
    if quick is not None:
        assert quick == _outcome(lambda: tables.build_table("t.csv", read_rows("t.csv", text, DEFAULT), DEFAULT))


def test_an_ordinary_file_is_read_the_quick_way() -> None:
    text = "person_ref,given_names\r\nP1,Jon\r\nP2,\r\n"
    quick = tables._read_plain("persons.csv", text, DEFAULT)  # noqa: SLF001  # as above
    assert quick is not None
    assert quick.cells.rows() == [("P1", "Jon"), ("P2", None)]
    assert quick.lines.to_list() == [2, 3]
