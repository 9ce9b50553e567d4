"""What one part of an invented area is drawn in: where, when, by which dice and for which agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ingest.synthetic.agencies import Agency
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.dice import Dice
from ingest.synthetic.ground import Ground


@dataclass(frozen=True)
class Setting:
    """One chunk of an area: `area_index` is its place among the 42, `chunk` its number in the area."""

    area: str
    area_index: int
    chunk: int
    offenders: int
    dice: Dice
    calendar: Calendar
    ground: Ground
    agencies: Mapping[str, Agency]

    @property
    def as_of(self) -> date:
        """Return the last day of the history."""
        return self.calendar.as_of

    def shared_name(self, kind: str) -> str:
        """Return the beginning of names that no other chunk of any area gives: a case, an order, a meeting."""
        return f"{kind}{self.area_index:02d}{self.chunk:02d}"
