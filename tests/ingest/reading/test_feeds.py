import zipfile
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import FeedMissing, FeedRefused, ManifestFault, OverLimit, UnknownFile, UnreadableFile
from ingest.reading import RawFeed, read_feed, read_manifest
from ingest.reading.limits import Limits
from tests.feed_builder import FeedBuilder, a_feed

ZONE = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]]}


def _feed() -> FeedBuilder:
    return (
        a_feed("cheshire-police", "2026-02-02")
        .having("persons", {"person_ref": "P1", "given_names": "Zoë"}, {"person_ref": "P2", "given_names": ""})
        .having("residences", {"person_ref": "P1", "address_ref": "A1"})
        .saying(complete=True, grading="B")
    )


def _zip(path: Path, files: dict[str, bytes], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content)
    return path


def _rows(feed: RawFeed) -> dict[str, list[tuple[int | str | None, ...]]]:
    return {
        name: [(line, *row) for line, row in zip(table.lines, table.cells.iter_rows(), strict=True)]
        for name, table in feed.tables.items()
    }


def test_a_folder_a_zip_of_it_and_a_workbook_say_the_same(tmp_path: Path) -> None:
    folder = read_feed(_feed().in_folder(tmp_path))
    assert _rows(folder) == {"persons": [(2, "P1", "Zoë"), (3, "P2", None)], "residences": [(2, "P1", "A1")]}
    assert (folder.name, folder.manifest.agency) == ("cheshire-police-2026-02-02", "cheshire-police")
    assert (folder.manifest.received, folder.manifest.complete) == (date(2026, 2, 2), True)
    for other in (_feed().in_zip(tmp_path), _feed().in_workbook(tmp_path)):
        read = read_feed(other)
        assert _rows(read) == _rows(folder)
        assert (read.name, read.manifest) == (folder.name, folder.manifest)
        assert read_manifest(other) == folder.manifest
    assert read_manifest(tmp_path / folder.name) == folder.manifest


def test_the_digest_is_of_the_files_and_not_of_how_they_are_packed(tmp_path: Path) -> None:
    files = _feed().files()
    folder = read_feed(_feed().in_folder(tmp_path)).digest
    assert read_feed(_zip(tmp_path / "top.zip", files)).digest == folder
    assert read_feed(_zip(tmp_path / "inside.zip", files, "some feed/")).digest == folder
    assert read_feed(_zip(tmp_path / "order.zip", dict(reversed(files.items())))).digest == folder
    changed = {**files, "persons.csv": files["persons.csv"] + b"\n"}
    assert read_feed(_zip(tmp_path / "changed.zip", changed)).digest != folder


def test_what_systems_and_spreadsheets_leave_behind_is_read_over(tmp_path: Path) -> None:
    folder = _feed().in_folder(tmp_path)
    digest = read_feed(folder).digest
    for name in (".DS_Store", "Thumbs.db", "~$persons.xlsx", "desktop.ini"):
        (folder / name).write_bytes(b"\0")
    (folder / "__MACOSX").mkdir()
    (folder / "before.rejected").mkdir()
    assert read_feed(folder).digest == digest
    files = {**_feed().files(), "__MACOSX/._persons.csv": b"\0", "before.rejected/persons.csv": b"a\n", ".git/x": b""}
    assert read_feed(_zip(tmp_path / "left.zip", files)).digest == digest


@pytest.mark.parametrize("name", ["notes.txt", "letter.pdf", "more.zip", "persons.xlsm", "persons", "x.rejected"])
def test_any_other_file_refuses_the_feed_and_is_named(name: str, tmp_path: Path) -> None:
    folder = _feed().in_folder(tmp_path)
    (folder / name).write_bytes(b"a\n")
    with pytest.raises(UnknownFile, match=f"{name} is no table.*nothing sent is lost") as refused:
        read_feed(folder)
    assert refused.value.file == name


