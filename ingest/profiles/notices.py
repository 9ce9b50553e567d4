"""What the sender of a mapped feed is told: columns not read, columns not found, rows that gave nothing."""

from collections.abc import Iterator, Mapping

import polars as pl

from ingest.profiles.checks import suggest_name
from ingest.profiles.headers import LINE, ROW, WHOLE, Source
from ingest.profiles.rows import meet_all
from ingest.profiles.schema import PLACEHOLDER, Profile, Record
from ingest.reading.raw import RawTable

_SHOWN = 5


def _say_lines(lines: pl.Series) -> str:
    shown = ", ".join(str(line) for line in lines.head(_SHOWN))
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}"


def _say_rows_that(count: int, one: str, many: str) -> str:
    return f"1 row {one}" if count == 1 else f"{count} rows {many}"


def _say_columns(name: str, source: Source, profile: Profile) -> Iterator[str]:
    known = tuple(column for column in source.rows.columns if not column.startswith("@"))
    if source.unread:
        shown = ", ".join(f"'{column}' ({suggest_name(column, known)})" for column in source.unread[:_SHOWN])
        more = f" and {len(source.unread) - _SHOWN} more" if len(source.unread) > _SHOWN else ""
        yield (
            f"{source.file}: not read, since the profile '{profile.name}' does not know them: {shown}{more}; "
            f"map them there, or list them under [ignored] {name}"
        )
    if source.absent:
        yield f"{source.file}: taken as blank, since there is no such column: {', '.join(source.absent)}"


def _say_rows(name: str, source: Source, profile: Profile, used: set[int]) -> Iterator[str]:
    told: set[int] = set()
    for left in profile.left_out:
        if left.source == name:
            rows = source.rows.filter(meet_all(left.when, profile))
            told.update(rows[ROW].to_list() if left.to is None else ())
            if rows.height:
                what = f"no {left.to}" if left.to else "nothing"
                give = _say_rows_that(rows.height, "gives", "give")
                yield f"{source.file}: {give} {what}: {left.because} ({_say_lines(rows[LINE])})"
    silent = source.rows.filter(~pl.col(ROW).is_in(sorted(used | told)))
    if silent.height:
        fit = _say_rows_that(silent.height, "fits", "fit")
        yield f"{source.file}: {fit} no record of the profile ({_say_lines(silent[LINE])})"


def _say_json(source: Source, columns: set[str]) -> Iterator[str]:
    for column in sorted(columns):
        cell = pl.col(column)
        broken = source.rows.filter(cell.is_not_null() & cell.str.json_path_match("$").is_null())
        if broken.height:
            have = _say_rows_that(broken.height, "has", "have")
            yield f"{source.file}: {have} no JSON in {column}, taken as blank ({_say_lines(broken[LINE])})"


def _json_columns(name: str, profile: Profile) -> set[str]:
    cells = [cell for record in profile.records if record.source == name for cell in record.columns.values()]
    return {cell.source for cell in cells if cell.keys and cell.source and not PLACEHOLDER.search(cell.source)}


def _say_constants(profile: Profile) -> Iterator[str]:
    for name, value in profile.constants.items():
        if not value:
            yield (
                f"the profile '{profile.name}' has no value for {name}: make a profile of your own with "
                f'extends = "{profile.name}" and [constants] {name} = "..."'
            )


def say_table_notices(
    profile: Profile,
    sent: Mapping[str, RawTable],
    sources: Mapping[str, Source],
    used: Mapping[str, set[int]],
) -> Iterator[str]:
    """Yield a notice for every column not read or not found, row without a record and cell not understood."""
    yield from _say_constants(profile)
    with_records = {record.source for record in profile.records}
    for name, table in sent.items():
        if WHOLE in profile.ignored.get(name, ()):
            yield f"{table.file}: not read; the profile '{profile.name}' leaves this table out on purpose"
        if name not in sources:
            continue
        yield from _say_columns(name, sources[name], profile)
        yield from _say_json(sources[name], _json_columns(name, profile))
        if name in with_records:
            yield from _say_rows(name, sources[name], profile, used.get(name, set()))


def say_pairs_left(file: str, record: Record, count: int) -> str:
    """Return the notice about rows in groups that are too large to be groups."""
    at_most = record.pairs.at_most if record.pairs else 0
    by = record.pairs.by if record.pairs else ""
    give = _say_rows_that(count, "gives", "give")
    return f"{file}: {give} no {record.to}: more than {at_most} rows have the same {by}"
