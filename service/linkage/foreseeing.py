"""The graph as it would be once records are judged, for what reads how things stand; nothing is written for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
import pyarrow as pa

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore, Parameters
from ingest.deriving.details import HAS_DETAILS
from ingest.deriving.statements import FROM, STATEMENT, TO
from ingest.judging.writing import Worked

Row = dict[str, object]

_RETURNED = re.compile(r"\b(\w+)\.`?(\w+)`? AS `?(\w+)`?")
_KEYED_PERSON = re.compile(r"\(\s*(\w+)\s*:\s*Person\s*\{\s*id\s*:\s*\$key\s*\}\s*\)")
_DETAILS = re.compile(r"\((\w+):Person[^)]*\)-\[(\w+):HAS_DETAILS\]->\((\w+)")
_START = "__start"


@dataclass(frozen=True)
class _Text:
    """What a question returns: by variable its property and alias, the statements it tells of, and whom it finds."""

    returned: tuple[tuple[str, str, str], ...]
    statements: tuple[str, ...]
    keyed: str | None
    details: tuple[str, str, str] | None

    def aliases(self, variable: str) -> list[str]:
        """Return every column that holds the id of a node."""
        return [alias for var, name, alias in self.returned if (var, name) == (variable, "id")]

    def variable_of(self, alias: str) -> str:
        """Return the node whose id a column holds."""
        return next(var for var, _, name in self.returned if name == alias)


@lru_cache(maxsize=512)
def _parse(query: str) -> _Text:
    returned = tuple(found.groups() for found in _RETURNED.finditer(query.partition("RETURN")[2]))
    statements = tuple(alias.removesuffix(_START) for _, _, alias in returned if alias.endswith(_START))
    keyed, details = _KEYED_PERSON.search(query), _DETAILS.search(query)
    return _Text(returned, statements, keyed[1] if keyed else None, details.groups() if details else None)  # type: ignore[arg-type]  # three groups each


class Foreseen:
    """A store seen through changes that were worked out, for questions of the rules as things stand.

    A question says of each statement its two ends and its record (`@path`); a statement that the changes move from one
    person to another is told of the other. What a person's details would be is told as it was worked out.
    """

    def __init__(self, store: GraphStore, worked: Worked) -> None:
        """Look at `store` through `worked`."""
        self._store = store
        self._moves: dict[tuple[object, ...], tuple[str, str]] = {}
        self._details: dict[str, Row] = {}
        moved = worked.moved.values()
        self.people = frozenset(person for pair in moved for person in pair)
        """Who would be somebody else, or have more or less said of them."""
        for link, difference in worked.differences:
            begun = difference.added.filter(pl.col("known_to") == MAX_MOMENT)
            if link == HAS_DETAILS:
                self._details |= {str(row[FROM]): row for row in begun.iter_rows(named=True)}
                continue
            ended = pl.concat([difference.closed.drop("known_to"), difference.removed]).select(FROM, TO, STATEMENT)
            both = begun.select(FROM, TO, STATEMENT, "record").join(ended, on=STATEMENT, suffix="_was")
            for row in both.iter_rows(named=True):
                self._moves[row[f"{FROM}_was"], row[f"{TO}_was"], row["record"]] = (row[FROM], row[TO])

    def read(self, query: str, parameters: Parameters | None = None) -> pa.Table:
        """Answer a question about everybody."""
        return self._told(_parse(query), self._store.read(query, parameters), None)

    def read_each(self, query: str, keys: Sequence[str], parameters: Parameters | None = None) -> pa.Table:
        """Answer a question about each of `keys`."""
        text = _parse(query)
        asked = set(keys)
        if text.keyed and asked & self.people:
            table = self._store.read_each(query, sorted(asked | self.people), parameters)
            return self._told(text, table, asked)
        return self._told(text, self._store.read_each(query, keys, parameters), None)

    def _told(self, text: _Text, table: pa.Table, asked: set[str] | None) -> pa.Table:
        if text.details is not None:
            return self._with_details(text, table, asked)
        columns = [f"{name}__{end}" for name in text.statements for end in ("start", "stop")]
        frame = pl.DataFrame(table)
        touched = pl.any_horizontal(pl.lit(value=False), *(pl.col(name).is_in(list(self.people)) for name in columns))
        mask = (
            frame.select(touched.fill_null(value=False)).to_series()
            if frame.height
            else pl.Series([], dtype=pl.Boolean)
        )
        if not mask.any():
            return table
        rows = [self._moved(text, row) for row in frame.filter(mask).to_dicts()]
        if asked is not None:
            # Whoever is asked about gets what would be said of them, whoever it is said of now.
            own = text.aliases(str(text.keyed))[0]
            rows = [row for row in rows if row[own] in asked]
            frame_rest = frame.filter(~mask).filter(pl.col(own).is_in(list(asked)))
        else:
            frame_rest = frame.filter(~mask)
        moved = pl.DataFrame(rows, schema=frame.schema) if rows else frame.clear()
        return pl.concat([frame_rest, moved]).to_arrow()

    def _moved(self, text: _Text, row: Row) -> Row:
        told = dict(row)
        for name in text.statements:
            start, stop = f"{name}__start", f"{name}__stop"
            there = self._moves.get((row[start], row[stop], row[f"{name}__record"]))
            if there is not None:
                for alias, value in zip((start, stop), there, strict=True):
                    told |= dict.fromkeys(text.aliases(text.variable_of(alias)), value)
        return told

    def _with_details(self, text: _Text, table: pa.Table, asked: set[str] | None) -> pa.Table:
        person, statement, record = text.details or ("", "", "")
        own = text.aliases(person)[0]
        frame = pl.DataFrame(table)
        kept = frame.filter(~pl.col(own).is_in(list(self.people)))
        wanted = self.people if asked is None else self.people & asked
        rows = [
            {alias: self._detail(row, statement, record, (var, name)) for var, name, alias in text.returned}
            for id_, row in self._details.items() if id_ in wanted
        ]  # fmt: skip
        if not rows:
            return kept.to_arrow()
        told = pl.DataFrame(rows, infer_schema_length=None)
        return pl.concat([kept, told.select(frame.columns)], how="vertical_relaxed").to_arrow()

    @staticmethod
    def _detail(row: Row, statement: str, record: str, column: tuple[str, str]) -> object:
        variable, name = column
        if variable == statement:
            return row[name]
        return row[TO] if variable == record else row[FROM]


def people_of(moved: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    """Return who would be whom: each person that all their records would leave, by the person they would be."""
    towards: dict[str, set[str]] = {}
    for was, is_ in moved.values():
        towards.setdefault(was, set()).add(is_)
    return {was: next(iter(there)) for was, there in towards.items() if len(there) == 1}
