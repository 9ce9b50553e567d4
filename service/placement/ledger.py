"""The ledger: every check that was answered, so that its finding can be worked out again and its leak be counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph_schema.periods import AsOf
from service.placement.answers import Outcome
from service.placement.budgets import Budgets
from service.placement.causes import Cause
from service.placement.database import LEDGER
from service.placement.overrides import OverrideBook
from service.sqlite_file import SqliteFile

_COLUMNS = (
    "reference, checked_at, officer, agency, case_ref, area, address, outcome, easting, northing, reach, obstacles"
)
_ADD = f"INSERT INTO placement_checks ({_COLUMNS}) VALUES ({', '.join('?' * 12)})"  # noqa: S608  # our own names
_FIND = f"SELECT {_COLUMNS} FROM placement_checks WHERE reference = ?"  # noqa: S608
_OF_CASE = f"SELECT {_COLUMNS} FROM placement_checks WHERE case_ref = ? ORDER BY number"  # noqa: S608
_ALL = f"SELECT {_COLUMNS} FROM placement_checks ORDER BY number"  # noqa: S608


@dataclass(frozen=True)
class Asked:
    """Where a candidate is, and within how many metres of a cell it is referred: public facts of the address alone."""

    easting: int
    northing: int
    reach: int


@dataclass(frozen=True)
class Checked:
    """A check that was answered: who asked at which local time about what, and the outcome.

    `address` is the id of the address, "" where it is unknown; `area` that of the case, "" where that is unknown.
    `obstacles` are the causes that say nothing about anybody. What a referral owes to a victim is never written down:
    it is worked out again for those who may know.
    """

    reference: str
    at: datetime
    officer: str
    agency: str
    case_ref: str
    area: str
    address: str
    outcome: Outcome
    asked: Asked | None = None
    obstacles: frozenset[Cause] = frozenset()

    @property
    def as_of(self) -> AsOf:
        """Return the day and the time of knowledge it was answered as of."""
        return AsOf(self.at.date(), self.at)


class Ledger:
    """The ledger in one SQLite file, for any number of threads and processes; everything may raise LedgerAway."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it for its owner alone where it is missing."""
        self._file = SqliteFile(path, LEDGER)
        self.budgets = Budgets(self._file)
        self.overrides = OverrideBook(self._file)

    def record(self, checked: Checked) -> None:
        """Write down a check; when this returns it survives a power cut."""
        asked = checked.asked
        place = (asked.easting, asked.northing, asked.reach) if asked else (None, None, None)
        row = (
            checked.reference, checked.at.isoformat(), checked.officer, checked.agency, checked.case_ref, checked.area,
            checked.address, checked.outcome.value, *place, " ".join(sorted(checked.obstacles)),
        )  # fmt: skip
        with self._file.writing() as connection:
            connection.execute(_ADD, row)

    def find(self, reference: str) -> Checked | None:
        """Return the check with this reference; None where there is none."""
        with self._file.reading() as connection:
            row = connection.execute(_FIND, (reference,)).fetchone()
        return _checked(row) if row else None

    def of_case(self, case_ref: str) -> Sequence[Checked]:
        """Return the checks asked about a case, in the order they were answered."""
        with self._file.reading() as connection:
            return [_checked(row) for row in connection.execute(_OF_CASE, (case_ref,)).fetchall()]

    def all(self) -> Sequence[Checked]:
        """Return every check, in the order they were answered."""
        with self._file.reading() as connection:
            return [_checked(row) for row in connection.execute(_ALL).fetchall()]

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._file.close()


def _checked(row: tuple[object, ...]) -> Checked:
    reference, at, officer, agency, case_ref, area, address, outcome, *place, obstacles = row
    asked = Asked(*(int(str(value)) for value in place)) if None not in place else None
    return Checked(
        reference=str(reference),
        at=datetime.fromisoformat(str(at)),
        officer=str(officer),
        agency=str(agency),
        case_ref=str(case_ref),
        area=str(area),
        address=str(address),
        outcome=Outcome(str(outcome)),
        asked=asked,
        obstacles=frozenset(map(Cause, str(obstacles).split())),
    )
