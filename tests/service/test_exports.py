"""Exports of a small area in every form: the same rows, in the columns promised, with nothing a spreadsheet runs."""

import csv
import json
from datetime import date, datetime

import polars as pl
import pytest
from openpyxl import load_workbook

from service.exports.statements import COLUMNS
from tests.feed_builder import a_feed
from tests.service.conftest import Desk

RISKY = "=HYPERLINK(1)"
PNC = "2099/0000043C"


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose store holds two agencies' records of one person, and another whose names are formulas."""
    desk = Desk(tmp_path_factory.mktemp("exports"))
    police = a_feed("police", "2026-02-02").having("persons", {"person_ref": "P1", "pnc": PNC, "family_name": "Smyth"})
    risky = {"person_ref": RISKY, "given_names": "@SUM(A1)", "family_name": "-7"}
    address = {"address_ref": "A1", "primary_name": "7", "easting": "349405", "northing": "360331"}
    home = {"person_ref": RISKY, "address_ref": "A1", "kind": "home", "valid_from": "2020-01-01"}
    housing = a_feed("housing", "2026-02-03").having("persons", risky, {"person_ref": "H1", "pnc": PNC})
    housing = housing.having("addresses", address).having("residences", home)
    housing = housing.having("sites", {"site_ref": RISKY, "name": "Cutterby Primary", "kind": "school"})
    done = desk.run("ingest", police.in_folder(desk.folder), housing.in_folder(desk.folder))
    assert done.returncode == 0, done.stderr
    return desk


@pytest.fixture(scope="module")
def statements(landed: Desk) -> pl.DataFrame:
    """All statements of the area, as Parquet keeps them; one runs from a site whose name is a formula."""
    path = landed.folder / "statements.parquet"
    assert landed.run("export", "statements", "--format", "parquet", "-o", path).returncode == 0
    return pl.read_parquet(path)


def test_people_are_one_row_for_each_record(landed: Desk) -> None:
    """Two columns; records of one person have one person_id."""
    done = landed.run("export", "people")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "person_id,ref"
    rows = {ref: person for person, ref in csv.reader(lines[1:])}
    assert set(rows) == {"police:P1", "housing:H1", f"housing:{RISKY}"}
    assert rows["police:P1"] == rows["housing:H1"] != rows[f"housing:{RISKY}"]


def test_statements_have_their_clocks_as_days_and_moments(statements: pl.DataFrame) -> None:
    assert statements.columns == list(COLUMNS)
    assert RISKY in statements["from"]
    home = statements.row(by_predicate=pl.col("type") == "LIVES_AT", named=True)
    assert (home["valid_from"], home["known_from"]) == (date(2020, 1, 1), datetime(2026, 2, 3))
    assert home["record"] == "housing:residences:%3DHYPERLINK(1)|A1|home|2020-01-01"


def test_json_says_the_same(landed: Desk, statements: pl.DataFrame) -> None:
    told = json.loads(landed.run("export", "statements", "--format", "json").stdout)
    assert [list(row) for row in told] == [list(COLUMNS)] * statements.height
    assert [tuple(row.values()) for row in told] == [tuple(map(_as_text, row)) for row in statements.rows()]


def test_csv_says_the_same(landed: Desk, statements: pl.DataFrame) -> None:
    path = landed.folder / "statements.csv"
    assert landed.run("export", "statements", "-o", path).returncode == 0
    header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    assert header == list(COLUMNS)
    assert rows == [list(map(_as_harmless_text, row)) for row in statements.rows()]


def test_a_workbook_says_the_same_in_cells_of_text(landed: Desk, statements: pl.DataFrame) -> None:
    path = landed.folder / "statements.xlsx"
    assert landed.run("export", "statements", "--format", "xlsx", "-o", path).returncode == 0
    sheet = load_workbook(path)["export"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == COLUMNS
    assert [[cell or "" for cell in row] for row in rows] == [
        list(map(_as_harmless_text, row)) for row in statements.rows()
    ]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_a_person_whose_reference_is_a_formula_cannot_run_it(landed: Desk) -> None:
    """In people it stands behind its agency; nowhere does a cell begin with what a spreadsheet runs."""
    told = landed.run("export", "people", "--format", "csv").stdout
    cells = [cell for row in csv.reader(told.splitlines()) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_file_that_cannot_be_written_ends_with_2(landed: Desk) -> None:
    done = landed.run("export", "people", "-o", landed.folder / "no" / "people.csv")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def _as_text(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _as_harmless_text(cell: object) -> str:
    text = _as_text(cell)
    return f"'{text}" if text.startswith("=") else text
