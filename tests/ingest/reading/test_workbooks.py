import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic

import pytest
from openpyxl import Workbook

from ingest.errors import FeedRefused, ManifestFault, OverLimit, UnreadableFile
from ingest.reading import RawFeed, read_feed, read_manifest


def _book(*rows: list[object]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("feed")
    for row in (["key", "value"], ["agency", "cheshire-police"], ["received", date(2026, 2, 2)], ["complete", True]):
        sheet.append(row)
    people = book.create_sheet("Persons ")
    for row in rows:
        people.append(row)
    return book


def _save(book: Workbook, parent: Path, change: Callable[[str, bytes], bytes | None] | None = None) -> Path:
    """Save a workbook, each part passed through `change`; a part of which nothing is left is taken out."""
    path = parent / "feed.xlsx"
    book.save(path)
    if change:
        with zipfile.ZipFile(path) as archive:
            parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                if content is not None:
                    archive.writestr(name, content)
    return path


def _in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: content.replace(old, new) if name.endswith("sheet2.xml") else content


def _values(feed: RawFeed) -> list[object]:
    return feed.tables["persons"].cells["value"].to_list()


def test_a_sheet_is_a_table_by_its_name_with_the_rows_of_the_sheet_as_lines(tmp_path: Path) -> None:
    feed = read_feed(_save(_book([None], ["ref", "value"], [], ["P1", "x"], [None, " \u00a0"], ["P2", None]), tmp_path))
    table = feed.tables["persons"]
    assert (table.file, table.lines.to_list()) == ("feed.xlsx, sheet persons", [4, 6])
    assert table.cells.rows() == [("P1", "x"), ("P2", None)]
    assert (feed.manifest.received, feed.manifest.complete, feed.name) == (date(2026, 2, 2), True, "feed")
    assert read_manifest(tmp_path / "feed.xlsx") == feed.manifest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(date(2026, 2, 2), "2026-02-02", id="a day"),
        pytest.param(datetime(2026, 2, 2), "2026-02-02", id="midnight"),
        pytest.param(datetime(2026, 2, 2, 9, 30), "2026-02-02 09:30:00", id="a time of a day"),
        pytest.param(time(9, 30), "09:30", id="a time"),
        pytest.param(timedelta(hours=30, minutes=5), "30:05", id="a length of time"),
        pytest.param(9990003599, "9990003599", id="a whole number"),
        pytest.param(397092.0, "397092", id="a whole number with a point"),
        pytest.param(397092.25, "397092.25", id="a fraction"),
        pytest.param(0.1 + 0.2, "0.3", id="the noise of binary fractions"),
        pytest.param(True, "yes", id="true"),
        pytest.param(False, "no", id="false"),
        pytest.param("  Zoë\u00a0", "Zoë", id="a text"),
        pytest.param("00123", "00123", id="a text of digits"),
        pytest.param("#1 Court", "#1 Court", id="a text that begins as an error does"),
    ],
)
def test_a_typed_cell_becomes_the_text_a_sender_would_write(value: object, text: str, tmp_path: Path) -> None:
    assert _values(read_feed(_save(_book(["value"], [value]), tmp_path))) == [text]


def test_a_row_with_an_error_is_told_of_and_keeps_its_cells(tmp_path: Path) -> None:
    table = read_feed(_save(_book(["value", "b"], ["x"], ["#REF!", "kept"], ["#SPILL!"]), tmp_path)).tables["persons"]
    assert table.lines.to_list() == [2]
    assert [(row.line, row.cells) for row in table.malformed] == [(3, ("#REF!", "kept")), (4, ("#SPILL!",))]
    assert "write the value itself" in table.malformed[0].message


def test_a_formula_counts_by_the_value_it_was_saved_with(tmp_path: Path) -> None:
    book = _book(["value", "b"], ["=1+1", "b1"], ["=A1", "b2"], ['=""', "b3"], ["x", "b4"])
    saved = {b"1+1": b"<v>2</v>", b'""': b"<v></v>"}

    def change(name: str, content: bytes) -> bytes:
        if name.endswith("sheet2.xml"):
            for formula, value in saved.items():
                kind = b' t="str"' if formula == b'""' else b""
                at = content.index(b"<f>" + formula)
                head, tail = content[: at - 1], content[at:].split(b"</c>", 1)[1]
                content = head + kind + b"><f>" + formula + b"</f>" + value + b"</c>" + tail
        return content

    table = read_feed(_save(book, tmp_path, change)).tables["persons"]
    assert table.cells.rows() == [("2", "b1"), (None, "b3"), ("x", "b4")]
    assert [(row.line, row.cells) for row in table.malformed] == [(3, ("", "b2"))]


