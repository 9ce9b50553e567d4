"""Where several records are about one thing: what counts, column by column, at every time of knowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from graph_schema.provenance import SEPARATOR
from ingest.deriving.accumulation import accumulate, is_accumulated
from ingest.deriving.rows import CLOCKS, GROUP, ORIGIN, STATED_FROM

Row = dict[str, object]
_CROWDED, _PLAIN = "@crowded", "@plain"


def resolve_groups(rows: pl.DataFrame, columns: Sequence[str], together: Mapping[str, str]) -> pl.DataFrame:
    """Resolve `rows` of the shape of `stated_rows`, whose CLOCKS may be narrower than what they state was known.

    Returns one row per thing and span of knowledge. In each column the record known last counts (STATED_FROM), on one
    day the agency first by name; a blank does not count. A column of `together` is taken from the same record as the
    column it names. Things with one record keep its rows.
    """
    is_crowded = pl.col("record").n_unique().over(GROUP) > 1
    marked = rows.with_columns(is_crowded.alias(_CROWDED))
    crowded = marked.filter(_CROWDED).drop(_CROWDED)
    if crowded.is_empty():
        return rows
    marked_crowded = crowded.with_columns(is_accumulated().alias(_PLAIN))
    plain = marked_crowded.filter(_PLAIN).drop(_PLAIN)
    walked = marked_crowded.filter(~pl.col(_PLAIN)).drop(_PLAIN)
    chooser = _Chooser(tuple(columns), dict(together))
    spans: list[Row] = []
    for _, group in walked.group_by(GROUP, maintain_order=True):
        spans += chooser.sweep(group.to_dicts())
    alone = marked.filter(~pl.col(_CROWDED)).drop(_CROWDED)
    return pl.concat([alone, accumulate(plain, columns), pl.DataFrame(spans, schema=rows.schema)])


@dataclass(frozen=True)
class _Chooser:
    columns: tuple[str, ...]
    together: Mapping[str, str]

    def sweep(self, stated: list[Row]) -> list[Row]:
        """Walk one thing's rows through all moments at which what is known changes."""
        ranked = _ranked(stated)
        moments = sorted({row[clock] for row in ranked for clock in CLOCKS})  # type: ignore[type-var]  # datetimes
        spans: list[Row] = []
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
        return spans

    def _choose(self, now: list[Row]) -> Row:
        chosen = dict(now[0])
        for column in self.columns:
            lead = self.together.get(column, column)
            chosen[column] = next((row[column] for row in now if row[lead] is not None), None)
        for name in ORIGIN[:3]:
            chosen[name] = SEPARATOR.join(dict.fromkeys(str(row[name]) for row in now))
        return chosen


def _ranked(stated: list[Row]) -> list[Row]:
    """Return rows with the one that counts first."""
    by_name = sorted(stated, key=lambda row: (str(row["source"]), str(row["record"])))
    return sorted(by_name, key=lambda row: row[STATED_FROM], reverse=True)  # type: ignore[arg-type, return-value]
