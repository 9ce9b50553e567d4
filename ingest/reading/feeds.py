"""Reading one feed from wherever it lies: a folder, a zip of it, or one workbook."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ingest.errors import OverLimit, UnknownFile, UnreadableFile
from ingest.reading.cells import trim
from ingest.reading.drawings import read_drawings
from ingest.reading.json_lines import read_json_lines
from ingest.reading.limits import DEFAULT, Limits
from ingest.reading.manifests import FILE, build_manifest, no_manifest, parse_manifest
from ingest.reading.members import Member, archive_members, folder_members, missing, read_bounded
from ingest.reading.names import show_name
from ingest.reading.raw import Manifest, RawFeed, RawTable
from ingest.reading.tables import read_csv
from ingest.reading.text import guess_encoding

_READERS = {".csv": read_csv, ".jsonl": read_json_lines, ".geojson": read_drawings}
_ARCHIVE, _WORKBOOK = ".zip", ".xlsx"


def read_feed(path: Path, limits: Limits = DEFAULT) -> RawFeed:
    """Read a whole feed; every cell is text.

    Raises FeedRefused, and nothing else, for whatever is wrong with its structure.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        return _from_members(path.name, folder_members(path, limits), limits)
    if suffix == _ARCHIVE and path.is_file():
        return _from_members(path.stem, archive_members(path, limits), limits)
    if suffix == _WORKBOOK and path.is_file():
        return _from_workbook(path, limits)
    raise missing(path)


def _from_members(name: str, members: Iterable[Member], limits: Limits) -> RawFeed:
    told: tuple[Manifest, tuple[str, ...]] | None = None
    tables: dict[str, RawTable] = {}
    digest = sha256(b"files")
    for member in members:
        digest.update(member.fingerprint)
        if member.name.lower() == FILE:
            told = _parse_manifest(member.content, limits)
            continue
        table = trim(Path(member.name).stem).lower()
        reader = _reader_of(member.name)
        if table in tables:
            raise UnreadableFile(f"two files hold the table {show_name(table)}: send it once.", member.name)
        read = reader(member.name, member.content, limits)
        tables[table] = replace(read, guessed=guess_encoding(member.content))
    if told is None:
        raise no_manifest()
    manifest, notices = told
    return RawFeed(_as_text(name), manifest, digest.hexdigest(), tables, notices)


def _reader_of(name: str) -> Callable[[str, bytes, Limits], RawTable]:
    reader = _READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise UnknownFile(
            f"{show_name(name)} is no table: a feed holds feed.toml, .csv, .jsonl and zones.geojson. "
            "Save it as one of these, or take it out, so that nothing sent is lost.",
            name,
        )
    return reader


def _from_workbook(path: Path, limits: Limits) -> RawFeed:
    # The library that reads workbooks takes 0.4 s to import, and most feeds are none.
    from ingest.reading.workbooks import read_workbook

    content = read_bounded(path.resolve(), limits.archive_bytes)
    workbook = read_workbook(path.name, content, limits)
    manifest, notices = build_manifest(workbook.entries, f"{show_name(path.name)}, sheet feed")
    digest = sha256(b"workbook" + content).hexdigest()
    return RawFeed(_as_text(path.stem), manifest, digest, workbook.tables, (*notices, *workbook.notices))


def read_manifest(path: Path, limits: Limits = DEFAULT) -> Manifest:
    """Read only the manifest of a feed, to know which of several comes first. Raises FeedRefused like `read_feed`."""
    suffix = path.suffix.lower()
    if path.is_dir():
        file = path / FILE
        if not file.is_symlink() and not file.exists():
            raise no_manifest()
        return _parse_manifest(read_bounded(file, limits.manifest_bytes), limits)[0]
    if suffix == _ARCHIVE and path.is_file():
        for member in archive_members(path, limits, only=FILE):
            return _parse_manifest(member.content, limits)[0]
        raise no_manifest()
    if suffix == _WORKBOOK and path.is_file():
        from ingest.reading.workbooks import read_entries

        entries = read_entries(path.name, read_bounded(path.resolve(), limits.archive_bytes), limits)
        return build_manifest(entries, f"{show_name(path.name)}, sheet feed")[0]
    raise missing(path)


def _parse_manifest(content: bytes, limits: Limits) -> tuple[Manifest, tuple[str, ...]]:
    if len(content) > limits.manifest_bytes:
        raise OverLimit(f"{FILE} is larger than {limits.manifest_bytes:,} bytes: keep to its seven entries.", FILE)
    return parse_manifest(content)


def _as_text(name: str) -> str:
    """Return a name whose bytes may be no text, as old archives and disks have them, as text."""
    return name.encode("utf-8", "replace").decode()
