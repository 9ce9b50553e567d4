"""Making the cells of a canonical table out of the columns of a source table, a whole column at a time."""

import polars as pl

from graph_schema.vocabulary.feed_tables import Column
from ingest.profiles.dates import to_iso
from ingest.profiles.schema import PLACEHOLDER, Cell, Profile


def _drop_blank(cell: pl.Expr) -> pl.Expr:
    # Not by when/then, which would work the cell out twice, and nested four deep sixteen times.
    return cell.str.strip_chars().replace("", None)


def _fill_template(template: str) -> pl.Expr:
    """Return the template filled; null where one of its columns is blank, so that no two rows share half a name."""
    if not PLACEHOLDER.search(template):
        return pl.col(template)
    # Splitting by a pattern with one group gives text and column name in turn.
    pieces = PLACEHOLDER.split(template)
    parts = [pl.col(piece) if place % 2 else pl.lit(piece) for place, piece in enumerate(pieces) if piece]
    return pl.concat_str(parts)


def _join(cells: list[pl.Expr], glue: str) -> pl.Expr:
    return pl.concat_str([_drop_blank(cell) for cell in cells], separator=glue, ignore_nulls=True)


def _take(cell: Cell) -> pl.Expr:
    sources = [_fill_template(source) for source in cell.sources]
    if cell.value is not None:
        return pl.lit(cell.value, pl.String)
    if cell.keys is not None:
        return _join([sources[0].str.json_path_match(f"$.{key}") for key in cell.keys], cell.glue)
    if cell.join is not None:
        return _join(sources, cell.glue)
    return pl.coalesce([_drop_blank(source) for source in sources])


def _split_name(name: pl.Expr, part: str) -> pl.Expr:
    """Return the family or the given names of "SURNAME, Given" or, without a comma, of "Given Surname"."""
    if part == "family":
        with_comma, without = name.str.extract(r"^([^,]*),"), name.str.extract(r"(\S+)$")
    else:
        with_comma, without = name.str.extract(r"^[^,]*,(.*)$"), name.str.extract(r"^(.*\S)\s+\S+$")
    return _drop_blank(pl.when(name.str.contains(",", literal=True)).then(with_comma).otherwise(without))


def fold_codes(codes: dict[str, str]) -> dict[str, str]:
    """Return a code list by its codes without regard to case and outer spaces."""
    return {code.strip().lower(): value for code, value in codes.items()}


def _translate(cell: pl.Expr, codes: dict[str, str]) -> pl.Expr:
    """Return the value of each code; a code that is not in the list stays as sent, to be complained about later."""
    folded = fold_codes(codes)
    if not folded:
        return cell
    code = cell.str.strip_chars().str.to_lowercase()
    return code.replace_strict(list(folded), list(folded.values()), default=cell, return_dtype=pl.String)


def _translate_items(cell: pl.Expr, split: str, codes: dict[str, str]) -> pl.Expr:
    item = _translate(pl.element().str.strip_chars(), codes)
    joined = cell.str.split(split).list.eval(item.filter(item != "")).list.join(";")
    return _drop_blank(joined)


def _fit_type(made: pl.Expr, cell: Cell, column: Column, profile: Profile) -> pl.Expr:
    if column.type == "date":
        return to_iso(made, cell.date_formats or profile.date_formats, is_last_day=cell.last_day)
    if column.type == "yesno":
        return _translate(made, {**dict.fromkeys(profile.yes, "yes"), **dict.fromkeys(profile.no, "no")})
    if column.type == "area":
        return made.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    return made


def make_cell(cell: Cell, column: Column, profile: Profile) -> pl.Expr:
    """Return the expression that makes one canonical column, named as in the contract.

    Dates become ISO days, yes/no answers `yes` and `no`, names of areas slugs, items of lists are joined by `;`;
    what cannot be read stays as the sender wrote it.
    """
    made = _drop_blank(_take(cell))
    codes = profile.codes.get(cell.codes or "", {})
    if cell.part is not None:
        made = _split_name(made, cell.part)
    made = _translate_items(made, cell.split, codes) if cell.split is not None else _translate(made, codes)
    made = _drop_blank(_fit_type(_drop_blank(made), cell, column, profile))
    if cell.otherwise is not None:
        made = made.fill_null(cell.otherwise)
    return made.alias(column.name)
