"""The thresholds in force, for the whole country or an area."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = int | bool | str


@dataclass(frozen=True)
class Threshold:
    """One value with where it is from; in metres, days or as its key says."""

    value: Value
    source: str
    effective_from: date
    verified: bool


@dataclass(frozen=True)
class Policy:
    """All thresholds by key, and those that areas set otherwise."""

    national: Mapping[str, Threshold]
    by_area: Mapping[str, Mapping[str, Threshold]] = field(default_factory=dict)

    def threshold(self, key: str, area: str | None = None) -> Threshold:
        """Return the threshold in `area`; raises KeyError for a key no policy has."""
        return self.by_area.get(area or "", {}).get(key) or self.national[key]

    def whole(self, key: str, area: str | None = None) -> int:
        """Return a whole number."""
        value = self.threshold(key, area).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{key} is not a whole number")
        return value

    def text(self, key: str, area: str | None = None) -> str:
        """Return a text."""
        return str(self.threshold(key, area).value)

    def day(self, key: str, area: str | None = None) -> date:
        """Return a day, which is kept as ISO text."""
        return date.fromisoformat(self.text(key, area))

    def areas_with(self, key: str) -> Mapping[str, int]:
        """Return the areas that have a whole number of their own for `key`."""
        return {area: self.whole(key, area) for area, own in sorted(self.by_area.items()) if key in own}
