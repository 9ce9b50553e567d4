"""The rows of a feed that cannot land, as they were sent, each with everything that is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from ingest.problems import PROBLEM, Outcome, Problem
from ingest.reading.raw import RawTable
from ingest.validation.feeds import CheckedFeed
from ingest.validation.tables import LINE, PLACE, CheckedTable


@dataclass(frozen=True)
class RefusedRows:
    """The rows of one table that cannot land, for whatever reason, and all that its sender is told of the table."""

    checked: CheckedTable
    parts: Sequence[pl.DataFrame]
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> pl.DataFrame:
        """Return the refused rows, in the columns of `CheckedTable.refused`; one refused twice comes once."""
        columns = self.checked.refused.columns
        return pl.concat([part.select(columns) for part in self.parts]).unique(PLACE, maintain_order=True)

    @property
    def count(self) -> int:
        """Return how many rows were rejected, those out of shape among them."""
        return self.rows.height + len(self.checked.malformed)

    def reasons(self) -> Iterator[tuple[int, str]]:
        """Yield each refused row's place and what is wrong with it."""
        told: dict[int, list[str]] = {}
        for problem in self.problems:
            if problem.row is not None and problem.outcome is Outcome.REJECTED:
                where = f"{problem.column}: " if problem.column else ""
                told.setdefault(problem.row, []).append(where + problem.message)
        for place, line in self.rows.select(PLACE, LINE).iter_rows():
            yield place, "; ".join(told.get(line, []))


def gather_rejected(feed: CheckedFeed, refused: Iterable[RefusedRows]) -> dict[str, pl.DataFrame]:
    """Return the rejected rows by the sender's own tables, in the columns sent and a last one `problem`.

    Where a profile made a row from several, all of them are there, so that they can be sent again under it.
    """
    told: dict[str, dict[int, list[str]]] = {}
    for part in refused:
        for place, reason in part.reasons():
            for table, row in feed.origin_of(part.checked.table.name, place):
                told.setdefault(table, {}).setdefault(row, []).append(reason)
    rejected = {
        name: pl.concat([rows := _rows(sent, told.get(name, {})), _malformed_rows(sent, rows)])
        for name, sent in feed.sent.items()
        if name in told or sent.malformed
    }
    return {name: rows for name, rows in rejected.items() if not rows.is_empty()}


def _rows(sent: RawTable, told: dict[int, list[str]]) -> pl.DataFrame:
    places = sorted(told)
    problems = ["; ".join(dict.fromkeys(filter(None, told[place]))) for place in places]
    # A file of rejected rows may come back with the column it was given.
    return sent.cells.drop(PROBLEM, strict=False)[places].with_columns(pl.Series(PROBLEM, problems, dtype=pl.String))


def _malformed_rows(sent: RawTable, shape: pl.DataFrame) -> pl.DataFrame:
    """Return rows that did not fit their header, the cells left over told in `problem` so that nothing is lost."""
    columns = sent.cells.columns
    rows = []
    for row in sent.malformed:
        over = row.cells[len(columns) :]
        problem = f"{row.message}; cells left over: {' | '.join(over)}" if over else row.message
        cells = {name: cell or None for name, cell in zip(columns, row.cells, strict=False)}
        rows.append(cells | {PROBLEM: problem})
    return pl.DataFrame(rows, schema=shape.schema)
