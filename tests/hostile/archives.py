"""Archives and folders that lie, leave their place, burst, or hold what no feed holds."""

import io
import os
import random
import struct
import zipfile
from pathlib import Path

from tests.hostile.material import good_feed, mutate, write_file, write_folder, zip_of

STRANGE_NAMES = (
    "../persons.csv", "/etc/persons.csv", "C:\\persons.csv", "a/b/persons.csv", "a\\persons.csv", "persons.csv",
    "PERSONS.CSV", "x" * 500 + ".csv", "nested.zip", "persons.xlsm", "__MACOSX/persons.csv", ".hidden",
    "x.rejected/a.csv", "\u202e.csv", "",
)  # fmt: skip


def mutated_archive(rng: random.Random, parent: Path) -> Path:
    method = rng.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2])
    return write_file(parent, "hostile.zip", mutate(rng, zip_of(good_feed().files(), method)))


def truncated_archive(rng: random.Random, parent: Path) -> Path:
    content = zip_of(good_feed().files())
    return write_file(parent, "hostile.zip", content[rng.randrange(len(content)) :][: rng.randrange(len(content))])


def lying_headers(rng: random.Random, parent: Path) -> Path:
    """Change sizes, offsets, methods and flags in the directory or the local headers."""
    data = bytearray(zip_of(good_feed().files()))
    fields = {
        b"PK\x01\x02": [8, 10, 16, 20, 24, 28, 30, 38, 42],
        b"PK\x03\x04": [6, 8, 14, 18, 22, 26],
        b"PK\x05\x06": [8, 12, 16],
    }
    for _ in range(rng.randint(1, 4)):
        signature = rng.choice(list(fields))
        at = data.find(signature, rng.randrange(len(data)))
        if at >= 0:
            value = rng.choice([0, 1, 9, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, rng.getrandbits(32)])
            field = at + rng.choice(fields[signature])
            data[field : field + 4] = struct.pack("<I", value)[: max(0, min(4, len(data) - field))]
    return write_file(parent, "hostile.zip", bytes(data))


def bomb(rng: random.Random, parent: Path) -> Path:
    """Pack 64 MiB of one cell, of blank rows, or of nothing, into some 60 KiB."""
    line = rng.choice([b"\0" * 16, b"P1,a,b\n", b",,,\n", b"\n", b'"', b"a"])
    content = b"person_ref,given_names\n" + line * ((64 << 20) // len(line))
    return write_file(parent, "hostile.zip", zip_of({**good_feed().files(), "persons.csv": content}))


def overlapping_members(rng: random.Random, parent: Path) -> Path:
    """Let every entry of the directory point at the first member's bytes."""
    content = zip_of({f"t{number}.csv": b"a,b\n1,2\n" * rng.randint(1, 500) for number in range(rng.randint(2, 150))})
    data = bytearray(content)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 42 : at + 46] = struct.pack("<I", 0)
        at = data.find(b"PK\x01\x02", at + 4)
    return write_file(parent, "hostile.zip", bytes(data))


def strange_names(rng: random.Random, parent: Path) -> Path:
    """Write an archive with members that would leave it, that are links, encrypted, doubled or buried."""
    name = rng.choice(STRANGE_NAMES)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for good, content in good_feed().files().items():
            archive.writestr(good, content)
        strange = zipfile.ZipInfo("strange.csv")
        strange.external_attr = rng.choice([0, 0o120777 << 16, 0o010644 << 16, 0o040755 << 16, 0x10])
        archive.writestr(strange, b"../../etc/passwd")
        strange.filename = name
        strange.flag_bits |= rng.choice([0, 0, 1, 0x20, 0x40])
    return write_file(parent, "hostile.zip", held.getvalue())


def strange_folder(rng: random.Random, parent: Path) -> Path:
    """Write a folder with a link, a pipe, a folder, a name that is no text, an archive, or far too many files."""
    folder = write_folder(parent, good_feed().files())
    match rng.randrange(7):
        case 0:
            (folder / "marac_cases.csv").symlink_to("/etc/hostname")
        case 1:
            os.mkfifo(folder / "marac_cases.csv")
        case 2:
            (folder / rng.choice(["more", ".more", "more.rejected"])).mkdir()
        case 3:
            (folder / os.fsdecode(b"\xff\xfe.csv")).write_bytes(b"a\n1\n")
        case 4:
            (folder / "nested.zip").write_bytes(zip_of({"a.csv": b"a\n1\n"}))
        case 5:
            for number in range(300):
                (folder / f"t{number}.csv").write_bytes(b"a\n1\n")
        case _:
            (folder / "feed.toml").unlink()
            (folder / "feed.toml").symlink_to(rng.choice(["/dev/zero", "/nowhere", "feed.toml"]))
    return folder


def random_bytes(rng: random.Random, parent: Path) -> Path:
    content = rng.randbytes(rng.choice([0, 1, 100, 100_000]))
    name = rng.choice(["hostile.zip", "hostile.xlsx", "hostile.xlsm", "hostile.csv", "hostile"])
    if rng.random() < 0.5:
        return write_file(parent, name, rng.choice([b"", b"PK\x03\x04", b"PK\x05\x06"]) + content)
    inside = rng.choice(["persons.csv", "zones.geojson", "persons.jsonl", "feed.toml", "persons.pdf"])
    return write_folder(parent, {**good_feed().files(), inside: content})
