"""Applying a profile: an agency's own tables in, the tables of a feed out, nothing lost unsaid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from graph_schema.vocabulary import TABLES
from ingest.profiles.cells import make_cell
from ingest.profiles.errors import ProfileFault
from ingest.profiles.headers import LINE, ROW, Source, columns_read, match_tables, read_source
from ingest.profiles.notices import say_pairs_left, say_table_notices
from ingest.profiles.rows import choose_rows
from ingest.profiles.schema import OTHER, Profile, Record
from ingest.reading.raw import MalformedRow, RawFeed, RawTable

FILE = "file"
_DISTINCT = "@distinct"


@dataclass(frozen=True)
class Mapped:
    """A feed in canonical tables, and what its sender should hear.

    `origins` says for each table, row by row, the sender's own `file` and `line`: a table made from several source
    tables has rows of several files. `made_of` says of which rows of which tables as sent each row was made, those
    looked up among them: `place`, `table`, `row`, the last two by name and number in the feed as sent; nothing where
    no profile made them. Notices name tables, columns and lines and never a value.
    """

    feed: RawFeed
    notices: tuple[str, ...]
    origins: Mapping[str, pl.DataFrame]
    made_of: Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class _Piece:
    """The rows that one record gave to its canonical table."""

    record: Record
    file: str
    cells: pl.DataFrame
    used: pl.Series
    too_large: int


def _make_piece(record: Record, profile: Profile, sources: Mapping[str, Source]) -> _Piece:
    rows, too_large = choose_rows(record, profile, {name: source.rows for name, source in sources.items()})
    table = TABLES[record.to]
    file = sources[record.source].file
    cells = rows.select(
        *(make_cell(cell, table.column(name), profile) for name, cell in record.columns.items()),
        pl.lit(record.distinct).alias(_DISTINCT),
        pl.lit(file).alias(FILE),
        pl.col(LINE),
        *_rows_used(record, rows),
    )
    used = rows[ROW]
    if record.pairs:
        # Without conditions a row that finds no partner is a group of one, not a row that was lost.
        used = used.append(rows[f"{OTHER}:{ROW}"]) if record.when else sources[record.source].rows[ROW]
    return _Piece(record, file, cells, used, too_large)


def _rows_used(record: Record, rows: pl.DataFrame) -> Iterator[pl.Expr]:
    """Yield, for each source row that a row is made of, its number, named `@row:` and its table under the profile."""
    tables = {ROW: record.source, **{f"{look.named}:{ROW}": look.table for look in record.look_up}}
    for place, (column, table) in enumerate(tables.items()):
        for side, name in enumerate((column, f"{OTHER}:{column}")):
            if name in rows.columns:
                yield pl.col(name).alias(f"{ROW}:{place}:{side}:{table}")


def _made_of(rows: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    used = [name for name in rows.columns if name.startswith(f"{ROW}:")]
    numbered = rows.select(pl.int_range(pl.len()).alias("place"), *used)
    made = numbered.unpivot(on=used, index="place", variable_name="table", value_name="row").drop_nulls("row")
    table = pl.col("table").str.splitn(":", 4).struct.field("field_3").replace_strict(names, return_dtype=pl.String)
    return made.select("place", table.alias("table"), pl.col("row").cast(pl.Int64)).unique().sort("place")


def _collect_malformed(name: str, profile: Profile, sent: Mapping[str, RawTable]) -> Iterator[tuple[str, MalformedRow]]:
    """Yield the malformed rows of the source tables whose first record is made for this canonical table."""
    first = {record.source: record.to for record in reversed(profile.records)}
    for source, table in sent.items():
        if first.get(source) == name:
            yield from ((table.file, row) for row in table.malformed)


def _assemble(
    name: str, pieces: list[_Piece], profile: Profile, sent: Mapping[str, RawTable]
) -> tuple[RawTable, pl.DataFrame]:
    """Return a canonical table, and its rows with what they were made of."""
    rows = pl.concat([piece.cells for piece in pieces], how="diagonal")
    columns = [column for column in TABLES[name].column_names if column in rows.columns]
    if any(piece.record.distinct for piece in pieces):
        rows = rows.filter(~pl.col(_DISTINCT) | pl.struct(columns).is_first_distinct())
    names = list(dict.fromkeys(piece.file for piece in pieces))
    malformed = tuple(
        row if len(names) == 1 else replace(row, message=f"{file}: {row.message}")
        for file, row in _collect_malformed(name, profile, sent)
    )
    table = RawTable(", ".join(names), rows.select(columns), rows[LINE].alias("line"), malformed)
    return table, rows.with_columns(pl.col(LINE).alias("line"))


def _refuse_half_of_a_table(profile: Profile, sent: Mapping[str, RawTable]) -> None:
    """Refuse a complete feed that would withdraw the rows of a source table which simply was not sent."""
    needs: dict[str, dict[str, None]] = {}
    for record in profile.records:
        looked_up = (look.table for look in record.look_up)
        needs.setdefault(record.to, {}).update(dict.fromkeys((record.source, *looked_up)))
    for name, tables in needs.items():
        missing = [table for table in tables if table not in sent]
        if missing and len(missing) < len(tables):
            raise ProfileFault(
                f"the feed says complete = true, and {name} are made from {', '.join(tables)}, but it has no "
                f"{', '.join(missing)}: their rows would be withdrawn. Send them too (empty, if there are none), "
                "or say complete = false",
                "feed.toml",
            )


def _passed_on(table: RawTable, name: str) -> pl.DataFrame:
    places = pl.int_range(table.cells.height, eager=True)
    return pl.DataFrame({"place": places, "row": places}).select("place", pl.lit(name).alias("table"), "row")


def _trace(table: RawTable) -> pl.DataFrame:
    lines = table.lines.cast(pl.Int64).alias("line").to_frame()
    return lines.select(pl.lit(table.file).alias(FILE), "line")


def apply_profile(profile: Profile, raw: RawFeed) -> Mapped:
    """Return the feed in canonical tables, each row still traced to the sender's own file and line.

    A source table that the feed does not have gives nothing; one that has no rows gives an empty table. Raises
    ProfileFault, a structural fault, for a table that the profile does not know, for column names that read alike,
    and for a complete feed that lacks one of the tables which together make a canonical one.
    """
    if profile.identity:
        return Mapped(raw, (), {name: _trace(table) for name, table in raw.tables.items()}, {})
    sent = match_tables(profile, raw)
    if raw.manifest.complete:
        _refuse_half_of_a_table(profile, sent)
    constants = {**profile.constants, "agency": raw.manifest.agency, "received": raw.manifest.received.isoformat()}
    literals = [pl.lit(value or None, pl.String).alias(f"@{name}") for name, value in constants.items()]
    sources = {}
    for name, wanted in columns_read(profile).items():
        source = read_source(profile, name, wanted, sent.get(name))
        sources[name] = replace(source, rows=source.rows.with_columns(literals))
    pieces = [_make_piece(record, profile, sources) for record in profile.records if record.source in sent]
    notices = [*say_table_notices(profile, sent, sources, _used_rows(pieces))]
    notices += [say_pairs_left(piece.file, piece.record, piece.too_large) for piece in pieces if piece.too_large]
    tables = {name: sent[name] for name in profile.pass_through if name in sent}
    origins = {name: _trace(table) for name, table in tables.items()}
    names = {ours: theirs for ours, table in sent.items() for theirs in raw.tables if raw.tables[theirs] is table}
    made_of = {name: _passed_on(table, names[name]) for name, table in tables.items()}
    for name in dict.fromkeys(piece.record.to for piece in pieces):
        made = [piece for piece in pieces if piece.record.to == name]
        tables[name], rows = _assemble(name, made, profile, sent)
        origins[name], made_of[name] = rows.select(FILE, "line"), _made_of(rows, names)
    return Mapped(replace(raw, tables=tables), tuple(notices), origins, made_of)


def _used_rows(pieces: list[_Piece]) -> dict[str, set[int]]:
    used: dict[str, set[int]] = {}
    for piece in pieces:
        used.setdefault(piece.record.source, set()).update(piece.used.to_list())
    return used
