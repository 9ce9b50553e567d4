"""Feeds in, reports out: found, read apart, mapped, checked and landed, in the order they were received."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from graph_schema.store import GraphStore
from ingest.errors import CannotWrite, FeedMissing, FeedRefused
from ingest.landing.landing import Group, landed_before
from ingest.landing.rejected_rows import write_rejected
from ingest.landing.state import LandedState
from ingest.profiles import apply_profile, load_profile
from ingest.reading import FeedReader, read_feed
from ingest.reading.covers import Cover, read_cover
from ingest.report import Refused, Report
from ingest.validation.feeds import CheckedFeed, check_feed, tell_encodings

__all__ = ["FEED_FILES", "Refused", "find_feeds", "ingest_feeds", "open_reader", "read_and_check"]

FEED_FILES = {".zip", ".xlsx"}


def find_feeds(paths: Iterable[Path]) -> list[Path]:
    """Return every feed among `paths`: a feed itself, or a folder of feeds.

    What earlier landings rejected lies beside the feeds, so `feeds/*` names it too: it is passed over.

    Raises FeedMissing for a path that is not there, or a folder that holds no feed.
    """
    found: list[Path] = []
    named = list(paths)
    for path in named:
        if len(named) > 1 and path.name.endswith(".rejected") and not (path / "feed.toml").exists():
            continue
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
    checked = check_feed(replace(mapped.feed, notices=(*raw.notices, *mapped.notices)))
    problems = (*tell_encodings(raw), *checked.problems)
    return replace(checked, sent=raw.tables, made_of=mapped.made_of, problems=problems)


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


def _queue(paths: Iterable[Path]) -> list[_Queued]:
    """Return feeds in the order they land; those whose manifest cannot be read come first, to be told at once."""
    with ExitStack() as stack:
        covers: FeedReader[Cover] | None = None
        queue = []
        for path in paths:
            try:
                if path.is_dir():
                    cover = read_cover(path)
                else:
                    # To unpack a stranger's archive takes a process of its own, which a folder is not worth.
                    covers = covers or stack.enter_context(FeedReader(read_cover))
                    cover = covers.read(path)
            except FeedRefused as refused:
                queue.append(_Queued(path, "", date.min, reason=str(refused)))
            else:
                queue.append(_Queued(path, cover.manifest.agency, cover.manifest.received, cover.digest))
    return sorted(queue, key=lambda queued: queued.order)


def open_reader(profiles: Path | None = None) -> FeedReader[CheckedFeed]:
    """Return a reader of feeds, with an area's own profiles beside those that ship; to be used as a context."""
    return FeedReader(partial(read_and_check, profiles=profiles))


def ingest_feeds(
    paths: Sequence[Path], store: GraphStore, reader: FeedReader[CheckedFeed], group_rows: int | None = None
) -> Iterator[Report | Refused]:
    """Land feeds by `received`, then agency, then name, and yield what became of each.

    Feeds land in groups of `group_rows` rows, by default as many as the store takes well, or of one feed: each group in
    one write, told once it is written. A refused feed holds back the later ones of its agency: landing them first would
    shut it out for good.
    Raises CannotWrite, once all has landed and been told, where rejected rows cannot be written beside their feed, and
    LeaseHeld where another process changes the store meanwhile.
    """
    queue = _queue(paths)
    yield from (Refused(queued.path.name, queued.reason) for queued in queue if queued.reason)
    with store.lease("landing feeds"):
        # What has landed is asked inside, so that what another process lands first is not landed again.
        yield from _land_queue(
            [queued for queued in queue if not queued.reason], store, reader, group_rows or store.rows_at_once
        )


def _land_queue(
    queue: Sequence[_Queued], store: GraphStore, reader: FeedReader[CheckedFeed], group_rows: int
) -> Iterator[Report | Refused]:
    state = LandedState(store)
    again = {queued.path: report for queued in queue if (report := landed_before(queued.agency, queued.digest, state))}
    yield from again.values()
    ready = [queued for queued in queue if queued.path not in again]
    faults: list[CannotWrite] = []
    group = _Group(store)
    for queued, (path, checked) in zip(ready, reader.read_all(queued.path for queued in ready), strict=True):
        group.take(queued, path, checked)
        if group.rows >= group_rows:
            yield from group.land(faults)
            group = _Group(store, group.refused_agencies)
    yield from group.land(faults)
    if faults:
        raise faults[0]


class _Group:
    """The feeds of one write, refused ones among them, and the agencies whose later feeds are held back."""

    def __init__(self, store: GraphStore, refused_agencies: frozenset[str] = frozenset()) -> None:
        self.refused_agencies = refused_agencies
        self._group = Group(store)
        self._taken: list[Path | Refused] = []

    @property
    def rows(self) -> int:
        return self._group.rows

    def take(self, queued: _Queued, path: Path, checked: CheckedFeed | FeedRefused) -> None:
        if queued.agency in self.refused_agencies:
            reason = f"an earlier feed of {queued.agency} was refused: mend that one first, then send both again."
            self._taken.append(Refused(path.name, reason))
            return
        try:
            if isinstance(checked, FeedRefused):
                raise checked
            self._group.add(checked)
            self._taken.append(path)
        except FeedRefused as refused:
            self.refused_agencies |= {queued.agency}
            self._taken.append(Refused(path.name, str(refused)))

    def land(self, faults: list[CannotWrite]) -> Iterator[Report | Refused]:
        """Write the group, then yield what became of each feed; rejected rows that cannot be written go to `faults`."""
        landed = iter(self._group.land())
        for taken in self._taken:
            if isinstance(taken, Refused):
                yield taken
                continue
            each = next(landed)
            if each.rejected:
                try:
                    write_rejected(taken, each.rejected)
                except CannotWrite as fault:
                    faults.append(fault)
            yield each.report
