"""The book of flags: what the flags of each case are called, and everything that ever happened to them."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.flags.errors import BookAway
from service.flags.events import Event, event_as_text, event_from_text
from service.flags.file import BOOK
from service.sqlite_file import SqliteFile

_NAMES = "f.id, f.case_ref, f.number, f.rule, f.family, f.title, f.first_seen"
_HELD = f"""
SELECT {_NAMES}, e.place, e.body FROM {{which}} LEFT JOIN flag_events e ON e.flag = f.id
ORDER BY f.case_ref, f.number, e.version
"""  # noqa: S608  # our own names; `which` is one of the three below
_ALL = _HELD.format(which="flags f")
# A cross join, so that the cases asked about are looked up, and not all flags read through.
_OF_CASES = _HELD.format(which="json_each(?) c CROSS JOIN flags f ON f.case_ref = c.value")
_BY_ID = _HELD.format(which="(SELECT * FROM flags WHERE id = ?) f")
_NAME = "INSERT INTO flags (id, case_ref, number, rule, family, title, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?)"
_ADD = "INSERT INTO flag_events (flag, version, body) VALUES (?, ?, ?)"


@dataclass(frozen=True)
class Name:
    """What a flag is called for good: its id, its number on its case, and of which rule it is.

    `case_ref` is "" for a flag of a person without a case; `first_seen` is a local time.
    """

    id: str
    case_ref: str
    number: int
    rule: str
    family: str
    title: str
    first_seen: datetime


@dataclass(frozen=True)
class Held:
    """A flag as the book has it: its name, its events in order, and the place of the last in the whole book."""

    name: Name
    events: tuple[Event, ...]
    last: int


class BookPage:
    """The book within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def held(self, cases: Collection[str] | None = None) -> list[Held]:
        """Return the flags of some cases, or all, by case and number."""
        if cases is None:
            return list(_gathered(self._connection.execute(_ALL)))
        return list(_gathered(self._connection.execute(_OF_CASES, (json.dumps(sorted(cases)),))))

    def find(self, flag_id: str) -> Held | None:
        """Return a flag, None where there is none of that id."""
        return next(_gathered(self._connection.execute(_BY_ID, (flag_id,))), None)

    def mark(self) -> int:
        """Return how many events there are."""
        (last,) = self._connection.execute("SELECT coalesce(max(place), 0) FROM flag_events").fetchone()
        return int(last)

    def name(self, names: Iterable[Name]) -> None:
        """Give flags their names."""
        rows = (
            (one.id, one.case_ref, one.number, one.rule, one.family, one.title, one.first_seen.isoformat())
            for one in names
        )
        self._connection.executemany(_NAME, rows)

    def add(self, events: Iterable[tuple[str, int, Event]]) -> None:
        """Add events of flags, each with the version that it makes."""
        rows = ((flag, version, event_as_text(event)) for flag, version, event in events)
        self._connection.executemany(_ADD, rows)


class FlagBook:
    """The book in one SQLite file, for any number of threads and processes; everything may raise BookAway.

    Names and events are only ever added.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it for its owner alone where it is missing."""
        self._file = SqliteFile(path, BOOK)

    @contextmanager
    def writing(self) -> Iterator[BookPage]:
        """Read and write alone; when this has ended well, what was written survives a power cut."""
        with self._file.writing() as connection:
            yield BookPage(connection)

    @contextmanager
    def reading(self) -> Iterator[BookPage]:
        """Read as of one moment."""
        with self._file.reading() as connection:
            yield BookPage(connection)

    def held(self, cases: Collection[str] | None = None) -> list[Held]:
        """Return the flags of some cases, or all, by case and number."""
        with self.reading() as page:
            return page.held(cases)

    def find(self, flag_id: str) -> Held | None:
        """Return a flag, None where there is none of that id."""
        with self.reading() as page:
            return page.find(flag_id)

    def mark(self) -> int:
        """Return a mark to take before a sweep, so that what happens to a flag during it is not undone by it."""
        with self.reading() as page:
            return page.mark()

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._file.close()


def _gathered(rows: Iterable[Sequence[object]]) -> Iterator[Held]:
    """Yield the flags of rows that come a flag at a time."""
    name: Name | None = None
    events: list[Event] = []
    last = 0
    for *told, place, body in rows:
        if name is None or told[0] != name.id:
            if name is not None:
                yield Held(name, tuple(events), last)
            name, events, last = _named(told), [], 0
        if body is not None:
            events.append(_event(str(body)))
            last = max(last, int(str(place)))
    if name is not None:
        yield Held(name, tuple(events), last)


def _named(told: Sequence[object]) -> Name:
    id_, case_ref, number, rule, family, title, first_seen = map(str, told)
    return Name(id_, case_ref, int(number), rule, family, title, datetime.fromisoformat(first_seen))


def _event(body: str) -> Event:
    try:
        return event_from_text(body)
    except ValueError:
        raise BookAway("An event in the book of flags cannot be read: restore the file from its backup.") from None
