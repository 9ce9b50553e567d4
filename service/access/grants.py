"""Where cases that were opened in an emergency are kept: grants and what others thought of them, never changed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from service.access.break_glass import Emergency, Grant, Notice, Review, Verdict
from service.access.errors import GrantsAway
from service.sqlite_file import Kind, SqliteFile

_SCHEMA = """
CREATE TABLE IF NOT EXISTS grants (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    agency TEXT NOT NULL,
    case_ref TEXT NOT NULL,
    area TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    begun TEXT NOT NULL,
    until TEXT NOT NULL,
    entry INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS grants_subject ON grants (subject, case_ref, until);
CREATE INDEX IF NOT EXISTS grants_area ON grants (area, number);
CREATE TABLE IF NOT EXISTS reviews (
    grant_id TEXT PRIMARY KEY REFERENCES grants (id),
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS grants_stay BEFORE UPDATE ON grants
BEGIN SELECT RAISE(ABORT, 'a grant may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS grants_remain BEFORE DELETE ON grants
BEGIN SELECT RAISE(ABORT, 'a grant may not be removed'); END;
CREATE TRIGGER IF NOT EXISTS reviews_stay BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'a review may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS reviews_remain BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'a review may not be removed'); END;
"""
_KIND = Kind(_SCHEMA, "The file of cases that were opened in an emergency", GrantsAway)

_GRANT = "g.id, g.subject, g.agency, g.case_ref, g.area, g.reason, g.words, g.begun, g.until, g.entry"
_REVIEW = "r.reviewer, r.at, r.verdict, r.note"
_NOTICE = f"SELECT {_GRANT}, {_REVIEW} FROM grants g LEFT JOIN reviews r ON r.grant_id = g.id"  # noqa: S608  # our own names
_ADD = f"INSERT INTO grants ({_GRANT.replace('g.', '')}) VALUES ({', '.join('?' * 10)})"  # noqa: S608
_OPEN = f"{_NOTICE} WHERE g.subject = ? AND g.case_ref = ? AND g.begun <= ? AND g.until > ? ORDER BY g.until DESC"
_JUDGE = "INSERT OR IGNORE INTO reviews (grant_id, reviewer, at, verdict, note) VALUES (?, ?, ?, ?, ?)"


class AlreadyReviewed(Exception):
    """Somebody has looked at it before."""


class Grants:
    """Every case that was opened, in one SQLite file, for any number of threads and processes; may raise GrantsAway."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it for its owner alone where it is missing."""
        self._file = SqliteFile(path, _KIND)

    def keep(self, grant: Grant) -> None:
        """Keep a grant, which opens the case; it is never changed or removed."""
        row = (
            grant.id, grant.subject, grant.agency, grant.case_ref, grant.area, grant.reason.value, grant.words,
            _text(grant.begun), _text(grant.until), grant.entry,
        )  # fmt: skip
        with self._file.writing() as connection:
            connection.execute(_ADD, row)

    def find_open(self, subject: str, case_ref: str, now: datetime) -> Grant | None:
        """Return the grant by which a case is open to somebody now, None where it is not."""
        moment = _text(now)
        with self._file.reading() as connection:
            row = connection.execute(_OPEN, (subject, case_ref, moment, moment)).fetchone()
        return _notice(row).grant if row else None

    def find(self, id_: str) -> Notice | None:
        """Return the notice with this id."""
        with self._file.reading() as connection:
            row = connection.execute(f"{_NOTICE} WHERE g.id = ?", (id_,)).fetchone()
        return _notice(row) if row else None

    def notices(self, areas: Iterable[str] | None, *, unreviewed: bool = False) -> Sequence[Notice]:
        """Return the notices about cases of some areas, None being all, the newest first."""
        named = sorted(set(areas)) if areas is not None else None
        where = ["r.grant_id IS NULL"] if unreviewed else []
        if named is not None:
            where.append(f"g.area IN ({', '.join('?' * len(named))})")
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        with self._file.reading() as connection:
            rows = connection.execute(f"{_NOTICE}{condition} ORDER BY g.number DESC", named or ()).fetchall()
        return [_notice(row) for row in rows]

    def review(self, id_: str, review: Review) -> None:
        """Keep what somebody thought of a grant; raises AlreadyReviewed where another was first."""
        with self._file.writing() as connection:
            done = connection.execute(
                _JUDGE,
                (id_, review.reviewer, _text(review.at), review.verdict.value, review.note),
            )
            if not done.rowcount:
                raise AlreadyReviewed

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._file.close()


def _text(moment: datetime) -> str:
    """Return a moment in UTC, such that texts compare as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _notice(row: tuple[object, ...]) -> Notice:
    id_, subject, agency, case_ref, area, reason, words, begun, until, entry, *rest = map(str, row)
    grant = Grant(
        id_, subject, agency, case_ref, area, Emergency(reason), words, datetime.fromisoformat(begun),
        datetime.fromisoformat(until), int(entry),
    )  # fmt: skip
    if row[10] is None:
        return Notice(grant)
    reviewer, at, verdict, note = rest
    return Notice(grant, Review(reviewer, datetime.fromisoformat(at), Verdict(verdict), note))
