import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from ingest.errors import CannotRead, FeedRefused, ManifestFault, OverLimit, UnreadableFile
from ingest.reading import FeedReader, read_feed
from ingest.reading.limits import Limits
from tests.feed_builder import a_feed

SHORT = Limits(seconds=1.0, memory_bytes=2 << 30)


def do_what_it_is_named(path: Path) -> object:
    """Stand in for a reader that meets whatever a file may lead it to."""
    match path.name.split("-")[0]:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "sleep":
            time.sleep(60)
        case "swell":
            return bytearray(4 << 30)
        case "fail":
            raise ValueError("secret")
        case "refuse":
            raise ManifestFault("there is no feed.toml", "feed.toml")
        case "write":
            path.write_bytes(b"x")
        case "limits":
            kinds = (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_AS)
            return [resource.getrlimit(kind)[0] for kind in kinds]
        case "print":
            print("secret")  # noqa: T201  # what a library might do
            sys.stderr.write("secret")
    return path.name


@pytest.fixture
def reader() -> Iterator[FeedReader[object]]:
    with FeedReader(do_what_it_is_named, SHORT) as reader:
        yield reader


def test_feeds_are_read_in_another_process_as_they_are_in_this_one(tmp_path: Path) -> None:
    path = a_feed("cheshire-police", "2026-02-02").having("persons", {"person_ref": "P1"}).in_folder(tmp_path)
    with FeedReader(read_feed) as reader:
        there, here = reader.read(path), read_feed(path)
        assert (there.manifest, there.digest) == (here.manifest, here.digest)
        assert there.tables["persons"].cells.equals(here.tables["persons"].cells)
        assert isinstance(there.tables["persons"].lines, pl.Series)


@pytest.mark.parametrize("name", ["die", "sleep"])
def test_a_child_that_dies_or_takes_too_long_refuses_its_feed_and_is_replaced(
    name: str, reader: FeedReader[object]
) -> None:
    began = time.monotonic()
    with pytest.raises(OverLimit, match=f"{name} is too large or too slow to read: split it"):
        reader.read(Path(name))
    assert time.monotonic() - began < 20
    assert reader.read(Path("sound")) == "sound"


def test_a_child_that_dies_before_it_is_asked_for_its_answer_is_not_waited_for() -> None:
    with FeedReader(do_what_it_is_named, Limits(seconds=60.0)) as reader:
        reader.begin(Path("die"))
        time.sleep(2)
        began = time.monotonic()
        with pytest.raises(OverLimit):
            reader.finish(Path("die"))
        assert time.monotonic() - began < 5


def test_a_feed_that_needs_too_much_memory_is_refused_and_the_next_one_read(reader: FeedReader[object]) -> None:
    with pytest.raises(OverLimit, match="swell needs more memory"):
        reader.read(Path("swell"))
    assert reader.read(Path("sound")) == "sound"


def test_a_fault_in_the_reader_is_told_by_its_place_and_never_by_its_words(reader: FeedReader[object]) -> None:
    with pytest.raises(UnreadableFile, match=r"fail cannot be read \(ValueError at test_worker\.py:\d+\)") as refused:
        reader.read(Path("fail"))
    assert "secret" not in str(refused.value)


def test_a_refusal_comes_back_as_what_it_is(reader: FeedReader[object]) -> None:
    with pytest.raises(ManifestFault, match="no feed") as refused:
        reader.read(Path("refuse"))
    assert refused.value.file == "feed.toml"


def test_the_reading_process_can_write_nothing(
    tmp_path: Path, reader: FeedReader[object], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableFile, match="OSError"):
        reader.read(tmp_path / "write")
    assert reader.read(Path("print")) == "print"
    assert "secret" not in "".join(capfd.readouterr())
    assert reader.read(Path("limits")) == [0, 0, SHORT.memory_bytes]


def test_feeds_read_ahead_come_in_order_with_what_came_of_each(reader: FeedReader[object]) -> None:
    paths = [Path(name) for name in ("a", "refuse", "b", "die", "c", "fail", "d")]
    outcomes = list(reader.read_all(paths))
    assert [path for path, _ in outcomes] == paths
    told = [type(outcome) if isinstance(outcome, FeedRefused) else outcome for _, outcome in outcomes]
    assert told == ["a", ManifestFault, "b", OverLimit, "c", UnreadableFile, "d"]
    assert list(reader.read_all([])) == []


def test_the_answer_for_a_feed_read_ahead_and_dropped_is_never_taken_for_anothers(reader: FeedReader[object]) -> None:
    ahead = reader.read_all([Path("a"), Path("b"), Path("c")])
    assert next(ahead) == (Path("a"), "a")
    assert reader.read(Path("other")) == "other"
    assert reader.read(Path("another")) == "another"


def test_the_child_ends_with_its_reader() -> None:
    with FeedReader(_own_id) as other:
        child = other.read(Path("x"))
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_child_that_does_not_start_is_no_fault_of_the_feed() -> None:
    with FeedReader(_Unreadable(), SHORT) as reader, pytest.raises(CannotRead, match="does not start"):
        reader.read(Path("sound"))


class _Unreadable:
    """A function that cannot be brought to life in the child."""

    def __reduce__(self) -> tuple[object, ...]:
        return sys.exit, (0,)

    def __call__(self, path: Path) -> object:
        return path


def _own_id(path: Path) -> int:
    return os.getpid()
