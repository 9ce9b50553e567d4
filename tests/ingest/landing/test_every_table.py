"""Every table, every column, every type of statement: what each row becomes, to the last property."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import polars as pl
import pytest

from graph_schema.kinds import RelationshipType, ValueType
from graph_schema.periods import MAX_MOMENT
from graph_schema.store import open_store
from graph_schema.vocabulary import RELATIONSHIP_TYPES, TABLES
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from tests.ingest.landing.conftest import Area
from tests.ingest.landing.every_table.area import MARKS, ROWS, WITHDRAWAL, earlier_feed, full_feed
from tests.ingest.landing.every_table.sent import AGENCY, ITS_RECORD, Said, Sent

RECEIVED = datetime(2026, 3, 2)
STATEMENT_TYPES = [declared for declared in RELATIONSHIP_TYPES.values() if declared.is_statement]
KEPT_AS = {
    ValueType.TEXT: pl.String(), ValueType.INTEGER: pl.Int64(), ValueType.DAY: pl.Date(), ValueType.TRUTH: pl.Boolean(),
}  # fmt: skip


@pytest.fixture(scope="module")
def full_area(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[Area]:
    """An area in which every table has rows with every column filled; no test changes it."""
    place = tmp_path_factory.mktemp("every-table")
    area = Area(open_store(f"ladybug:{place / 'graph.lbug'}"), place, reader)
    area.lands(earlier_feed(), full_feed())
    yield area
    area.store.close()


@pytest.fixture(scope="module")
def held(full_area: Area) -> pl.DataFrame:
    """Every statement of the area, people and addresses named by their sender's reference."""
    statements = full_area.everything()
    refs = {
        str(thing): str(record).rsplit(":", maxsplit=1)[-1]
        for thing, record in statements.filter(pl.col("type") == "SAME_AS").select("to", "record").iter_rows()
    }
    return statements.with_columns(pl.col("from", "to").replace(refs))


def test_the_rows_fill_every_column_of_every_table() -> None:
    filled: dict[str, set[str]] = {"withdrawals": set(WITHDRAWAL), "zones": {"geometry"}}
    for row in ROWS:
        filled.setdefault(row.table, set()).update(row.values)
    assert filled == {name: set(table.column_names) for name, table in TABLES.items()}


def test_no_row_is_rejected_and_there_is_no_problem(full_area: Area) -> None:
    report = full_area.reports[-1].as_json()
    sent = Counter(row.table for row in ROWS) | Counter({"withdrawals": 1})
    nothing = dict.fromkeys(("unchanged", "changed", "queued", "rejected", "withdrawn"), 0)
    expected = {table: {"accepted": rows, **nothing} for table, rows in sent.items()}
    expected["addresses"]["withdrawn"] = 1
    assert report["problems"] == []
    assert report["counts"] == expected


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.table} {row.key}") for row in ROWS])
def test_a_row_becomes_exactly_these_statements(row: Sent, held: pl.DataFrame) -> None:
    becomes = held.filter(pl.col("record") == row.record).to_dicts()
    by_meaning = [(told["type"], told["from"], told["to"]) for told in becomes]
    assert sorted(by_meaning) == sorted(_ends(row, said) for said in row.becomes)
    for said in row.becomes:
        told = becomes[by_meaning.index(_ends(row, said))]
        properties = json.loads(told["properties"])
        assert {name: value for name, value in properties.items() if value is not None} == row.properties(said)
        assert (told["valid_from"], told["valid_to"]) == tuple(map(date.fromisoformat, said.holds))
        assert (told["known_from"], told["known_to"]) == (RECEIVED, MAX_MOMENT)
        assert told["source"] == AGENCY
        if said.type != "SAME_AS":
            origin = (full_feed().name, MARKS["grading"], MARKS["handling"])
            assert (told["feed"], told["grading"], told["handling"]) == origin


def _ends(row: Sent, said: Said) -> tuple[str, str, str]:
    start, end = (row.record if end == ITS_RECORD else end for end in (said.start, said.end))
    return said.type, start, end


def test_there_is_no_statement_of_any_other_record(held: pl.DataFrame) -> None:
    """One beside those of the rows: the address taken back, known until the day of the withdrawal."""
    taken_back = f"{AGENCY}:addresses:{WITHDRAWAL['key']}"
    assert set(held["record"]) == {row.record for row in ROWS if row.becomes} | {taken_back}
    located = held.filter((pl.col("record") == taken_back) & (pl.col("type") == "LOCATED_AT"))
    assert located.select("known_from", "known_to").rows() == [(datetime(2026, 2, 2), RECEIVED)]


def test_every_statement_has_a_name_of_its_own(held: pl.DataFrame) -> None:
    assert held.filter(held["statement"].is_duplicated()).select("type", "statement").rows() == []


@pytest.mark.parametrize("declared", STATEMENT_TYPES, ids=lambda declared: declared.name)
def test_every_type_of_statement_occurs_between_every_pair_with_every_property(
    declared: RelationshipType, full_area: Area, held: pl.DataFrame
) -> None:
    of_type = held.filter(pl.col("type") == declared.name)
    assert set(of_type.select("from_kind", "to_kind").iter_rows()) == set(declared.pairs)
    start, end = declared.pairs[0]
    if not declared.properties:
        return
    named = ", ".join(f"s.`{carried.name}` AS `{carried.name}`" for carried in declared.properties)
    carried = pl.DataFrame(full_area.store.read(f"MATCH (:`{start}`)-[s:`{declared.name}`]->(:`{end}`) RETURN {named}"))
    assert dict(carried.schema) == {own.name: KEPT_AS[own.type] for own in declared.properties}
    assert [name for name in carried.columns if carried[name].null_count() == carried.height] == []