def test_a_link_a_folder_within_and_a_pipe_are_refused(tmp_path: Path) -> None:
    folder = _feed().in_folder(tmp_path)
    link = folder / "orders.csv"
    link.symlink_to(folder / "persons.csv")
    with pytest.raises(UnknownFile, match=r"orders\.csv is a folder or a link"):
        read_feed(folder)
    link.unlink()
    link.mkdir()
    with pytest.raises(UnknownFile, match=r"orders\.csv is a folder or a link"):
        read_feed(folder)
    link.rmdir()
    (folder / "feed.toml").unlink()
    (folder / "feed.toml").symlink_to("/dev/zero")
    with pytest.raises(UnknownFile, match=r"feed\.toml is a link"):
        read_manifest(folder)


def test_without_a_manifest_nothing_is_read(tmp_path: Path) -> None:
    files = {name: content for name, content in _feed().files().items() if name != "feed.toml"}
    path = _zip(tmp_path / "bare.zip", files)
    for read in (read_feed, read_manifest):
        with pytest.raises(ManifestFault, match=r"there is no feed\.toml: add one"):
            read(path)


def test_one_table_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = _feed().in_folder(tmp_path)
    (folder / "Persons.jsonl").write_bytes(b'{"person_ref": "P9"}\n')
    with pytest.raises(UnreadableFile, match="two files hold the table persons"):
        read_feed(folder)
    (folder / "Persons.jsonl").unlink()
    (folder / "PERSONS.csv").write_bytes(b"person_ref\nP9\n")
    with pytest.raises(UnreadableFile, match="differ only in capitals"):
        read_feed(folder)


def test_a_path_that_is_no_feed_says_what_one_is(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_bytes(b"a\n")
    for name in ("persons.csv", "nowhere.zip", "nowhere"):
        with pytest.raises(FeedMissing, match=r"is no feed: give a folder that holds feed\.toml"):
            read_feed(tmp_path / name)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        pytest.param(Limits(members=2), "needs no more than 2|more files than the 2", id="too many files"),
        pytest.param(Limits(file_bytes=60), "larger than 60 bytes", id="a file too large"),
        pytest.param(Limits(unpacked_bytes=90), "than 90 bytes", id="all files too large together"),
        pytest.param(Limits(rows=1), "more than 1 rows", id="too many rows"),
        pytest.param(Limits(columns=1), "has 2 columns", id="too many columns"),
        pytest.param(Limits(cell_characters=2), "more than 2 characters in column", id="a cell too long"),
        pytest.param(Limits(manifest_bytes=10), "feed.toml is larger than 10 bytes", id="a manifest too long"),
    ],
)
def test_a_feed_over_a_limit_is_refused_in_a_folder_and_in_a_zip(limits: Limits, says: str, tmp_path: Path) -> None:
    for path in (_feed().in_folder(tmp_path), _feed().in_zip(tmp_path)):
        with pytest.raises(OverLimit, match=says):
            read_feed(path, limits)


def test_a_file_that_may_not_be_opened_refuses_the_feed_with_the_reason(tmp_path: Path) -> None:
    folder = _feed().in_folder(tmp_path)
    (folder / "feed.toml").unlink()
    (folder / "feed.toml").symlink_to("feed.toml")
    with pytest.raises(FeedRefused, match=r"feed\.toml is a"):
        read_feed(folder)


def test_zones_become_a_table_with_the_reference_system_in_each_geometry(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:27700"}}
    feature = {"type": "Feature", "properties": {"zone_ref": "Z1", "name": " Park ", "colour": 3}, "geometry": ZONE}
    bare = {"type": "Feature", "properties": {"zone_ref": "Z2", "valid_from": None}, "geometry": None}
    zones: dict[str, object] = {"type": "FeatureCollection", "features": [feature, bare], "crs": crs}
    table = read_feed(_feed().with_zones(zones).in_folder(tmp_path)).tables["zones"]
    assert table.lines.to_list() == [1, 2]
    assert table.cells.columns == ["zone_ref", "name", "valid_from", "valid_to", "geometry", "colour"]
    assert table.cells.select("zone_ref", "name", "valid_from", "colour").rows() == [
        ("Z1", "Park", None, "3"),
        ("Z2", None, None, None),
    ]
    first, second = table.cells["geometry"]
    assert "27700" in first
    assert second is None
