"""The files of a feed, from a folder or an archive, with nothing ever unpacked to disk."""

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import FeedMissing, OverLimit, UnknownFile, UnreadableFile
from ingest.reading.limits import Limits

_IGNORED_NAMES = {"__macosx", "thumbs.db", "desktop.ini"}
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of a feed: its bare name and its bytes."""

    name: str
    content: bytes


def is_ignored(name: str) -> bool:
    """Whether a file is one that operating systems and spreadsheets leave behind, or rows rejected before."""
    lowered = name.lower()
    return lowered.startswith((".", "~$")) or lowered in _IGNORED_NAMES or lowered.endswith(".rejected")


def folder_members(folder: Path, limits: Limits) -> Iterator[Member]:
    """Yield the files of a folder by name. Raises UnknownFile for a link or a folder within, OverLimit."""
    left = limits.unpacked_bytes
    for path in sorted(folder.iterdir()):
        if is_ignored(path.name):
            continue
        if path.is_symlink() or not path.is_file():
            raise UnknownFile(f"{_shown(path.name)} is a folder or a link: a feed holds its files directly.", path.name)
        size = path.stat().st_size
        left -= size
        if left < 0:
            raise OverLimit(
                f"the files of the feed are larger than {limits.unpacked_bytes:,} bytes: split it.", path.name
            )
        yield Member(path.name, path.read_bytes())


def archive_members(path: Path, limits: Limits) -> Iterator[Member]:
    """Yield the files of a zip by name, all at its top or all within one folder.

    Raises UnreadableFile for what is no sound zip, OverLimit for a bomb, UnknownFile for a member that is no file of a
    feed or would leave the archive.
    """
    if path.stat().st_size > limits.archive_bytes:
        raise OverLimit(f"{path.name} is larger than {limits.archive_bytes:,} bytes: split the feed.", path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            members = check_directory(archive, limits)
            folder = _only_folder(members)
            for info in sorted(members, key=lambda info: info.filename):
                name = info.filename.removeprefix(folder)
                if "/" in name:
                    raise UnknownFile(f"{_shown(name)} lies in a folder of its own: put all files side by side.", name)
                yield Member(name, read_member(archive, info))
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zipfile.LargeZipFile,
    ) as error:
        raise UnreadableFile(
            f"{path.name} is damaged or no zip: make it again and send it again.", path.name
        ) from error
    except Exception as error:
        if type(error).__module__ in {"zlib", "_lzma", "lzma"}:
            raise UnreadableFile(f"{path.name} is damaged: make it again and send it again.", path.name) from error
        raise


def check_directory(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the members that count, judged by the archive's directory before anything is unpacked."""
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise OverLimit(f"the archive holds {len(infos)} files, and a feed needs no more than {limits.members}.")
    kept = [
        info for info in infos if not info.is_dir() and not any(is_ignored(part) for part in info.filename.split("/"))
    ]
    names = [info.filename.lower() for info in kept]
    for info in kept:
        _check_name(info, limits)
        if info.flag_bits & 0x1:
            raise UnreadableFile(f"{_shown(info.filename)} is encrypted: send it without a password.", info.filename)
        if info.file_size > limits.ratio_floor_bytes and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise OverLimit(f"{_shown(info.filename)} unpacks to over {limits.ratio} times its size.", info.filename)
    if len(set(names)) != len(names):
        raise UnreadableFile("the archive holds two files of one name: make it again.")
    if sum(info.file_size for info in kept) > limits.unpacked_bytes:
        raise OverLimit(f"the archive unpacks to more than {limits.unpacked_bytes:,} bytes: split the feed.")
    if sum(info.compress_size for info in kept) > limits.archive_bytes:
        raise UnreadableFile("the archive's directory claims more than the archive holds: make it again.")
    return kept


def _check_name(info: zipfile.ZipInfo, limits: Limits) -> None:
    name = info.filename
    path = PurePosixPath(name.replace("\\", "/"))
    leaves = path.is_absolute() or ".." in path.parts or ":" in name or "\\" in name or "\0" in name
    if leaves or len(name) > limits.name_characters:
        raise UnknownFile("a file of the archive has a path that would leave it, or is too long: rename it.", None)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnknownFile(f"{_shown(name)} is a link: send the file itself.", name)


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
                raise OverLimit(
                    f"{_shown(info.filename)} is larger than the archive says: make it again.", info.filename
                )
            parts.append(chunk)
    return b"".join(parts)


def _shown(name: str) -> str:
    """Return a name fit for a message: printable and short."""
    printable = "".join(character if character.isprintable() else "?" for character in name)
    return printable if len(printable) <= 60 else f"{printable[:57]}..."


def missing(path: Path) -> FeedMissing:
    """Return the error for a path where there is no feed."""
    return FeedMissing(
        f"{path.name} is no feed: give a folder that holds feed.toml, a .zip of one, or a .xlsx.", path.name
    )
