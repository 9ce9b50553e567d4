"""Feeds of sound structure whose cells are what no honest sender writes: these land, and must land soundly."""

import csv
import io
import random
from pathlib import Path

from graph_schema.vocabulary import TABLES
from graph_schema.vocabulary.feed_tables import Column
from tests.hostile.material import CANARY, good_feed, write_file, write_folder, zip_of

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-A1", "@SUM(A1)", "'=1", "\u00a0=1", "\uff1d1", "'")
NUMBERS = (
    "9" * 400, "1e308", "-1e999", "1e-400", "nan", "inf", "-0", "0x10", "1_000", "9223372036854775808", "-2147483649",
    "\uff11\uff12", "\u0663", "\u00b2",
)  # fmt: skip
DAYS = (
    "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "0000-00-00", "2026-02-02T25:00", "-2026-02-02", "24:00",
)  # fmt: skip
CHARACTERS = (
    f"\u202e{CANARY}", "\u2066x\u2069", "\x07\x1b[31m", "\x7f", "a\x85b", "a\u2028b", "a\nb", "\ufffd", "\ufdd0",
    "e\u0301" * 100, "\u0130\u00df\ufb01", "\U0001f600" * 50, "\u0e01" * 30_000,
)  # fmt: skip
WORDS = (
    "NULL", "None", "$key", "`", "\\", "{}", "[]", "a|b", "|", ":", "a:b:c", ";" * 500, "x;" * 2_000, "../../x", "%00",
    "') DETACH DELETE n //", "<script>", f"{CANARY};{CANARY}",
)  # fmt: skip
STRANGE = (*FORMULAS, *NUMBERS, *DAYS, *CHARACTERS, *WORDS)

_SOUND = {
    "date": ("2025-06-01", "2026-01-01", "2026-03-01"), "yesno": ("yes", "no"), "area": ("cheshire", "london"),
    "lad": ("E06000049", "E06000050"), "time": ("09:00", "21:30"), "postcode": ("CH1 1AA", "ZZ99 3VZ"),
    "integer": ("1", "2", "12"), "metres": ("340000", "366000.5"), "crn": ("X123456",), "list": ("monday;friday", "x"),
}  # fmt: skip


def _reference(rng: random.Random, table: str) -> str:
    # Few, so that rows meet, and those of persons and addresses the ones the good feed has.
    first = {"persons": "P", "addresses": "A", "zones": "Z"}.get(table, f"{table}-")
    return f"{first}{rng.randint(1, 4)}"


def _cell(rng: random.Random, table: str, column: Column) -> str:
    if rng.random() < (0.05 if column.is_required else 0.3):
        return rng.choice(STRANGE)
    if not column.is_required and rng.random() < 0.3:
        return ""
    if column.type in {"key", "ref"}:
        return _reference(rng, column.target or table)
    return rng.choice(column.codes or _SOUND.get(column.type, ("x", CANARY)))


def _csv(rng: random.Random, table: str) -> bytes:
    declared = TABLES[table]
    columns = [column for column in declared.columns if column.is_required or rng.random() < 0.7]
    rng.shuffle(columns)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=rng.choice(["\n", "\r\n"]))
    writer.writerow([column.name for column in columns])
    writer.writerows([_cell(rng, table, column) for column in columns] for _ in range(rng.randint(0, 30)))
    return text.getvalue().encode()


def _withdrawals(rng: random.Random) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["table", "key", "reason"])
    for _ in range(rng.randint(1, 10)):
        table = rng.choice(list(TABLES))
        keys = [_reference(rng, table), "P1|A1|home", "P1|A1|home|2026-01-01", rng.choice(STRANGE)]
        writer.writerow([rng.choice([table, table, table, rng.choice(STRANGE)]), rng.choice(keys), rng.choice(STRANGE)])
    return text.getvalue().encode()


def strange_values(rng: random.Random, parent: Path) -> Path:
    """Write some tables of strange values; one in three says that it is complete, which takes back what it lacks."""
    chosen = rng.sample([name for name in TABLES if name != "withdrawals"], rng.randint(2, 6))
    files = {f"{table}.csv": _csv(rng, table) for table in {"persons", *chosen}}
    if rng.random() < 0.5:
        files["withdrawals.csv"] = _withdrawals(rng)
    manifest = good_feed().saying(complete=True) if rng.random() < 0.3 else good_feed()
    files["feed.toml"] = manifest.files()["feed.toml"]
    return write_folder(parent, files) if rng.random() < 0.7 else write_file(parent, "hostile.zip", zip_of(files))


def edge_days(rng: random.Random, parent: Path) -> Path:
    """Write the good feed as received on a day at the edge of what a calendar, or a clock, can tell."""
    day = rng.choice(["0001-01-01", "1600-01-01", "1969-12-31", "2262-04-12", "9999-12-30", "9999-12-31"])
    manifest = f'agency = "edge-{rng.randrange(1_000_000)}"\nreceived = {day}\n'.encode()
    return write_folder(parent, {**good_feed().files(), "feed.toml": manifest})
