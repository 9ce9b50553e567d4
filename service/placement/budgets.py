"""How many checks a case, an officer and an address have each day: counted before anything is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.sqlite_file import SqliteFile

_USED = "SELECT used FROM placement_budgets WHERE day = ? AND kind = ? AND key = ?"
_COUNT = """
INSERT INTO placement_budgets (day, kind, key, used) VALUES (?, ?, ?, 1)
ON CONFLICT (day, kind, key) DO UPDATE SET used = used + 1
"""


class Budgeted(StrEnum):
    """What has a budget of its own."""

    CASE = "case"
    OFFICER = "officer"
    ADDRESS = "address"


@dataclass(frozen=True)
class Allowance:
    """How many checks one case, officer or address has a day."""

    kind: Budgeted
    key: str
    most: int


class Budgets:
    """The budgets in one file. A check that one of them refuses is charged to none."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def charge(self, day: date, allowances: Sequence[Allowance]) -> bool:
        """Charge one check to each of `allowances`; False, charging nothing, where one of them is spent.

        Looking and counting are one transaction, which no other thread or process comes between. Raises LedgerAway.
        """
        # No answer leaves before its check is written down for good, and that keeps what was charged for it.
        keys = [(day.isoformat(), allowance.kind.value, allowance.key) for allowance in allowances]
        with self._file.writing(is_durable=False) as connection:
            # Earlier days' counts serve nobody any more; the checks themselves stay in the ledger.
            connection.execute("DELETE FROM placement_budgets WHERE day < ?", (day.isoformat(),))
            used = [connection.execute(_USED, key).fetchone() for key in keys]
            if any(row and row[0] >= allowance.most for row, allowance in zip(used, allowances, strict=True)):
                return False
            if any(allowance.most < 1 for allowance in allowances):
                return False
            connection.executemany(_COUNT, keys)
        return True
