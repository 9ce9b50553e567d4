"""Feeds in, reports out: found, read apart, mapped, checked and landed, in the order they were received."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from graph_schema.store import GraphStore
from ingest.errors import FeedMissing, FeedRefused
from ingest.landing.landing import land, landed_before
from ingest.landing.rejected_rows import write_rejected
from ingest.profiles import apply_profile, load_profile
from ingest.reading import FeedReader, read_feed
from ingest.reading.covers import Cover, read_cover
from ingest.report import Report
from ingest.validation.feeds import CheckedFeed, check_feed

FEED_FILES = {".zip", ".xlsx"}


@dataclass(frozen=True)
class Refused:
    """A feed of which nothing landed, and why."""

    name: str
    reason: str

    def as_json(self) -> dict[str, object]:
        """Return the refusal in the place of a report."""
        return {"feedId": None, "name": self.name, "refused": self.reason}


def find_feeds(paths: Iterable[Path]) -> list[Path]:
    """Return every feed among `paths`: a feed itself, or a folder of feeds.

    Raises FeedMissing for a path that is not there, or a folder that holds no feed.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FeedMissing(f"{path.name} is not there: check the path.", path.name)
        if path.is_file() or (path / "feed.toml").exists():
            found.append(path)
            continue
        inside = [child for child in sorted(path.iterdir()) if _may_be_feed(child)]
        if not inside:
            raise FeedMissing(
                f"{path.name} holds no feed.toml, so it is no feed, and no feeds either: see docs/feeds.md.", path.name
            )
        found += inside
    return found


def _may_be_feed(path: Path) -> bool:
    if path.name.startswith((".", "~$")) or path.name.endswith(".rejected"):
        return False
    return (path / "feed.toml").exists() if path.is_dir() else path.suffix.lower() in FEED_FILES


def read_and_check(path: Path, profiles: Path | None = None) -> CheckedFeed:
    """Read one feed, map it by its profile and check it: what the reading process runs."""
    raw = read_feed(path)
    mapped = apply_profile(load_profile(raw.manifest.profile, profiles), raw)
    return check_feed(replace(mapped.feed, notices=(*raw.notices, *mapped.notices)))


@dataclass(frozen=True)
class _Queued:
    path: Path
    agency: str
    received: date
    digest: str = ""
    reason: str | None = None

    @property
    def order(self) -> tuple[date, str, str]:
        return self.received, self.agency, self.path.name


def _queue(path: Path, reader: FeedReader[Cover]) -> _Queued:
    """Learn a feed's place in the order; one whose manifest cannot be read comes first, to be told at once."""
    try:
        cover = read_cover(path) if path.is_dir() else reader.read(path)
    except FeedRefused as refused:
        return _Queued(path, "", date.min, reason=str(refused))
    return _Queued(path, cover.manifest.agency, cover.manifest.received, cover.digest)


def open_reader(profiles: Path | None = None) -> FeedReader[CheckedFeed]:
    """Return a reader of feeds, with an area's own profiles beside those that ship; to be used as a context."""
    return FeedReader(partial(read_and_check, profiles=profiles))


def ingest_feeds(
    paths: Sequence[Path], store: GraphStore, reader: FeedReader[CheckedFeed]
) -> Iterator[Report | Refused]:
    """Land feeds by `received`, then agency, then name, and yield what became of each.

    A refused feed holds back the later ones of its agency: landing them first would shut it out for good.
    """
    with FeedReader(read_cover) as covers:
        queue = sorted((_queue(path, covers) for path in paths), key=lambda queued: queued.order)
    yield from (Refused(queued.path.name, queued.reason) for queued in queue if queued.reason)
    again = {queued.path: report for queued in queue if (report := landed_before(queued.agency, queued.digest, store))}
    yield from again.values()
    ready = [queued for queued in queue if not queued.reason and queued.path not in again]
    refused_agencies: set[str] = set()
    readings = reader.read_all(queued.path for queued in ready)
    for queued, (path, checked) in zip(ready, readings, strict=True):
        if queued.agency in refused_agencies:
            reason = f"an earlier feed of {queued.agency} was refused: mend that one first, then send both again."
            yield Refused(path.name, reason)
            continue
        outcome = Refused(path.name, str(checked)) if isinstance(checked, FeedRefused) else _land(path, checked, store)
        if isinstance(outcome, Refused):
            refused_agencies.add(queued.agency)
        yield outcome


def _land(path: Path, checked: CheckedFeed, store: GraphStore) -> Report | Refused:
    try:
        landed = land(checked, store)
    except FeedRefused as refused:
        return Refused(path.name, str(refused))
    if landed.rejected:
        write_rejected(path, landed.rejected)
    return landed.report
