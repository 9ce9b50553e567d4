"""Text files of a feed that are damaged, oversized, wrongly encoded, or no sense at all."""

import json
import random
from pathlib import Path

from tests.hostile.material import CANARY, good_feed, mutate, write_file, write_folder, zip_of


def mutated_files(rng: random.Random, parent: Path) -> Path:
    files = good_feed().files()
    for name in rng.sample(sorted(files), rng.randint(1, 3)):
        files[name] = mutate(rng, files[name])
    return write_folder(parent, files) if rng.random() < 0.5 else write_file(parent, "hostile.zip", zip_of(files))


def bad_encodings(rng: random.Random, parent: Path) -> Path:
    files = good_feed().files()
    text = files["persons.csv"].decode()
    encoding = rng.choice(["utf-16", "utf-16-le", "utf-32", "cp037", "utf-7", "cp1252", "shift_jis", "utf-8-sig"])
    content = text.encode(encoding, "replace")
    mark = rng.choice([b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"+/v8"])
    tail = rng.choice([b"", b"", b"", b"\x81", b"\xc3", b"\xff", b"\x00", b"\x8f\n"])
    return write_folder(parent, {**files, "persons.csv": mark + content + tail})


def deep_json(rng: random.Random, parent: Path) -> Path:
    depth = rng.choice([100, 1_000, 5_000, 100_000])
    opening, closing = rng.choice([("[", "]"), ('{"a":', "}")])
    nested = opening * depth + rng.choice(["0", '""', "nul"]) + closing * (depth - rng.randint(0, 1))
    if rng.random() < 0.3:
        return write_folder(parent, {**good_feed().files(), "orders.jsonl": nested.encode()})
    named = '{"zone_ref":"Z1","name":' + nested + "}"
    properties, geometry = rng.choice([(nested, "null"), ("{}", nested), (named, "null")])
    feature = f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}'
    document = f'{{"type":"FeatureCollection","features":[{feature}]}}'
    return write_folder(parent, {**good_feed().files(), "zones.geojson": document.encode()})


def _replace_somewhere(rng: random.Random, value: object) -> object:
    strange: list[object] = [
        None,
        True,
        -1,
        1e308,
        "",
        "\ud800",
        "\0",
        [],
        {},
        [[]],
        {"a": {}},
        CANARY * 3,
        "1" * 5_000,
    ]
    if isinstance(value, dict) and value and rng.random() < 0.95:
        key = rng.choice(list(value))
        return {**value, key: _replace_somewhere(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.95:
        at = rng.randrange(len(value))
        return [*value[:at], _replace_somewhere(rng, value[at]), *value[at + 1 :]]
    return rng.choice(strange)


def strange_drawings(rng: random.Random, parent: Path) -> Path:
    files = good_feed().files()
    document: object = json.loads(files["zones.geojson"])
    for _ in range(rng.randint(1, 4)):
        document = _replace_somewhere(rng, document)
    text = json.dumps(document).replace("1e+308", rng.choice(["1e999", "NaN", "-Infinity", "9" * 6_000]))
    return write_folder(parent, {**files, "zones.geojson": text.encode()})


def strange_objects(rng: random.Random, parent: Path) -> Path:
    """Write JSON lines with values of every type, halves of characters, doubled and countless names."""
    values = [
        "1",
        "1.0",
        "1e400",
        "-0.0",
        "true",
        "null",
        '"\\ud800"',
        '"\\u0000"',
        '"\u2028"',
        "[]",
        "{}",
        "9" * 5_000,
        '"a',
    ]
    lines = [f'{{"address_ref": "A{number}", "town": "x"}}' for number in range(20)]
    name = rng.choice(["town", "town", "address_ref"])
    lines[rng.randrange(20)] = f'{{"address_ref": "B", "{name}": {rng.choice(values)}}}'
    if rng.random() < 0.1:
        lines = [f'{{"n{number}": 1}}' for number in range(5_000)]
    return write_folder(
        parent, {"feed.toml": good_feed().files()["feed.toml"], "addresses.jsonl": "\n".join(lines).encode()}
    )


def huge_cells(rng: random.Random, parent: Path) -> Path:
    cell = rng.choice([CANARY, "a", "é", "😀", " ", "'=", "\u00a0"]).encode()
    cell *= (10 << 20) // len(cell)
    content = (
        rng.choice([b"person_ref,geometry\nP1,%s\n", b'person_ref\n"%s"\n', b"%s\nP1\n", b"person_ref\n'%s\n"]) % cell
    )
    return write_folder(parent, {**good_feed().files(), "persons.csv": content})


def quotes_and_separators(rng: random.Random, parent: Path) -> Path:
    symbols = [
        '"',
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "'",
        "=",
        "a",
        "é",
        " ",
        "\u00a0",
        "\u200b",
        "\u2028",
        "\x85",
        "\x1c",
    ]
    content = "".join(rng.choices(symbols, k=rng.choice([5, 50, 2_000])))
    head = rng.choice(["", "person_ref,given_names\n", "person_ref;given_names\r\n", 'person_ref\t"given\nnames"\n'])
    return write_folder(parent, {**good_feed().files(), "persons.csv": (head + content).encode()})


def countless_columns(rng: random.Random, parent: Path) -> Path:
    width = rng.choice([150, 201, 100_000])
    head = ",".join(f"c{number % rng.choice([7, 1_000_000])}" for number in range(width))
    rows = "\n".join("," * rng.choice([0, width - 1, width * 2]) + rng.choice(["", CANARY]) for _ in range(5))
    return write_folder(parent, {**good_feed().files(), "persons.csv": f"{head}\n{rows}\n".encode()})


def strange_manifest(rng: random.Random, parent: Path) -> Path:
    entries = [
        'agency = "cheshire-police"', "received = 2026-02-02", f"agency = {'9' * 5_000}", 'received = "2026-02-30"',
        "complete = 1", 'complete = "perhaps"', f'handling = "{CANARY * 20}"', f"x = {'[' * 5_000}",
        "received = 0000-00-00",
        'agency = "../../x"', 'profile = "\\u0000"', "[agency]", f'{CANARY} = "{CANARY}"', "grading = nan",
        "received = 24:00:00",
    ]  # fmt: skip
    text = "\n".join(rng.sample(entries, rng.randint(0, 6)))
    return write_folder(
        parent, {**good_feed().files(), "feed.toml": rng.choice([text, text * 5_000, text[:-3]]).encode()}
    )
