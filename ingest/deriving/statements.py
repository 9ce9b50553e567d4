"""From rows to relationships: each form of the vocabulary, wherever both its ends are named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from graph_schema.kinds import ValueType
from graph_schema.periods import MAX_DAY, MIN_DAY
from graph_schema.provenance import SEPARATOR
from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES, StatementForm
from graph_schema.vocabulary.relationships import VALUE_TYPES
from graph_schema.vocabulary.statements import RECORD, SELF
from ingest.deriving.rows import CLOCKS, GROUP, ORIGIN, is_resolved_by_record

FROM, TO, STATEMENT = "from", "to", "statement"


@dataclass(frozen=True)
class Memberships:
    """Which node a person's or an address's record means, over times of knowledge: frames of MEMBERSHIPS by table."""

    by_table: Mapping[str, pl.DataFrame]


def typed(column: str, type_: str) -> pl.Expr:
    """Return a text column in the type the graph keeps it in."""
    value_type = VALUE_TYPES.get(type_, ValueType.TEXT)
    text = pl.col(column)
    if value_type is ValueType.DAY:
        return text.str.to_date("%Y-%m-%d")
    if value_type is ValueType.INTEGER:
        return text.cast(pl.Int64)
    if value_type is ValueType.TRUTH:
        return text == "yes"
    return text


def valid_clocks(rows: pl.DataFrame) -> list[pl.Expr]:
    """Return `valid_from` and `valid_to` as days, open ends as sentinels, for rows of any table."""
    ends = (("valid_from", MIN_DAY), ("valid_to", MAX_DAY))
    return [
        (typed(name, "date").fill_null(end) if name in rows.columns else pl.lit(end)).alias(name) for name, end in ends
    ]


def first_record() -> pl.Expr:
    """Return the record that decides, of those a row rests on."""
    return pl.col("record").str.split(SEPARATOR).list.first()


def derive_statements(
    form: StatementForm, rows: pl.DataFrame, memberships: Memberships
) -> Iterator[tuple[Link, pl.DataFrame]]:
    """Yield the relationships of one form, by link.

    Frames have FROM, TO, STATEMENT, the clocks, ORIGIN and the form's properties, typed.
    """
    table = TABLES[form.table]
    named = rows
    for end, node in ((form.from_end, FROM), (form.to_end, TO)):
        named = _with_end(form, named, end, node, memberships)
    name = f"{form.table}:" if table.is_shared else ""
    defaults = [pl.col(column).fill_null(value) for column, value in form.defaults.items()]
    properties = [typed(column, table.column(column).type).alias(form.property_name(column)) for column in form.carried]
    # Both ends are named, since a row may own one thing through two of its columns.
    ends = f"{form.from_end}.{form.to_end}"
    role = f"{form.type}.{ends}" if form.type else ends
    kinds = form.types_by_kind or {"": form.type or ""}
    for kind, type_ in kinds.items():
        of_kind = named.filter(pl.col("kind") == kind) if kind else named
        if of_kind.is_empty():
            continue
        statement = pl.concat_str([pl.lit(name), pl.col(GROUP), pl.lit(f"#{role}")])
        yield (
            Link(type_, *form.pair),
            of_kind.with_columns(*defaults).select(
                FROM, TO, statement.alias(STATEMENT), *valid_clocks(rows), *CLOCKS, *ORIGIN, *properties
            ),
        )


def _with_end(form: StatementForm, rows: pl.DataFrame, end: str, node: str, memberships: Memberships) -> pl.DataFrame:
    if end == SELF:
        return rows.with_columns(pl.col("own").alias(node))
    if end == RECORD:
        return rows.with_columns(first_record().alias(node))
    named = rows.filter(pl.col(end).is_not_null())
    table = TABLES[form.table]
    if not is_resolved_by_record(table, end):
        return named.with_columns(pl.col(end).alias(node))
    return clip_to_memberships(named, end, memberships.by_table[table.column(end).target or ""], node)


def clip_to_memberships(rows: pl.DataFrame, by: str, memberships: pl.DataFrame, node: str) -> pl.DataFrame:
    """Return rows once for each node their record means, known only while it means that node."""
    about = memberships.select(
        pl.col("record").alias(by),
        pl.col("thing").alias(node),
        pl.col("known_from").alias("about_from"),
        pl.col("known_to").alias("about_to"),
    )
    clipped = rows.join(about, on=by, how="inner").with_columns(
        pl.max_horizontal("known_from", "about_from").alias("known_from"),
        pl.min_horizontal("known_to", "about_to").alias("known_to"),
    )
    return clipped.filter(pl.col("known_from") < pl.col("known_to")).drop("about_from", "about_to")
