from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree

from ingest.errors import FeedRefused
from ingest.ingestion import read_and_check
from ingest.reading import FeedReader, read_feed
from ingest.reading.limits import Limits
from tests.hostile.feeds import KINDS, Judgement, judge, make_hostile
from tests.hostile.material import CANARY, good_feed

MIB = 1 << 20
# A quarter of what the product allows a feed: no file of a few KiB may need more.
TIGHT = Limits(seconds=30.0, memory_bytes=2560 * MIB)


def _fault(judgement: Judgement | FeedRefused) -> str:
    """Return what is wrong with a judgement, or nothing."""
    if isinstance(judgement, FeedRefused):
        return f"killed the reading process: {judgement}"
    if judgement.outcome == "escaped":
        return judgement.message
    if judgement.seconds > 10:
        return f"took {judgement.seconds:.0f} s"
    message = judgement.message
    if judgement.outcome == "refused" and (not message or CANARY in message):
        return f"has a message that is empty or tells a cell: {message}"
    if not message.isprintable() or len(message) > 400:
        return f"has a message that is no short line of text: {message!r}"
    return ""


def test_a_hostile_feed_is_read_or_refused_in_words_and_nothing_else(
    tmp_path: Path, depth: Callable[[int, int], int]
) -> None:
    faults: dict[str, str] = {}
    kinds: dict[str, set[str]] = {"read": set(), "refused": set(), "escaped": set()}
    with FeedReader(partial(judge, read_feed), TIGHT) as reader:
        for seed in range(depth(200, 1000)):
            path = make_hostile(seed, tmp_path)
            try:
                judgement: Judgement | FeedRefused = reader.read(path)
            except FeedRefused as killed:
                judgement = killed
            if fault := _fault(judgement):
                faults[f"seed {seed} ({path.parent.name})"] = fault
            if isinstance(judgement, Judgement):
                kinds[judgement.outcome].add(path.parent.name.split("-", 1)[1])
            rmtree(path.parent)
    assert not faults, "\n\n".join(f"{seed}: {fault}" for seed, fault in faults.items())
    # A kind that is never refused would prove nothing, nor would feeds that are all refused at the door.
    sound = {"strange_values", "edge_days"}
    assert kinds["refused"] == {kind.__name__ for kind in KINDS} - sound
    assert kinds["read"] >= sound | {"strange_objects", "strange_drawings", "quotes_and_separators", "broken_sheets"}


def test_the_feed_that_hostile_ones_are_made_from_is_sound(tmp_path: Path) -> None:
    for path in (good_feed().in_folder(tmp_path), good_feed().in_zip(tmp_path)):
        checked = read_and_check(path)
        assert not checked.problems
        assert {name: table.rows.height for name, table in checked.tables.items()} == {
            "persons": 20,
            "addresses": 1,
            "residences": 1,
            "zones": 1,
        }
