"""Where several records are about one thing: what counts, column by column, at every time of knowledge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from graph_schema.provenance import SEPARATOR
from ingest.deriving.accumulation import accumulate, is_accumulated
from ingest.deriving.rows import CLOCKS, GROUP, ORIGIN, STATED_FROM

Row = dict[str, object]


@dataclass(frozen=True)
class Disagreement:
    """Two records of one thing that say different things in one column now; the first is the one that counts."""

    records: tuple[str, str]
    column: str


@dataclass(frozen=True)
class Resolved:
    """One row per thing and span of knowledge, in the columns of what was resolved, and what was disagreed on."""

    rows: pl.DataFrame
    disagreements: tuple[Disagreement, ...]


def resolve_groups(
    rows: pl.DataFrame, columns: Sequence[str], together: Mapping[str, str], compared: Sequence[str] = ()
) -> Resolved:
    """Resolve `rows` of the shape of `stated_rows`, whose CLOCKS may be narrower than what they state was known.

    In each column the record known last counts (STATED_FROM), on one day the agency first by name; a blank does not
    count. A column of `together` is taken from the same record as the column it names. `compared` are the columns
    whose disagreements are listed. Things with one record keep its rows.
    """
    is_crowded = pl.col("record").n_unique().over(GROUP) > 1
    crowded = rows.filter(is_crowded)
    if crowded.is_empty():
        return Resolved(rows, ())
    plain, walked = crowded.filter(is_accumulated()), crowded.filter(~is_accumulated())
    chooser = _Chooser(tuple(columns), dict(together), tuple(compared))
    disagreements = chooser.disagreements(plain)
    spans: list[Row] = []
    for _, group in walked.group_by(GROUP, maintain_order=True):
        told, disagreed = chooser.sweep(group.to_dicts())
        spans += told
        disagreements += disagreed
    merged = [rows.filter(~is_crowded), accumulate(plain, columns), pl.DataFrame(spans, schema=rows.schema)]
    return Resolved(pl.concat(merged), tuple(disagreements))


@dataclass(frozen=True)
class _Chooser:
    columns: tuple[str, ...]
    together: Mapping[str, str]
    compared: tuple[str, ...]

    def disagreements(self, plain: pl.DataFrame) -> list[Disagreement]:
        """Return what things whose records all still stand disagree on."""
        differs = [_folded_text(name).drop_nulls().n_unique().over(GROUP) > 1 for name in self.compared]
        if not differs or plain.is_empty():
            return []
        doubtful = plain.filter(pl.any_horizontal(differs))
        return [
            disagreement
            for _, group in doubtful.group_by(GROUP, maintain_order=True)
            for disagreement in self._disagreements(_ranked(group.to_dicts()))
        ]

    def sweep(self, stated: list[Row]) -> tuple[list[Row], list[Disagreement]]:
        """Walk one thing's rows through all moments at which what is known changes."""
        ranked = _ranked(stated)
        moments = sorted({row[clock] for row in ranked for clock in CLOCKS})  # type: ignore[type-var]  # datetimes
        spans: list[Row] = []
        now: list[Row] = []
        for start, end in pairwise(moments):
            now = [row for row in ranked if row["known_from"] <= start < row["known_to"]]  # type: ignore[operator]
            if now:
                chosen = self._choose(now) | {"known_from": start, "known_to": end}
                if (
                    spans
                    and spans[-1] | {"known_to": end} == chosen | {"known_from": spans[-1]["known_from"]}
                    and (spans[-1]["known_to"] == start)
                ):
                    spans[-1]["known_to"] = end
                else:
                    spans.append(chosen)
        return spans, list(self._disagreements(now))

    def _choose(self, now: list[Row]) -> Row:
        chosen = dict(now[0])
        for column in self.columns:
            lead = self.together.get(column, column)
            chosen[column] = next((row[column] for row in now if row[lead] is not None), None)
        for name in ORIGIN[:3]:
            chosen[name] = SEPARATOR.join(dict.fromkeys(str(row[name]) for row in now))
        return chosen

    def _disagreements(self, now: list[Row]) -> Iterator[Disagreement]:
        for column in self.compared:
            said = [row for row in now if row[column] is not None]
            for row in said[1:]:
                if _folded(row[column]) != _folded(said[0][column]):
                    yield Disagreement((str(said[0]["record"]), str(row["record"])), column)


def _ranked(stated: list[Row]) -> list[Row]:
    """Return rows with the one that counts first."""
    by_name = sorted(stated, key=lambda row: (str(row["source"]), str(row["record"])))
    return sorted(by_name, key=lambda row: row[STATED_FROM], reverse=True)  # type: ignore[arg-type, return-value]


def _folded_text(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().str.replace_all(r"\s+", " ")


def _folded(value: object) -> str:
    """Letters' case and spacing are no difference worth a person's time."""
    return " ".join(str(value).lower().split())
