"""Reading one feed from wherever it lies: a folder, a zip of it, or one workbook."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from ingest.errors import ManifestFault, UnknownFile, UnreadableFile
from ingest.reading.drawings import read_drawings
from ingest.reading.limits import DEFAULT, Limits
from ingest.reading.manifests import FILE, build_manifest, parse_manifest
from ingest.reading.members import Member, archive_members, folder_members, missing
from ingest.reading.raw import Manifest, RawFeed, RawTable
from ingest.reading.tables import read_csv, read_json_lines
from ingest.reading.workbooks import read_workbook

_READERS = {".csv": read_csv, ".jsonl": read_json_lines, ".geojson": read_drawings}


def read_feed(path: Path, limits: Limits = DEFAULT) -> RawFeed:
    """Read a whole feed; every cell is text.

    Raises FeedRefused, and nothing else, for whatever is wrong with its structure.
    """
    if path.is_dir():
        return _from_members(path.name, folder_members(path, limits), limits)
    if not path.is_file():
        raise missing(path)
    if path.suffix.lower() == ".zip":
        return _from_members(path.stem, archive_members(path, limits), limits)
    if path.suffix.lower() == ".xlsx":
        return _from_workbook(path, limits)
    raise missing(path)


def _from_members(name: str, members: Iterable[Member], limits: Limits) -> RawFeed:
    manifest: Manifest | None = None
    notices: tuple[str, ...] = ()
    tables: dict[str, RawTable] = {}
    digest = sha256(b"files")
    for member in members:
        digest.update(member.name.encode() + b"\0" + sha256(member.content).digest())
        if member.name.lower() == FILE:
            manifest, notices = parse_manifest(member.content)
            continue
        stem, suffix = Path(member.name).stem.lower(), Path(member.name).suffix.lower()
        reader = _READERS.get(suffix)
        if reader is None:
            raise UnknownFile(
                f"{_shown(member.name)} is no table: a feed holds feed.toml, .csv, .jsonl and zones.geojson. "
                "Save it as one of these, or take it out.",
                member.name,
            )
        if stem in tables:
            raise UnreadableFile(f"two files hold the table {_shown(stem)}: send it once.", member.name)
        tables[stem] = reader(member.name, member.content, limits)
    if manifest is None:
        raise ManifestFault('there is no feed.toml: add one with agency = "..." and received = 2026-11-20.', FILE)
    return RawFeed(name, manifest, digest.hexdigest(), tables, notices)


def _from_workbook(path: Path, limits: Limits) -> RawFeed:
    entries, tables = read_workbook(path, limits)
    manifest, notices = build_manifest(entries, f"{path.name}, sheet feed")
    return RawFeed(path.stem, manifest, sha256(b"workbook" + path.read_bytes()).hexdigest(), tables, notices)


def read_manifest(path: Path, limits: Limits = DEFAULT) -> Manifest:
    """Read only the manifest of a feed, to know which of several comes first. Raises FeedRefused like `read_feed`."""
    if path.is_dir():
        file = path / FILE
        if not file.is_file():
            raise ManifestFault('there is no feed.toml: add one with agency = "..." and received = 2026-11-20.', FILE)
        return parse_manifest(file.read_bytes())[0]
    if path.suffix.lower() == ".zip" and path.is_file():
        for member in archive_members(path, limits):
            if member.name.lower() == FILE:
                return parse_manifest(member.content)[0]
        raise ManifestFault('there is no feed.toml: add one with agency = "..." and received = 2026-11-20.', FILE)
    return read_feed(path, limits).manifest


def _shown(name: str) -> str:
    printable = "".join(character if character.isprintable() else "?" for character in name)
    return printable if len(printable) <= 60 else f"{printable[:57]}..."
