"""Batches that do not fit the vocabulary are refused before anything is written."""

from collections.abc import Callable
from datetime import UTC, datetime

import polars as pl
import pyarrow as pa
import pytest

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import Batch, BatchFault, Link
from graph_schema.store.shaping import shape_batch
from tests.graph_schema.store.small_world import BEARS, LIVES_AT, SCHEMA, Said, pairs, people, said, to_close


def _without(table: pa.Table, name: str) -> pa.Table:
    return table.drop_columns([name])


def _with_null(table: pa.Table, name: str) -> pa.Table:
    column = table.schema.get_field_index(name)
    return table.set_column(column, name, pa.nulls(table.num_rows, table.schema.field(name).type))


CASES: dict[str, tuple[Callable[[], Batch], str]] = {
    "a kind the vocabulary does not have": (lambda: Batch(nodes={"Persn": people("p")}), "no node kind 'Persn'"),
    "a type the vocabulary does not have": (
        lambda: Batch(links={Link("LIVS_AT", "Person", "Address"): said(Said("p", "a", "s"))}),
        "no LIVS_AT from Person to Address",
    ),
    "a pair the type does not join": (
        lambda: Batch(links={Link("LIVES_AT", "Address", "Person"): said(Said("a", "p", "s"))}),
        "no LIVES_AT from Address to Person",
    ),
    "a column that is missing": (
        lambda: Batch(links={LIVES_AT: _without(said(Said("p", "a", "s")), "valid_to")}),
        "lacks valid_to",
    ),
    "a column the kind does not have": (
        lambda: Batch(nodes={"Person": people("p").append_column("nme", pa.array(["x"]))}),
        "columns the vocabulary does not: nme",
    ),
    "a column of another type": (
        lambda: Batch(nodes={"Person": people("p").set_column(2, "number", pa.array(["secret"]))}),
        "column number is string and cannot be made integer",
    ),
    "a null id": (lambda: Batch(nodes={"Person": _with_null(people("p"), "id")}), "column id must have a value"),
    "a null clock": (
        lambda: Batch(links={LIVES_AT: _with_null(said(Said("p", "a", "s")), "known_to")}),
        "column known_to must have a value",
    ),
    "a closing of a type without clocks": (
        lambda: Batch(closings={BEARS: pairs(("r", "p"))}),
        "BEARS has no clock of knowledge",
    ),
    "an update of nothing": (
        lambda: Batch(updates={"Person": pa.table({"id": ["p"]})}),
        "at least one property",
    ),
    "a closing that does not say when": (
        lambda: Batch(closings={LIVES_AT: _without(to_close(Said("p", "a", "s")), "known_to")}),
        "lacks known_to",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_fit_the_vocabulary_is_refused(case: str) -> None:
    build, message = CASES[case]
    with pytest.raises(BatchFault, match=message) as told:
        shape_batch(build(), SCHEMA)
    assert "secret" not in str(told.value)


def test_tables_of_polars_are_taken_whatever_the_order_of_their_columns() -> None:
    frame = pl.DataFrame({"born": [None], "number": [7], "name": ["x"], "id": ["p"]})
    shaped = shape_batch(Batch(nodes={"Person": frame.to_arrow()}), SCHEMA).nodes["Person"]
    assert shaped.schema == pa.schema(
        [("id", pa.string()), ("name", pa.string()), ("number", pa.int64()), ("born", pa.date32())]
    )
    assert shaped.to_pylist() == [{"id": "p", "name": "x", "number": 7, "born": None}]


def test_moments_of_any_unit_are_kept_as_microseconds() -> None:
    table = to_close(Said("p", "a", "s"))
    table = table.set_column(3, "known_from", pa.array([datetime(2024, 1, 1)], pa.timestamp("ms")))
    shaped = shape_batch(Batch(closings={LIVES_AT: table}), SCHEMA).closings[LIVES_AT]
    assert shaped["known_from"].to_pylist() == [datetime(2024, 1, 1)]
    assert shaped["known_to"].to_pylist() == [MAX_MOMENT]


def test_a_moment_with_a_time_zone_is_refused_since_clocks_are_local() -> None:
    table = to_close(Said("p", "a", "s"))
    table = table.set_column(3, "known_from", pa.array([datetime(2024, 7, 1, tzinfo=UTC)], pa.timestamp("us", "UTC")))
    with pytest.raises(BatchFault, match="known_from"):
        shape_batch(Batch(closings={LIVES_AT: table}), SCHEMA)
