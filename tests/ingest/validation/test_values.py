"""What each type of column accepts, and what it says of the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.identifiers.parsed import Invalid, Parsed
from graph_schema.vocabulary import TABLES
from ingest.validation.values import parser_of


def read(table: str, column: str, text: str) -> str | None:
    """Return the canonical text of a cell, None where it cannot be read."""
    parse = parser_of(TABLES[table].column(column))
    assert parse is not None
    parsed = parse(text)
    return parsed.canonical if isinstance(parsed, Parsed) else None


CASES = [
    pytest.param("addresses", "easting", "376218.5", "376219", id="half a metre rounds up"),
    pytest.param("addresses", "easting", "376218.49", "376218", id="less than half a metre rounds down"),
    pytest.param("addresses", "easting", "3762180", None, id="an easting off the grid is no easting"),
    pytest.param("addresses", "northing", "1200000", "1200000", id="a northing may be larger than any easting"),
    pytest.param("addresses", "easting", "53.2N", None, id="degrees are no metres"),
    pytest.param("persons", "date_of_birth", "1600-01-01", "1600-01-01", id="births from 1600 are allowed"),
    pytest.param("persons", "date_of_birth", "1599-12-31", None, id="births before 1600 are not"),
    pytest.param("persons", "date_of_birth", "2026-02-30", None, id="30 February is no day"),
    pytest.param("persons", "date_of_birth", "3/5/1990", None, id="another form of day needs a profile"),
    pytest.param("mappa_cases", "level", "4", None, id="there is no level 4"),
    pytest.param("mappa_cases", "level", "2", "2", id="level 2"),
    pytest.param("marac_cases", "dash_score", "25", None, id="DASH has 24 questions"),
    pytest.param("mappa_cases", "area", "cheshire", "cheshire", id="an area by slug"),
    pytest.param("mappa_cases", "area", "Cheshire", None, id="an area by name is not its slug"),
    pytest.param("child_plans", "local_authority", "E06000049", "E06000049", id="a local authority by ONS code"),
    pytest.param("child_plans", "local_authority", "E99999999", None, id="no such local authority"),
    pytest.param("conditions", "days", " monday; friday ;", "monday;friday", id="a list of days"),
    pytest.param("conditions", "days", "monday;someday", None, id="a list with a day that is none"),
    pytest.param("conditions", "from_time", "24:00", None, id="no such time"),
    pytest.param("conditions", "from_time", "00:30", "00:30", id="half past midnight"),
    pytest.param("persons", "visor_record", "Yes", "yes", id="yes in any letters"),
    pytest.param("persons", "visor_record", "1", None, id="a one is no yes"),
    pytest.param("residences", "kind", "home", "home", id="a code"),
    pytest.param("residences", "kind", "castle", None, id="no code"),
]


@pytest.mark.parametrize(("table", "column", "text", "expected"), CASES)
def test_cell_is_read(table: str, column: str, text: str, expected: str | None) -> None:
    """The canonical text, or nothing."""
    assert read(table, column, text) == expected


PARSED_COLUMNS = [(name, c.name) for name, table in TABLES.items() for c in table.columns if parser_of(c)]


@given(where=st.sampled_from(PARSED_COLUMNS), text=st.text(min_size=1, max_size=40))
def test_any_text_is_read_or_refused_with_a_reason_that_does_not_repeat_it(where: tuple[str, str], text: str) -> None:
    """No cell makes reading fail; a canonical text is read as itself; a reason holds no long part of the cell."""
    table, column = where
    parse = parser_of(TABLES[table].column(column))
    assert parse is not None
    parsed = parse(text)
    if isinstance(parsed, Invalid):
        assert parsed.reason
        assert len(text) < 12 or text not in parsed.reason
    elif parsed.canonical:
        assert parse(parsed.canonical) == parsed
