"""What can be known of a feed before its rows are read: who sent it when, and whether it has been seen before."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.reading.feeds import read_manifest
from ingest.reading.limits import DEFAULT, Limits
from ingest.reading.members import Member, archive_members, folder_members, read_bounded
from ingest.reading.raw import Manifest


@dataclass(frozen=True)
class Cover:
    """A feed's manifest and the digest that `read_feed` gives it."""

    manifest: Manifest
    digest: str


def read_cover(path: Path, limits: Limits = DEFAULT) -> Cover:
    """Read the manifest of a feed and hash its bytes. Raises FeedRefused like `read_feed`."""
    manifest = read_manifest(path, limits)
    if path.is_dir():
        return Cover(manifest, digest_members(folder_members(path, limits)))
    if path.suffix.lower() == ".zip":
        return Cover(manifest, digest_members(archive_members(path, limits)))
    content = read_bounded(path.resolve(), limits.archive_bytes)
    return Cover(manifest, sha256(b"workbook" + content).hexdigest())


def digest_members(members: Iterable[Member]) -> str:
    """Return the digest of a feed's files, the same for a folder and a zip of it."""
    digest = sha256(b"files")
    for member in members:
        digest.update(member.fingerprint)
    return digest.hexdigest()
