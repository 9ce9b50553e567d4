"""The quick way to resolve records that only came says what the walk through time says."""

import random
from collections.abc import Callable

import polars as pl
import pytest

from ingest.deriving import resolution
from tests.ingest.deriving.test_resolution import COLUMNS, stated


def some_rows(chance: random.Random) -> pl.DataFrame:
    """Return rows of several things, each with several agencies' records, most still standing."""
    rows = []
    for thing in range(4):
        for agency in chance.sample("abcd", chance.randrange(1, 5)):
            start = chance.randrange(1, 4)
            end = None if chance.random() < 0.8 else start + 5
            position = {name: str(start) for name in ("easting", "northing")} if chance.random() < 0.5 else {}
            name = chance.choice((None, "x", "X", "y"))
            rows.append(stated(agency, start, end, name=name, **position) | {"group": str(thing)})
    return pl.DataFrame(rows, schema_overrides=dict.fromkeys(COLUMNS, pl.String), infer_schema_length=None)


@pytest.mark.soak
def test_accumulated_things_resolve_as_the_walk_resolves_them(
    monkeypatch: pytest.MonkeyPatch, depth: Callable[[int, int], int]
) -> None:
    """With the quick way and without it."""
    for seed in range(depth(150, 5000)):
        rows = some_rows(random.Random(seed))
        answers = []
        for switch in (True, False):
            with monkeypatch.context() as patched:
                if not switch:
                    patched.setattr(resolution, "is_accumulated", lambda: pl.lit(value=False))
                resolved = resolution.resolve_groups(rows, COLUMNS, {"northing": "easting"})
            answers.append(resolved.sort("group", "known_from").rows())
        assert answers[0] == answers[1], seed
