"""Hostile and damaged feeds, made from a seed: the same seed is the same feed, and every kind comes in turn.

`make_hostile(seed, parent)` writes one; `judge(parse, path)` runs a reader on it and says whether it read it, refused
it, or let something else escape.
"""

import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from ingest.errors import FeedRefused
from tests.hostile import archives, texts, values, workbooks

KINDS: tuple[Callable[[random.Random, Path], Path], ...] = (
    texts.mutated_files,
    texts.bad_encodings,
    texts.deep_json,
    texts.strange_drawings,
    texts.strange_objects,
    texts.huge_cells,
    texts.quotes_and_separators,
    texts.countless_columns,
    texts.strange_manifest,
    archives.mutated_archive,
    archives.truncated_archive,
    archives.lying_headers,
    archives.bomb,
    archives.overlapping_members,
    archives.strange_names,
    archives.strange_folder,
    archives.random_bytes,
    workbooks.broken_sheets,
    workbooks.missing_parts,
    workbooks.hostile_sheets,
    values.strange_values,
    values.edge_days,
)


def make_hostile(seed: int, parent: Path) -> Path:
    """Write the feed of this seed in a folder of its own in `parent`, named for its kind; the kinds take turns."""
    kind = KINDS[seed % len(KINDS)]
    return kind(random.Random(seed), parent / f"{seed}-{kind.__name__}")


@dataclass(frozen=True)
class Judgement:
    """What a reader made of a feed: `outcome` is read, refused or escaped; `message` its words, or a traceback."""

    outcome: str
    message: str
    seconds: float


def judge(parse: Callable[[Path], object], path: Path) -> Judgement:
    """Run a reader on a feed; fit to be run in the reading process as `functools.partial(judge, read_feed)`."""
    began = perf_counter()
    try:
        parse(path)
    except FeedRefused as refused:
        return Judgement("refused", str(refused), perf_counter() - began)
    except BaseException:  # noqa: BLE001  # whatever else escapes, a panic of a library too, is what is looked for
        return Judgement("escaped", traceback.format_exc(), perf_counter() - began)
    return Judgement("read", "", perf_counter() - began)
