"""Rows as they are sent, each beside the statements it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

AGENCY = "county"
ITS_RECORD = "its record"
"""Stands for the end of a statement that is the record of the row itself."""

ALWAYS = ("0001-01-01", "9999-12-31")
"""True since before anyone knew, and still."""

Value = str | int | bool


@dataclass(frozen=True)
class Said:
    """A statement: both ends, the columns of its row it carries, what it carries beside them, and when it holds.

    People and addresses are named by their sender's reference.
    """

    type: str
    start: str
    end: str
    carries: str = ""
    also: Mapping[str, Value] = field(default_factory=dict)
    holds: tuple[str, str] = ALWAYS


@dataclass(frozen=True)
class Sent:
    """A row of a table, in the types the graph keeps its values in; `key` names its record."""

    table: str
    key: str
    values: Mapping[str, Value]
    becomes: tuple[Said, ...]

    @property
    def record(self) -> str:
        """Return the id of the row's record."""
        return f"{AGENCY}:{self.table}:{self.key}"

    @property
    def cells(self) -> dict[str, str]:
        """Return the row as a sender writes it."""
        return {name: _cell(value) for name, value in self.values.items()}

    def properties(self, said: Said) -> dict[str, Value]:
        """Return what one of the row's statements must carry."""
        return {name: self.values[name] for name in said.carries.split()} | dict(said.also)


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
