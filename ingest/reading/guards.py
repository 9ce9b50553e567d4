"""What an archive may not be, judged by its directory before anything is unpacked."""

import stat
import zipfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import PurePosixPath

from ingest.errors import OverLimit, UnknownFile, UnreadableFile
from ingest.reading.limits import Limits
from ingest.reading.names import is_ignored_path, show_name

_END_RECORD, _END_RECORD_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED, _PATCHED, _STRONGLY_ENCRYPTED = 0x1, 0x20, 0x40
_ACTIVE_PARTS = ("vbaproject", "externallinks/", "embeddings/", "activex/", "macrosheets/", "dialogsheets/")


def check_end_record(name: str, content: bytes, limits: Limits) -> int:
    """Judge an archive's directory by its end, before it is read, and return how many files it says it lists.

    Raises OverLimit, or UnreadableFile where there is none.
    """
    at = content.rfind(_END_RECORD, max(0, len(content) - _END_RECORD_BYTES - _LONGEST_COMMENT))
    record = content[at : at + _END_RECORD_BYTES] if at >= 0 else b""
    if len(record) < _END_RECORD_BYTES:
        raise UnreadableFile(f"{show_name(name)} is damaged or no archive: make it again and send it again.", name)
    entries, size = int.from_bytes(record[10:12], "little"), int.from_bytes(record[12:16], "little")
    if entries > limits.members or size > limits.directory_bytes:
        raise OverLimit(f"{show_name(name)} holds more files than the {limits.members} a feed may have.", name)
    return entries


def check_directory(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the members that count. Raises OverLimit, UnknownFile, UnreadableFile for what no honest archive has."""
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise OverLimit(f"the archive holds {len(infos)} files, and a feed needs no more than {limits.members}.")
    _check_overlaps(infos)
    for info in infos:
        # Before any is passed over: the first part of a path that leads out begins with a point, as hidden files do.
        _check_path(info)
    kept = [info for info in infos if not info.filename.endswith("/") and not is_ignored_path(info.filename)]
    for info in kept:
        _check_kind(info, limits)
        _check_size(info, limits)
    if len({info.filename.lower() for info in kept}) != len(kept):
        raise UnreadableFile("the archive holds two files of one name: make it again.")
    if sum(info.file_size for info in kept) > limits.unpacked_bytes:
        raise OverLimit(f"the archive unpacks to more than {limits.unpacked_bytes:,} bytes: split the feed.")
    return kept


def _check_overlaps(infos: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse members that share bytes: the way to a bomb whose every member looks harmless, and to a quine."""
    for info, following in pairwise(sorted(infos, key=lambda info: info.header_offset)):
        if info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size > following.header_offset:
            raise UnreadableFile("files of the archive overlap: make it again with an ordinary zip program.")


def _check_path(info: zipfile.ZipInfo) -> None:
    name = info.filename
    path = PurePosixPath(name)
    if path.is_absolute() or not path.name or ".." in path.parts or any(character in name for character in ":\\\0"):
        raise UnknownFile("a file of the archive has no name, or one that leads out of the archive: rename it.")


def _check_kind(info: zipfile.ZipInfo, limits: Limits) -> None:
    name, mode = info.filename, info.external_attr >> 16
    if len(name) > limits.name_characters:
        raise UnknownFile(
            f"{show_name(name)} has a name of over {limits.name_characters} characters: shorten it.", name
        )
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise UnknownFile(f"{show_name(name)} is a link or no ordinary file: send the file itself.", name)
    if info.flag_bits & (_ENCRYPTED | _STRONGLY_ENCRYPTED):
        raise UnreadableFile(f"{show_name(name)} is encrypted: send it without a password.", name)
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or info.flag_bits & _PATCHED:
        message = f"{show_name(name)} is packed in an unusual way: make the archive again with an ordinary zip program."
        raise UnreadableFile(message, name)


def _check_size(info: zipfile.ZipInfo, limits: Limits) -> None:
    name = info.filename
    if info.file_size > limits.ratio_floor_bytes and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise OverLimit(f"{show_name(name)} unpacks to over {limits.ratio} times its size: check what it is.", name)
    if info.file_size > limits.file_bytes:
        raise OverLimit(f"{show_name(name)} is larger than {limits.file_bytes:,} bytes: split the feed.", name)


def check_workbook_parts(file: str, archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse a workbook with macros, embedded files or links to other files. Raises UnreadableFile."""
    names = [member.filename.lower() for member in members]
    if "[content_types].xml" not in names:
        raise UnreadableFile(f"{show_name(file)} is no workbook: save it again as .xlsx.", file)
    types = b"".join(
        archive.read(member) for member in members if member.filename.lower() == "[content_types].xml"
    ).lower()
    if b"macroenabled" in types or any(part in name for part in _ACTIVE_PARTS for name in names):
        message = f"{show_name(file)} holds macros, embedded files or links to other files: save it as a plain .xlsx."
        raise UnreadableFile(message, file)
