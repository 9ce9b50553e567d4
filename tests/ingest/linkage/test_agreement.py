"""The quick way to trace plain joins says what the walk through time says."""

import random
from collections.abc import Callable
from datetime import datetime

import polars as pl
import pytest

from graph_schema.periods import MAX_MOMENT
from graph_schema.vocabulary import TABLES
from ingest.landing import joining
from ingest.landing.state import VERSIONS
from ingest.linkage import agreement
from ingest.linkage.identifiers import borne_identifiers
from ingest.records import UNIT_SEPARATOR

COLUMNS = TABLES["persons"].column_names
CHOICES = {
    "pnc": ("", "", "P1", "P2", "P3", "P4"),
    "cro": ("", "", "", "", "C1"),
    "crn": ("", "", "", "X1"),
    "nhs_number": ("", "", "", "N1", "N2"),
}


def some_versions(chance: random.Random) -> pl.DataFrame:
    """Return the versions of some records of people, most of them as first stated."""
    rows = []
    for number in range(chance.randrange(2, 9)):
        agency = chance.choice("abc")
        start = datetime(2026, 1, chance.randrange(1, 4))
        ends = [MAX_MOMENT] if chance.random() < 0.8 else [datetime(2026, 2, 1), MAX_MOMENT]
        for end in ends:
            held = {kind: chance.choice(values) for kind, values in CHOICES.items()}
            values = UNIT_SEPARATOR.join(held.get(name, "") for name in COLUMNS)
            rows.append((f"{agency}:persons:{number}", agency, "persons", "f", start, end, 2, values, None))
            start = end
    return pl.DataFrame(rows, schema=VERSIONS, orient="row")


@pytest.mark.soak
def test_peaceful_groups_are_traced_as_the_walk_traces_them(
    monkeypatch: pytest.MonkeyPatch, depth: Callable[[int, int], int]
) -> None:
    """For seeded random records, group by group, with the quick way and without it."""
    quick = 0
    for seed in range(depth(150, 5000)):
        versions = some_versions(random.Random(seed))
        borne = borne_identifiers("persons", versions)
        both = []
        for switch in (True, False):
            with monkeypatch.context() as patched:
                if not switch:
                    patched.setattr(joining, "find_peaceful", lambda _, __, groups: groups.clear())
                both.append(joining.trace("persons", versions, borne))
        assert both[0][0].sort("record", "known_from").equals(both[1][0].sort("record", "known_from")), seed
        groups = agreement.hang_together(borne)
        quick += agreement.find_peaceful("persons", borne, groups).height
    assert quick > 50