def test_hidden_sheets_are_read_too_and_blank_ones_noticed(tmp_path: Path) -> None:
    book = _book(["value"], ["x"])
    book["Persons "].sheet_state = "veryHidden"
    book.create_sheet("Sheet3")
    feed = read_feed(_save(book, tmp_path))
    assert list(feed.tables) == ["persons"]
    assert feed.notices == ("the sheet sheet3 is blank, so it is not in the feed",)


def test_a_sheet_that_lies_about_its_size_is_read_by_its_cells(tmp_path: Path) -> None:
    change = _in_sheet(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    assert _values(read_feed(_save(_book(["value"], ["x"]), tmp_path, change))) == ["x"]


@pytest.mark.parametrize("number", [b"1000000000", b"1e9"])
def test_a_row_beyond_the_last_a_sheet_can_have_is_refused_at_once(number: bytes, tmp_path: Path) -> None:
    change = _in_sheet(b'<row r="2">', b'<row r="' + number + b'">')
    path = _save(_book(["value"], ["x"]), tmp_path, change)
    began = monotonic()
    with pytest.raises(OverLimit, match="persons has a row beyond the last a sheet can have"):
        read_feed(path)
    assert monotonic() - began < 10


def test_a_day_that_no_calendar_has_is_a_malformed_row_and_no_warning(tmp_path: Path) -> None:
    change = _in_sheet(b"<v>46055</v>", b"<v>1e9</v>")
    table = read_feed(_save(_book(["value"], [date(2026, 2, 2)]), tmp_path, change)).tables["persons"]
    assert [row.line for row in table.malformed] == [2]


def test_a_cell_far_beyond_the_header_is_a_malformed_row(tmp_path: Path) -> None:
    change = _in_sheet(b'r="B2"', b'r="XFD2"')
    table = read_feed(_save(_book(["value"], ["x", "y"]), tmp_path, change)).tables["persons"]
    assert [(row.line, len(row.cells)) for row in table.malformed] == [(2, 16_384)]


def _entities(name: str, content: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    return content.replace(b"<worksheet", bomb + b"<worksheet") if name.endswith("sheet2.xml") else content


def _macros(name: str, content: bytes) -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return content.replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def _without(part: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: None if name == part else content


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(_entities, "is damaged or no workbook", id="entities"),
        pytest.param(_macros, "holds macros", id="macros by type"),
        pytest.param(_without("[Content_Types].xml"), "is no workbook", id="no types"),
        pytest.param(_without("xl/worksheets/sheet2.xml"), "lacks a sheet", id="a sheet missing"),
        pytest.param(_without("xl/workbook.xml"), "is damaged", id="no book"),
        pytest.param(_in_sheet(b"</sheetData>", b""), "is damaged", id="broken XML"),
    ],
)
def test_a_workbook_that_is_not_sound_is_refused(
    change: Callable[[str, bytes], bytes | None], says: str, tmp_path: Path
) -> None:
    path = _save(_book(["value"], ["secret"]), tmp_path, change)
    with pytest.raises(UnreadableFile, match=says) as refused:
        read_feed(path)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/a.bin"])
def test_macros_links_to_other_files_and_embedded_files_refuse_a_workbook(part: str, tmp_path: Path) -> None:
    path = _save(_book(["value"], ["x"]), tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(UnreadableFile, match="holds macros, embedded files or links to other files"):
        read_feed(path)


def test_a_workbook_needs_a_sheet_with_its_manifest(tmp_path: Path) -> None:
    book = _book(["value"], ["x"])
    book.remove(book["feed"])
    path = _save(book, tmp_path)
    for read in (read_feed, read_manifest):
        with pytest.raises(ManifestFault, match="has no sheet `feed` with columns key and value"):
            read(path)


def test_a_manifest_that_says_one_thing_twice_or_by_a_formula_is_refused(tmp_path: Path) -> None:
    book = _book(["value"], ["x"])
    book["feed"].append(["agency", "probation"])
    with pytest.raises(ManifestFault, match="a key is said twice"):
        read_feed(_save(book, tmp_path))
    book["feed"]["A5"], book["feed"]["B5"] = "grading", "=A1"
    with pytest.raises(ManifestFault, match="row 5: write the value itself"):
        read_feed(_save(book, tmp_path))


def test_two_sheets_whose_names_read_alike_are_refused(tmp_path: Path) -> None:
    book = _book(["value"], ["x"])
    book.create_sheet("persons").append(["value"])
    with pytest.raises(FeedRefused, match="two sheets of one name"):
        read_feed(_save(book, tmp_path))
