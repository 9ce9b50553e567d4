"""Where several records are about one thing: what counts, column by column, at every time of knowledge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from graph_schema.provenance import SEPARATOR
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
    """Resolve `rows` of `rows.ly stated_rows` shape, whose CLOCKS may be narrower than what they state was known.

    In each column the record known last counts (STATED_FROM), on one day the agency first by name; a blank does not
    count. A column of `together` is taken from the same record as the column it names. `compared` are the columns
    whose disagreements are listed. Things with one record keep its rows.
    """
    crowded = rows.group_by(GROUP).agg(pl.col("record").n_unique().alias("n")).filter(pl.col("n") > 1)[GROUP]
    if crowded.is_empty():
        return Resolved(rows, ())
    is_crowded = pl.col(GROUP).is_in(crowded.implode())
    resolved: list[Row] = []
    disagreements: list[Disagreement] = []
    chooser = _Chooser(tuple(columns), dict(together), tuple(compared))
    for _, group in rows.filter(is_crowded).group_by(GROUP, maintain_order=True):
        spans, disagreed = chooser.sweep(group.to_dicts())
        resolved += spans
        disagreements += disagreed
    merged = pl.DataFrame(resolved, schema=rows.schema)
    return Resolved(pl.concat([rows.filter(~is_crowded), merged]), tuple(disagreements))


@dataclass(frozen=True)
class _Chooser:
    columns: tuple[str, ...]
    together: Mapping[str, str]
    compared: tuple[str, ...]

    def sweep(self, stated: list[Row]) -> tuple[list[Row], list[Disagreement]]:
        """Walk one thing's rows through all moments at which what is known changes."""
        ranked = sorted(stated, key=lambda row: (row["source"], row["record"]))
        ranked.sort(key=lambda row: row[STATED_FROM], reverse=True)  # type: ignore[arg-type, return-value]  # a datetime
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


def _folded(value: object) -> str:
    """Letters' case and spacing are no difference worth a person's time."""
    return " ".join(str(value).lower().split())
