"""An invented area in a store, with the scenarios planted in it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore
from service.policy import load_policy
from service.rules import Finding, load_catalogue, sweep


@dataclass
class Invented:
    """A store that no test changes, and what is found in it."""

    store: GraphStore
    scenarios: list[dict[str, Any]]
    _found: dict[AsOf, list[Finding]] = field(default_factory=dict)

    @property
    def as_of(self) -> AsOf:
        """Return the day most scenarios are asked about."""
        return as_of(max(scenario["asOf"] for scenario in self.scenarios))

    def findings(self, when: AsOf | None = None) -> list[Finding]:
        """Return all findings, by default of the day most scenarios are asked about."""
        when = when or self.as_of
        if when not in self._found:
            self._found[when] = sweep(self.store, load_catalogue(), load_policy(), when)
        return self._found[when]


def as_of(day: str, known: str = "") -> AsOf:
    """Return a day, as known at the end of it or of another."""
    return AsOf(date.fromisoformat(day), end_of_day(date.fromisoformat(known or day)))
