"""The list of planted scenarios of one family, each a function whose docstring is its sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.story import Kind, Story

Tell = Callable[[Story], None]


@dataclass(frozen=True)
class Plot:
    """A scenario to plant: `tell` writes it into a story; asked about on the day of the last feed of `fed_by`.

    Without `fed_by` the day asked about is the last of the history.
    """

    rule: str
    kind: Kind
    tell: Tell
    fed_by: Role | None

    @property
    def sentence(self) -> str:
        """Return what happens in it."""
        return (self.tell.__doc__ or "").strip().rstrip(".")


@dataclass
class Plots:
    """Scenarios in the order in which they are written down."""

    all: list[Plot] = field(default_factory=list)

    def fires(self, rule: str, fed_by: Role | None = None) -> Callable[[Tell], Tell]:
        """Note a scenario in which a rule must find something."""
        return self._note(rule, Kind.FIRES, fed_by)

    def nearly(self, rule: str, fed_by: Role | None = None) -> Callable[[Tell], Tell]:
        """Note a scenario that lies just outside a rule."""
        return self._note(rule, Kind.NEARLY, fed_by)

    def must_not(self, rule: str, fed_by: Role | None = None) -> Callable[[Tell], Tell]:
        """Note a scenario that only looks like what a rule is about."""
        return self._note(rule, Kind.MUST_NOT, fed_by)

    def _note(self, rule: str, kind: Kind, fed_by: Role | None) -> Callable[[Tell], Tell]:
        def note(tell: Tell) -> Tell:
            self.all.append(Plot(rule, kind, tell, fed_by))
            return tell

        return note
