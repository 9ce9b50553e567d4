"""The rows of a feed that could not land, as files to correct and send again."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from ingest.errors import CannotWrite
from ingest.reading.writing import escape_formulas


def rejected_folder(feed: Path) -> Path:
    """Return the folder beside a feed that holds its rejected rows."""
    return feed.with_name(f"{feed.name if feed.is_dir() else feed.stem}.rejected")


def write_rejected(feed: Path, rejected: Mapping[str, pl.DataFrame]) -> Path:
    """Write one CSV for each table, in the columns that were sent and a last column `problem`.

    Raises CannotWrite where the folder beside the feed cannot be written.
    """
    folder = rejected_folder(feed)
    try:
        folder.mkdir(exist_ok=True)
        for table, rows in rejected.items():
            rows.with_columns(escape_formulas(name) for name in rows.columns).write_csv(folder / f"{table}.csv")
    except OSError as error:
        raise CannotWrite(
            f"The feed has landed, but its rejected rows cannot be written beside it ({error.strerror})."
        ) from error
    return folder
