"""What counts where several records of one thing disagree."""

from datetime import datetime

import polars as pl

from ingest.deriving.resolution import resolve_groups

END = datetime(9999, 12, 31)
COLUMNS = ("name", "easting", "northing")


def on(day: int) -> datetime:
    """Return midnight of a day of January 2026."""
    return datetime(2026, 1, day)


def stated(agency: str, start: int, end: int | None, **values: str | None) -> dict[str, object]:
    """Return what an agency's record of one thing states from one day of January to another."""
    return {
        "group": "thing",
        "own": "thing",
        "stated_from": on(start),
        "source": agency,
        "feed": f"{agency}-{start}",
        "record": f"{agency}:t:1",
        "grading": "",
        "handling": "",
        "known_from": on(start),
        "known_to": on(end) if end else END,
        **dict.fromkeys(COLUMNS),
        **values,
    }


def framed(*rows: dict[str, object]) -> pl.DataFrame:
    """Return rows as one frame."""
    return pl.DataFrame(list(rows), schema_overrides=dict.fromkeys(COLUMNS, pl.String), infer_schema_length=None)


def resolve(*rows: dict[str, object]) -> pl.DataFrame:
    """Resolve rows with position taken together."""
    return resolve_groups(framed(*rows), COLUMNS, {"northing": "easting"})


def told(resolved: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Return columns of the resolved rows, in order of time."""
    return resolved.sort("known_from").select(*columns).rows()


def test_the_one_known_last_counts() -> None:
    """Agency b was heard later, so its name counts from then on; both are sources."""
    resolved = resolve(stated("a", 1, None, name="x"), stated("b", 3, None, name="y"))
    assert told(resolved, "name", "known_from", "known_to", "source") == [
        ("x", on(1), on(3), "a"),
        ("y", on(3), END, "b;a"),
    ]


def test_on_one_day_the_agency_first_by_name_counts() -> None:
    """Whatever order the rows come in."""
    for rows in ([0, 1], [1, 0]):
        both = [stated("a", 1, None, name="x"), stated("b", 1, None, name="y")]
        assert told(resolve(*(both[row] for row in rows)), "name") == [("x",)]


def test_a_blank_does_not_count() -> None:
    """A later record without a name leaves the earlier name standing."""
    resolved = resolve(stated("a", 1, None, name="x"), stated("b", 3, None))
    assert told(resolved, "name") == [("x",), ("x",)]


def test_a_position_is_taken_from_one_record() -> None:
    """Two halves of two places never make a third."""
    resolved = resolve(
        stated("a", 1, None, easting="1", northing="1"), stated("b", 3, None, easting="2", northing="2", name="y")
    )
    assert told(resolved, "easting", "northing") == [("1", "1"), ("2", "2")]


def test_what_is_withdrawn_gives_way_to_what_still_stands() -> None:
    """When b takes its record back, a's counts again."""
    resolved = resolve(stated("a", 1, None, name="x"), stated("b", 3, 5, name="y"))
    assert told(resolved, "name", "known_from") == [("x", on(1)), ("y", on(3)), ("x", on(5))]


def test_a_time_when_nothing_was_known_stays_empty() -> None:
    """Between a's withdrawal and b's first word nobody said anything."""
    resolved = resolve(stated("a", 1, 2, name="x"), stated("b", 4, None, name="y"))
    assert told(resolved, "name", "known_from", "known_to") == [("x", on(1), on(2)), ("y", on(4), END)]
