"""The canonical profile changes nothing."""

from collections.abc import Callable

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.vocabulary import TABLES
from ingest.profiles import apply_profile, load_profile
from ingest.reading.raw import RawFeed, RawTable

CELL = st.none() | st.text(min_size=1, max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, tuple[dict[str, list[str | None]], list[int]]]:
    made = {}
    for name in draw(st.lists(st.sampled_from([*TABLES, "unheard_of"]), max_size=4, unique=True)):
        known = TABLES[name].column_names if name in TABLES else ("a", "b")
        columns = draw(st.lists(st.sampled_from([*known, "Extra Column"]), min_size=1, max_size=5, unique=True))
        height = draw(st.integers(0, 4))
        cells = {column: draw(st.lists(CELL, min_size=height, max_size=height)) for column in columns}
        lines = draw(st.lists(st.integers(2, 99), min_size=height, max_size=height))
        made[name] = (cells, lines)
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=tables())
def test_canonical_is_the_identity(
    a_feed: Callable[..., RawFeed], sent: dict[str, tuple[dict[str, list[str | None]], list[int]]]
) -> None:
    feed = a_feed(
        **{
            name: RawTable(
                f"{name}.csv",
                pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)),
                pl.Series("line", lines, dtype=pl.Int64),
            )
            for name, (cells, lines) in sent.items()
        }
    )
    mapped = apply_profile(load_profile("canonical"), feed)
    assert mapped.feed is feed
    assert mapped.notices == ()
    assert {name: trace["line"].to_list() for name, trace in mapped.origins.items()} == {
        name: lines for name, (_, lines) in sent.items()
    }
