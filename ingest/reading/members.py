"""The files of a feed, from a folder or an archive, with nothing ever unpacked to disk."""

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.errors import FeedMissing, FeedRefused, OverLimit, UnknownFile, UnreadableFile
from ingest.reading.guards import check_directory, check_end_record
from ingest.reading.limits import Limits
from ingest.reading.names import is_ignored, show_name

_CHUNK = 1 << 20
# All that zipfile is known to raise for bytes that are no sound zip.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True)
class Member:
    """One file of a feed: its bare name and its bytes."""

    name: str
    content: bytes

    @property
    def fingerprint(self) -> bytes:
        """Return what a feed's digest is made of: the name and the hash of the bytes."""
        return self.name.encode() + b"\0" + sha256(self.content).digest()


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file, not through a link in its last part.

    Raises OverLimit above `most` bytes, UnknownFile for a link, a pipe or a device, UnreadableFile where it is locked.
    """
    name = path.name
    try:
        # Without waiting: opening a pipe would otherwise wait for someone to write to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise UnknownFile(f"{show_name(name)} is no ordinary file: a feed holds its files directly.", name)
            content = b"" if found.st_size > most else file.read(most + 1)
    except OSError as error:
        if path.is_symlink():
            raise UnknownFile(f"{show_name(name)} is a link: send the file itself.", name) from None
        raise UnreadableFile(f"{show_name(name)} cannot be opened ({error.strerror}): check it.", name) from None
    if found.st_size > most or len(content) > most:
        raise OverLimit(f"{show_name(name)} is larger than {most:,} bytes: split the feed.", name)
    return content


def folder_members(folder: Path, limits: Limits) -> Iterator[Member]:
    """Yield the files of a folder by name. Raises UnknownFile for a link or a folder within, OverLimit."""
    left = limits.unpacked_bytes
    for path in _entries(folder, limits):
        if path.is_symlink() or not path.is_file():
            message = f"{show_name(path.name)} is a folder or a link: a feed holds its files directly."
            raise UnknownFile(message, path.name)
        content = read_bounded(path, limits.file_bytes)
        left -= len(content)
        if left < 0:
            raise OverLimit(f"the files of the feed are larger than {limits.unpacked_bytes:,} bytes: split it.")
        yield Member(path.name, content)


def _entries(folder: Path, limits: Limits) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if not is_ignored(path.name, is_folder=path.is_dir()))
    except OSError as error:
        message = f"{show_name(folder.name)} cannot be opened ({error.strerror}): check it."
        raise UnreadableFile(message, folder.name) from None
    if len(found) > limits.members:
        raise OverLimit(f"the folder holds {len(found)} files, and a feed needs no more than {limits.members}.")
    for path in found:
        is_text = path.name.isprintable()
        if not is_text or len(path.name) > limits.name_characters:
            raise UnknownFile("a file of the folder has a name that is too long or no text: rename it.")
    if len({path.name.lower() for path in found}) != len(found):
        raise UnreadableFile("the folder holds two files whose names differ only in capitals: keep one.")
    return found


@contextmanager
def open_archive(name: str, content: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an archive in memory; whatever is damaged in it raises UnreadableFile, also while it is read."""
    entries = check_end_record(name, content, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) != entries:
                # zipfile lists what it finds: a directory cut short would lose files without a word.
                raise zipfile.BadZipFile
            yield archive
    except _DAMAGED:
        raise UnreadableFile(f"{show_name(name)} is damaged: make it again and send it again.", name) from None


def archive_members(path: Path, limits: Limits, only: str | None = None) -> Iterator[Member]:
    """Yield the files of a zip by name, all at its top or all within one folder; `only` yields that one alone.

    Raises UnreadableFile for what is no sound zip, OverLimit for a bomb, UnknownFile for a member that is no file of a
    feed or would leave the archive.
    """
    # The feed itself may be a link: the caller chose it. What lies in a feed may not.
    content = read_bounded(path.resolve(), limits.archive_bytes)
    with open_archive(path.name, content, limits) as archive:
        members = check_directory(archive, limits)
        folder = _only_folder(members)
        for info in sorted(members, key=lambda info: info.filename):
            name = info.filename.removeprefix(folder)
            if "/" in name:
                raise UnknownFile(f"{show_name(name)} lies in a folder of its own: put all files side by side.", name)
            if only is None or name.lower() == only:
                yield Member(name, read_member(archive, info))


def _only_folder(members: list[zipfile.ZipInfo]) -> str:
    tops = {info.filename.split("/", 1)[0] for info in members if "/" in info.filename}
    at_top = any("/" not in info.filename for info in members)
    return f"{tops.pop()}/" if len(tops) == 1 and not at_top else ""


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, never more than its directory entry says. Raises OverLimit when there are more."""
    parts: list[bytes] = []
    left = info.file_size
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                message = f"{show_name(info.filename)} is larger than the archive says: make it again."
                raise OverLimit(message, info.filename)
            parts.append(chunk)
    if left:
        message = f"{show_name(info.filename)} is smaller than the archive says: make it again."
        raise UnreadableFile(message, info.filename)
    return b"".join(parts)


def missing(path: Path) -> FeedRefused:
    """Return the error for a path where there is no feed."""
    message = f"{show_name(path.name)} is no feed: give a folder that holds feed.toml, a .zip of one, or a .xlsx."
    return FeedMissing(message, path.name)
