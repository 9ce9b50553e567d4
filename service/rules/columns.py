"""Of what type each column of an answer is, told by its name."""

import polars as pl

_DAYS = {
    "since", "until", "date_of_birth", "born_from", "born_to", "deceased_on", "referred_on", "incident_on", "closed_on",
    "held_on", "assessed_on", "happens_on", "proposed_on", "address_checked_on", "rejected_on", "completed_on",
    "decided_on", "valid_from", "valid_to", "bound_since",
}  # fmt: skip
_WHOLE = {"easting", "northing", "uncertainty", "level", "months", "category", "category_decided", "level_decided"}


def typed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with each column of the type its name says: an engine cannot know that of a column without values."""
    wrong = {name: wanted for name, held in rows.schema.items() if held != (wanted := _type(name.rsplit("__", 1)[-1]))}
    return rows.with_columns(rows[name].cast(wanted) for name, wanted in wrong.items()) if wrong else rows


def _type(name: str) -> pl.DataType:
    if name in _DAYS or name.endswith("_on"):
        return pl.Date()
    if name.startswith("is_"):
        return pl.Boolean()
    return pl.Int64() if name in _WHOLE else pl.String()
