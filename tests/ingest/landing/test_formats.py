"""One feed in every form it may be sent in is one graph, statement by statement."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.ingestion import Refused, find_feeds, ingest_feeds
from ingest.synthetic import Format, Options, generate
from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.conftest import Area
from tests.ingest.landing.every_table.area import earlier_feed, full_feed, full_feed_with_zones_as_text

SQUARE: dict[str, object] = {
    "type": "FeatureCollection",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
    "features": [
        {
            "type": "Feature",
            "properties": {"zone_ref": "Z1", "name": "Around"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[349000, 360000], [350000, 360000], [350000, 361000], [349000, 360000]]],
            },
        }
    ],
}


def a_full_feed() -> FeedBuilder:
    """Return a feed with accents, quotes, separators and a zone."""
    people = (
        {"person_ref": "P1", "given_names": "Zoë", "family_name": 'O\'Brien; the "younger"', "aliases": "A B;C D"},
        {"person_ref": "P2", "given_names": "Line\nbreak", "family_name": "x,y", "date_of_birth": "1990-05-03"},
    )
    address = {
        "address_ref": "A1",
        "primary_name": "7",
        "street": "Kelpie Row",
        "postcode": "ch39ft",
    }
    feed = a_feed("housing", "2026-02-02").saying(handling="OFFICIAL", grading="B").having("persons", *people)
    return feed.having("addresses", address | {"easting": "349405.5", "northing": "360331"}).having(
        "residences", {"person_ref": "P1", "address_ref": "A1", "kind": "home"}
    )


@dataclass(frozen=True)
class Form:
    """A way to write a feed."""

    write: Callable[[FeedBuilder, Path], Path]


def _as_tab_separated_cp1252(feed: FeedBuilder, parent: Path) -> Path:
    folder = feed.in_folder(parent)
    persons = folder / "persons.csv"
    text = persons.read_text(encoding="utf-8")
    persons.write_bytes(text.encode("cp1252"))
    addresses = folder / "addresses.csv"
    addresses.write_bytes(b"\xef\xbb\xbf" + addresses.read_bytes().replace(b",", b"\t"))
    return folder


def _rewritten(feed: FeedBuilder, parent: Path, rewrite: Callable[[list[dict[str, str]]], str], suffix: str) -> Path:
    """Write every table of a feed anew from its rows."""
    folder = feed.in_folder(parent)
    for table in list(folder.glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"), newline="")))
        table.unlink()
        table.with_suffix(suffix).write_text(rewrite(rows), encoding="utf-8", newline="")
    return folder


def _as_semicolons(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _as_json_lines(rows: list[dict[str, str]]) -> str:
    kept = ({name: value or None for name, value in row.items()} for row in rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in kept)


def _in_semicolons(feed: FeedBuilder, parent: Path) -> Path:
    return _rewritten(feed, parent, _as_semicolons, ".csv")


def _in_json_lines(feed: FeedBuilder, parent: Path) -> Path:
    return _rewritten(feed, parent, _as_json_lines, ".jsonl")


FORMS = [
    pytest.param(Form(FeedBuilder.in_folder), id="folder"),
    pytest.param(Form(FeedBuilder.in_zip), id="zip"),
    pytest.param(Form(FeedBuilder.in_workbook), id="workbook"),
    pytest.param(Form(_as_tab_separated_cp1252), id="folder in cp1252, tabs and a byte order mark"),
    pytest.param(Form(_in_semicolons), id="folder in semicolons, every cell quoted"),
    pytest.param(Form(_in_json_lines), id="folder of JSON lines"),
]


def landed(area: Area, path: Path) -> list[tuple[object, ...]]:
    """Land one feed and return every statement."""
    (outcome,) = ingest_feeds([path], area.store, area.reader)
    assert not isinstance(outcome, Refused), outcome
    assert not outcome.problems
    return area.everything().rows()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_graph(form: Form, new_area: Callable[[], Area]) -> None:
    """For a feed of awkward cells."""
    reference, other = new_area(), new_area()
    expected = landed(reference, a_full_feed().in_folder(reference.folder))
    assert landed(other, form.write(a_full_feed(), other.folder)) == expected
    assert len(expected) > 5


@pytest.mark.parametrize("write", [FeedBuilder.in_zip, FeedBuilder.in_workbook, _in_semicolons, _in_json_lines])
def test_every_form_gives_the_same_graph_of_every_table(
    write: Callable[[FeedBuilder, Path], Path], new_area: Callable[[], Area]
) -> None:
    reference, other = new_area(), new_area()
    for area in (reference, other):
        area.lands(earlier_feed())
    feed = full_feed_with_zones_as_text() if write is FeedBuilder.in_workbook else full_feed()
    expected = landed(reference, full_feed().in_folder(reference.folder))
    assert landed(other, write(feed, other.folder)) == expected


def test_a_zone_is_the_same_in_a_file_and_in_a_zip(new_area: Callable[[], Area]) -> None:
    first, second = new_area(), new_area()
    feed = a_full_feed().with_zones(SQUARE)
    assert landed(first, feed.in_folder(first.folder)) == landed(second, feed.in_zip(second.folder))


def test_an_invented_area_is_the_same_in_folders_and_in_workbooks(new_area: Callable[[], Area], tmp_path: Path) -> None:
    graphs = []
    for format_ in Format:
        area = new_area()
        folder = tmp_path / format_
        generate(folder, Options(offenders=20, history_months=2, format=format_))
        for outcome in ingest_feeds(find_feeds([folder / "feeds"]), area.store, area.reader):
            assert not isinstance(outcome, Refused), outcome
        graphs.append(area.everything())
    assert graphs[0].equals(graphs[1])
    assert graphs[0].height > 1000
