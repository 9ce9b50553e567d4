"""What TOML cannot say about itself: that a profile's tables, columns, codes and formats exist and agree."""

from collections.abc import Iterator
from difflib import get_close_matches

from graph_schema.vocabulary import TABLES
from graph_schema.vocabulary.feed_tables import Column
from ingest.profiles.dates import EXCEL, compile_format
from ingest.profiles.schema import OTHER, Cell, Condition, Profile, Record, read_names

FEED_CONSTANTS = ("agency", "received")
"""Constants that every profile has: they come from the manifest of the feed."""


def suggest_name(name: str, known: tuple[str, ...]) -> str:
    """Return a clause that names the nearest of the known names, or all of them when none is near."""
    folded = {other.lower(): other for other in known}
    near = get_close_matches(name.lower(), folded, n=1, cutoff=0.6)
    return f"the nearest is '{folded[near[0]]}'" if near else f"known are {', '.join(known) or 'none'}"


def _check_formats(place: str, formats: tuple[str, ...]) -> Iterator[str]:
    for text in formats:
        try:
            if text != EXCEL:
                compile_format(text)
        except ValueError as fault:
            yield f"{place}: '{text}' is no date format; {fault}"
    if not formats:
        yield f"{place}: name at least one date format, such as dd/mm/yyyy"


def _check_codes_exist(place: str, named: str | None, profile: Profile) -> Iterator[str]:
    if named is not None and named not in profile.codes:
        yield f"{place}: there is no [codes.{named}]; {suggest_name(named, tuple(profile.codes))}"


def _allowed(column: Column) -> tuple[str, ...]:
    return ("yes", "no") if column.type == "yesno" else column.codes


def _check_values(place: str, cell: Cell, column: Column, profile: Profile) -> Iterator[str]:
    allowed = _allowed(column)
    given = [value for value in (cell.value, cell.otherwise) if value is not None]
    given += [value for value in profile.codes.get(cell.codes or "", {}).values() if value]
    if allowed:
        for value in dict.fromkeys(value for value in given if value not in allowed):
            yield f"{place}: '{value}' is not a value of that column; {suggest_name(value, allowed)}"


def _check_cell(place: str, cell: Cell, column: Column, profile: Profile) -> Iterator[str]:
    yield from _check_codes_exist(place, cell.codes, profile)
    yield from _check_values(place, cell, column, profile)
    if cell.date_formats is not None:
        yield from _check_formats(f"{place}.date_formats", cell.date_formats)
    if cell.last_day and column.type != "date":
        yield f"{place}: last_day belongs to a date; remove it"
    if cell.split is not None and (column.type != "list" or not cell.split):
        yield f"{place}: split belongs to a list column and names what stands between its items"
    for key in cell.keys or ():
        if not key.replace("_", "").isalnum():
            yield f"{place}.keys: '{key}' may hold only letters, digits and underscores"
    if not all(source.strip() for source in cell.sources):
        yield f"{place}: name a column; this is blank"
    constants = (*FEED_CONSTANTS, *profile.constants)
    for name in (name for source in cell.sources for name in read_names(source)):
        if name.startswith("@") and name[1:] not in constants:
            yield f"{place}: there is no constant '{name}'; {suggest_name(name[1:], constants)}"


def _check_conditions(place: str, conditions: tuple[Condition, ...], profile: Profile) -> Iterator[str]:
    for number, condition in enumerate(conditions, start=1):
        yield from _check_codes_exist(f"{place}.when {number}", condition.in_codes or condition.not_in_codes, profile)


def _check_joins(place: str, record: Record) -> Iterator[str]:
    if OTHER in {look.named for look in record.look_up}:
        yield f"{place}.look_up: '{OTHER}' is the second row of a pair; choose another name"
    names = [name for cell in record.columns.values() for source in cell.sources for name in read_names(source)]
    names += [condition.column for condition in record.when]
    if record.pairs is None and any(name.startswith(f"{OTHER}:") for name in names):
        yield f"{place}: '{OTHER}:' is the second row of a pair; add pairs = {{ by = ..., of = ... }}"


def _check_record(place: str, record: Record, profile: Profile) -> Iterator[str]:
    yield from _check_conditions(place, record.when, profile)
    yield from _check_joins(place, record)
    if record.to not in TABLES:
        yield f"{place}.to: '{record.to}' is not a table of a feed; {suggest_name(record.to, tuple(TABLES))}"
        return
    table = TABLES[record.to]
    for name, cell in record.columns.items():
        if name in table.column_names:
            yield from _check_cell(f"{place}.columns.{name}", cell, table.column(name), profile)
        else:
            yield f"{place}.columns: {record.to} has no column '{name}'; {suggest_name(name, table.column_names)}"


def _check_code_lists(profile: Profile) -> Iterator[str]:
    for name, codes in profile.codes.items():
        folded = [code.strip().lower() for code in codes]
        for code in {code for code in folded if folded.count(code) > 1}:
            yield f"codes.{name}: '{code}' stands there twice, since case does not count; keep one"


def find_faults(profile: Profile) -> list[str]:
    """Return every way in which a well-formed profile disagrees with itself or with the tables of a feed."""
    faults = [*_check_formats("date_formats", profile.date_formats), *_check_code_lists(profile)]
    sources = {record.source for record in profile.records}
    faults += [
        f"pass_through: '{name}' must be a table of a feed that no record is made from"
        for name in profile.pass_through
        if name not in TABLES or name in sources
    ]
    for number, record in enumerate(profile.records, start=1):
        faults += _check_record(f"records {number} ({record.source} to {record.to})", record, profile)
    for number, left in enumerate(profile.left_out, start=1):
        faults += _check_conditions(f"left_out {number}", left.when, profile)
        if left.source not in sources:
            faults.append(f"left_out {number}.from: no record is made from '{left.source}'")
    if profile.identity == bool(profile.records):
        faults.append("records: a profile has records, or says identity = true")
    return faults
