"""What the graph holds of judgements, matches, and pairs that wait, read back as they were kept."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from ingest.judging.said import Asked, Compared, Judged, Matched, Waiting

Row = Mapping[str, Any]


@cache
def _query(name: str) -> str:
    return files("ingest.judging").joinpath(f"queries/{name}.cypher").read_text(encoding="utf-8")


def all_judged(store: GraphStore) -> list[Judged]:
    """Return all that people ever judged, undone or not, the earliest first; there are as many as people made."""
    found = [_judged(row) for row in store.read(_query("judged")).to_pylist()]
    return sorted(found, key=lambda one: (one.known_from, one.pair))


def all_waiting(store: GraphStore) -> list[Waiting]:
    """Return all pairs that wait, in the order of their records."""
    return sorted((_waiting(row) for row in store.read(_query("waiting")).to_pylist()), key=lambda one: one.pair)


def all_matched(store: GraphStore) -> list[Matched]:
    """Return what runs found and what still stands of it, in the order of the records."""
    rows = store.read(_query("matched"), {"open_end": MAX_MOMENT}).to_pylist()
    return sorted((_matched(row) for row in rows), key=lambda one: one.pair)


def judged_of(store: GraphStore, lefts: Sequence[str]) -> list[Judged]:
    """Return all that was ever judged of pairs whose first record is one of these, the earliest first."""
    return sorted((_judged(row) for row in _each(store, "judged_of", lefts)), key=lambda one: one.known_from)


def matched_of(store: GraphStore, lefts: Sequence[str]) -> list[Matched]:
    """Return all that runs ever found of pairs whose first record is one of these, the earliest first."""
    return sorted((_matched(row) for row in _each(store, "matched_of", lefts)), key=lambda one: one.known_from)


def waiting_of(store: GraphStore, pair: tuple[str, str]) -> Waiting | None:
    """Return a pair as it waits, None where it does not."""
    found = (_waiting(row) for row in _each(store, "waiting_of", [pair[0]]))
    return next((one for one in found if one.pair == pair), None)


def _each(store: GraphStore, name: str, keys: Sequence[str]) -> list[Row]:
    if not keys:
        return []
    rows: list[Row] = store.read_each(_query(name), sorted(set(keys))).to_pylist()
    return [row for row in rows if row["right"] is not None]


def _own(row: Row) -> dict[str, Any]:
    both = {name: row[name] for name in ("left", "right", "known_from", "known_to")}
    return both | {"compared": Compared.from_row(row)}


def _asked(row: Row) -> Asked:
    return Asked(**{one.name: row[one.name] for one in fields(Asked)})


def _judged(row: Row) -> Judged:
    names = ("answer", "judged_by", "note", "review", "since", "ended_by", "ended_note")
    return Judged(**_own(row), **{name: row[name] for name in names}, asked=_asked(row))


def _matched(row: Row) -> Matched:
    return Matched(**_own(row), **{name: row[name] for name in ("within_agency", "ended_by", "ended_note")})


def _waiting(row: Row) -> Waiting:
    return Waiting(**_own(row), since=row["since"], version=row["version"], asked=_asked(row))
