"""Overrides: referrals that a co-ordinator answered after all, each of which tells a little of where somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.placement.places import Position
from service.sqlite_file import SqliteFile

_COLUMNS = "reference, case_ref, at, officer, reason, households_now, households_left, easting, northing, reach"
_ADD = f"INSERT INTO placement_overrides ({_COLUMNS}) VALUES ({', '.join('?' * 10)})"  # noqa: S608  # our own names
_OF_CASE = f"SELECT {_COLUMNS} FROM placement_overrides WHERE case_ref = ? ORDER BY number"  # noqa: S608
_ALL = f"SELECT {_COLUMNS} FROM placement_overrides ORDER BY number"  # noqa: S608
_HAS = "SELECT 1 FROM placement_overrides WHERE reference = ?"
_USED = "SELECT count(*) FROM placement_overrides WHERE case_ref = ? AND at >= ?"


@dataclass(frozen=True)
class Overridden:
    """A referral that somebody answered after all, at a local time, and about how many households that left.

    `households_now` and `households_left` are None where nothing could be read from the answers. `around` is the
    candidate's position, the reach of its check as its uncertainty, None where the address has no position.
    """

    reference: str
    case_ref: str
    at: datetime
    officer: str
    reason: str
    households_now: int | None
    households_left: int | None
    around: Position | None = None


class TooMany(Exception):
    """So many referrals of the case have been overridden that no more may be."""


class OverriddenBefore(Exception):
    """The referral has been overridden already."""


class OverrideBook:
    """The overrides in the ledger's file; everything may raise LedgerAway."""

    def __init__(self, file: SqliteFile) -> None:
        """Keep overrides in the ledger's file."""
        self._file = file

    def add(self, override: Overridden, since: datetime, most: int) -> None:
        """Keep an override, if there are fewer than `most` of its case since a moment; nobody comes between.

        Raises TooMany or OverriddenBefore.
        """
        around = override.around
        place = (around.easting, around.northing, around.uncertainty) if around else (None, None, None)
        row = (
            override.reference, override.case_ref, override.at.isoformat(), override.officer, override.reason,
            override.households_now, override.households_left, *place,
        )  # fmt: skip
        with self._file.writing() as connection:
            if connection.execute(_HAS, (override.reference,)).fetchone():
                raise OverriddenBefore
            if connection.execute(_USED, (override.case_ref, since.isoformat())).fetchone()[0] >= most:
                raise TooMany
            connection.execute(_ADD, row)

    def used(self, case_ref: str, since: datetime) -> int:
        """Return how many referrals of a case have been overridden since a moment."""
        with self._file.reading() as connection:
            return int(connection.execute(_USED, (case_ref, since.isoformat())).fetchone()[0])

    def of_case(self, case_ref: str) -> Sequence[Overridden]:
        """Return the overrides about a case, in order."""
        with self._file.reading() as connection:
            return [_overridden(row) for row in connection.execute(_OF_CASE, (case_ref,)).fetchall()]

    def all(self) -> Sequence[Overridden]:
        """Return every override, in order."""
        with self._file.reading() as connection:
            return [_overridden(row) for row in connection.execute(_ALL).fetchall()]


def _overridden(row: tuple[object, ...]) -> Overridden:
    reference, case_ref, at, officer, reason, now, left, *place = row
    around = Position(*(int(str(value)) for value in place)) if None not in place else None
    return Overridden(
        reference=str(reference),
        case_ref=str(case_ref),
        at=datetime.fromisoformat(str(at)),
        officer=str(officer),
        reason=str(reason),
        households_now=_number(now),
        households_left=_number(left),
        around=around,
    )


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
