"""The good feed that hostile ones are made from, the ways to damage bytes, and the ways to write a feed.

The good feed holds CANARY in its cells, so that a message which repeats a cell shows.
"""

import io
import random
import zipfile
from pathlib import Path

from tests.feed_builder import FeedBuilder, a_feed

CANARY = "Canaryworth"
ZONE = {"type": "Polygon", "coordinates": [[[-2.9, 53.19], [-2.89, 53.19], [-2.89, 53.2], [-2.9, 53.19]]]}


def good_feed() -> FeedBuilder:
    people = [
        {"person_ref": f"P{number}", "given_names": "Zoë", "family_name": CANARY, "aliases": f"{CANARY}; x, y"}
        for number in range(20)
    ]
    feature = {"type": "Feature", "properties": {"zone_ref": "Z1", "name": CANARY}, "geometry": ZONE}
    return (
        a_feed("cheshire-police", "2026-02-02")
        .having("persons", *people)
        .having("addresses", {"address_ref": "A1", "postcode": "CH1 1AA", "primary_name": CANARY})
        .having("residences", {"person_ref": "P1", "address_ref": "A1", "kind": "home", "valid_from": "2026-01-01"})
        .with_zones({"type": "FeatureCollection", "features": [feature]})
    )


def write_folder(parent: Path, files: dict[str, bytes]) -> Path:
    folder = parent / "hostile"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def write_file(parent: Path, name: str, content: bytes) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    path = parent / name
    path.write_bytes(content)
    return path


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def workbook_parts(parent: Path) -> dict[str, bytes]:
    (parent / "good").mkdir(parents=True)
    path = good_feed().in_workbook(parent / "good")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutate(rng: random.Random, content: bytes) -> bytes:
    """Flip, drop, double, insert or cut; a few times."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                del data[at : at + rng.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + rng.randint(1, 40)]
            case 3:
                data[at:at] = rng.choice(
                    [b'"', b"\0", b"\r", b"\x81", b"\xff\xfe", b"\xed\xa0\x80", b"\n\n", b",,,", b"<f/>"]
                )
            case 4:
                data[at:at] = rng.randbytes(rng.randint(1, 30))
            case _:
                del data[max(at, len(data) // 2) :]
    return bytes(data)
