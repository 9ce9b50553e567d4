"""What records of one thing are told to disagree on."""

import polars as pl

from ingest.deriving.disagreements import find_disagreements
from tests.ingest.deriving.test_resolution import COLUMNS, framed, stated


def found(*rows: dict[str, object]) -> list[tuple[object, ...]]:
    """Return the disagreements of rows of one thing: who counts, who says otherwise, in what."""
    return find_disagreements(framed(*rows), ("group",), COLUMNS).select("first", "other", "column").rows()


def test_the_record_known_last_is_the_one_that_counts() -> None:
    assert found(stated("a", 1, None, name="x"), stated("b", 3, None, name="y")) == [("b:t:1", "a:t:1", "name")]


def test_on_one_day_that_of_the_agency_first_by_name() -> None:
    both = [stated("b", 1, None, name="x"), stated("a", 1, None, name="y")]
    assert found(*both) == found(*both[::-1]) == [("a:t:1", "b:t:1", "name")]


def test_a_blank_says_nothing_and_leaves_the_next_to_count() -> None:
    rows = (stated("a", 1, None, name="x"), stated("b", 2, None, name="y"), stated("c", 3, None))
    assert found(*rows) == [("b:t:1", "a:t:1", "name")]


def test_case_and_spacing_are_not_worth_a_persons_time() -> None:
    assert found(stated("a", 1, None, name="KELPIE  Row"), stated("b", 3, None, name="Kelpie row")) == []


def test_things_are_kept_apart() -> None:
    apart = [stated(agency, 1, None, name=agency) | {"group": agency} for agency in "ab"]
    assert found(*apart) == []


def test_each_column_is_compared_by_itself() -> None:
    rows = framed(stated("a", 1, None, name="x", easting="1"), stated("b", 2, None, name="x", easting="2"))
    assert find_disagreements(rows, ("group",), COLUMNS)["column"].to_list() == ["easting"]
    assert find_disagreements(rows, ("group",), ("name",)).equals(
        pl.DataFrame(schema={"group": pl.String, "first": pl.String, "other": pl.String, "column": pl.String})
    )
