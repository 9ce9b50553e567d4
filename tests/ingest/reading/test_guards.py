import io
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.errors import FeedRefused, OverLimit, UnknownFile, UnreadableFile
from ingest.reading import read_feed
from ingest.reading.limits import Limits
from tests.feed_builder import a_feed

MANIFEST = a_feed("cheshire-police", "2026-02-02").files()["feed.toml"]


def _archive(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("feed.toml", MANIFEST)
        for name, content in members:
            archive.writestr(name, content, method)
    return bytearray(held.getvalue())


def _read(content: bytes | bytearray, parent: Path, limits: Limits | None = None) -> None:
    path = parent / "feed.zip"
    path.write_bytes(content)
    read_feed(path, limits or Limits())


@pytest.mark.parametrize(
    "name",
    [
        "../persons.csv",
        "/persons.csv",
        "a/../../persons.csv",
        "C:persons.csv",
        "a\\persons.csv",
        "../",
        "a/../.hidden",
        ".",
    ],
)
def test_a_member_that_would_leave_the_archive_refuses_it(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownFile, match="leads out of the archive"):
        _read(_archive((name, b"a\n1\n")), tmp_path)


def test_a_name_longer_than_any_table_has_refuses_the_archive(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile, match="a name of over 120 characters"):
        _read(_archive(("x" * 130 + ".csv", b"a\n1\n")), tmp_path)


@pytest.mark.parametrize(
    "name",
    ["\u202efdp.snosrep.exe", "a\x1b[31mb.exe", "a\nb.exe", "a\u2028b.exe", "x" * 110 + ".exe"],
    ids=["a mark that turns text round", "a colour of a terminal", "a line end", "a line separator", "110 letters"],
)
def test_a_name_in_a_message_is_printable_and_short(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownFile, match="is no table") as refused:
        _read(_archive((name, b"a\n1\n")), tmp_path)
    assert refused.value.message.isprintable()
    assert len(refused.value.message.split(" is no table", maxsplit=1)[0]) <= 60


@pytest.mark.parametrize(
    "mode", [0o120777, 0o010644, 0o020644, 0o060644], ids=["a link", "a pipe", "a device", "a disk"]
)
def test_a_member_that_is_no_ordinary_file_refuses_the_archive(mode: int, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("persons.csv")
    info.external_attr = mode << 16
    with pytest.raises(UnknownFile, match=r"persons\.csv is a link or no ordinary file"):
        _read(_archive((info, b"/etc/passwd")), tmp_path)


def test_an_encrypted_member_refuses_the_archive(tmp_path: Path) -> None:
    content = _archive(("persons.csv", b"a\n1\n"))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match=r"persons\.csv is encrypted: send it without a password"):
        _read(content, tmp_path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_packing_refuses_the_archive(method: int, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="packed in an unusual way"):
        _read(_archive(("persons.csv", b"a\n1\n"), method=method), tmp_path)


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    with pytest.raises(OverLimit, match=r"persons\.csv unpacks to over 100 times its size"):
        _read(_archive(("persons.csv", b"\n" * (8 << 20))), tmp_path)


def test_a_bomb_in_many_members_is_refused_by_their_sum(tmp_path: Path) -> None:
    members = [(f"t{number}.csv", b"a\n" + b"1\n" * 4_000) for number in range(20)]
    with pytest.raises(OverLimit, match="unpacks to more than 100,000 bytes"):
        _read(_archive(*members), tmp_path, Limits(unpacked_bytes=100_000))


def test_a_bomb_whose_directory_lies_is_never_unpacked_beyond_it(tmp_path: Path) -> None:
    content = _archive(("persons.csv", b"a\n" + b"1\n" * (1 << 20)))
    for signature, field in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rfind(signature) + field
        content[at : at + 4] = struct.pack("<I", 4)
    with pytest.raises(UnreadableFile, match="damaged"):
        _read(content, tmp_path)


def test_members_that_share_bytes_refuse_the_archive(tmp_path: Path) -> None:
    content = _archive(("persons.csv", b"a\n1\n"), ("orders.csv", b"a\n1\n"))
    at = content.rfind(b"PK\x01\x02")
    previous = content.rfind(b"PK\x01\x02", 0, at)
    content[at + 42 : at + 46] = content[previous + 42 : previous + 46]
    with pytest.raises(UnreadableFile, match="overlap"):
        _read(content, tmp_path)


@pytest.mark.parametrize("entries", [1, 3])
def test_a_directory_that_lists_fewer_or_more_files_than_it_says_refuses_the_archive(
    entries: int, tmp_path: Path
) -> None:
    content = _archive(("persons.csv", b"a\n1\n"))
    at = content.rfind(b"PK\x05\x06")
    content[at + 10 : at + 12] = struct.pack("<H", entries)
    with pytest.raises(UnreadableFile, match="damaged"):
        _read(content, tmp_path)


def test_two_members_of_one_name_refuse_the_archive(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="two files of one name"):
        _read(_archive(("persons.csv", b"a\n1\n"), ("Persons.csv", b"a\n2\n")), tmp_path)


def test_a_directory_of_countless_members_is_refused_before_it_is_read(tmp_path: Path) -> None:
    members = [(f"t{number}.csv", b"") for number in range(300)]
    with pytest.raises(OverLimit, match="more files than the 200"):
        _read(_archive(*members), tmp_path)


def test_files_in_folders_of_their_own_refuse_the_archive(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile, match="lies in a folder of its own"):
        _read(_archive(("more/persons.csv", b"a\n1\n")), tmp_path)


def test_an_archive_within_the_archive_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile, match=r"more\.zip is no table"):
        _read(_archive(("more.zip", bytes(_archive()))), tmp_path)
    with pytest.raises(UnreadableFile, match="NUL bytes"):
        _read(_archive(("persons.csv", bytes(_archive()))), tmp_path)


def test_a_damaged_member_refuses_the_archive(tmp_path: Path) -> None:
    content = _archive(("persons.csv", b"a\n1\n"), method=zipfile.ZIP_STORED)
    content[content.find(b"a\n1\n")] ^= 1
    with pytest.raises(UnreadableFile, match=r"feed\.zip is damaged"):
        _read(content, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\0" * 5])
def test_what_is_no_archive_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match=r"feed\.zip is damaged or no archive"):
        _read(content, tmp_path)


def test_an_archive_larger_than_the_limit_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(OverLimit, match=r"feed\.zip is larger than 50 bytes"):
        _read(_archive(), tmp_path, Limits(archive_bytes=50))
