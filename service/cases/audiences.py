"""Who may see what of a case network: one table, by class of sensitivity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from graph_schema.case_network import Audience as AudienceName
from graph_schema.sensitivity import Sensitivity
from service.cases.errors import WrongView


class Sight(IntEnum):
    """How much an audience sees of what belongs to a class; of several classes the least counts."""

    HIDDEN = 0
    """Not at all: no node, no link, no count."""

    VEILED = 1
    """That it is there and what it is to the case, not who or where: initials, `Victim A`, `Home of ...`."""

    SHOWN = 2


H, V, S = Sight.HIDDEN, Sight.VEILED, Sight.SHOWN

CHAIR, MEETING, VICTIM_SAFE = (name.value for name in AudienceName)

_TABLE: Mapping[Sensitivity, tuple[Sight, Sight, Sight]] = {
    #                             chair  meeting  victim-safe
    Sensitivity.VICTIM_LOCATION: (S, V, H),
    Sensitivity.VICTIM_IDENTITY: (S, S, H),
    Sensitivity.CHILD_IDENTITY: (S, V, H),
    Sensitivity.VISOR: (S, H, H),
    Sensitivity.MARAC: (S, S, H),
    Sensitivity.HEALTH: (S, H, H),
    Sensitivity.STAFF: (S, V, V),
    Sensitivity.PERSONAL: (S, S, S),
    Sensitivity.LOCATION: (S, S, V),
    Sensitivity.PUBLIC: (S, S, S),
}
"""The chair is the responsible authority; a meeting looks at a projector; a victim-safe view may be shared with one
victim's adviser, to whom what is that victim's own is shown and nobody else but the subject is."""

_UNCLEARED: Mapping[Sensitivity, tuple[str, Sight]] = {
    Sensitivity.VICTIM_LOCATION: ("victim", V),
    Sensitivity.VICTIM_IDENTITY: ("victim", V),
    Sensitivity.VISOR: ("visor", H),
}
"""The clearance a class needs, and the most that is seen of it without."""

CLEARANCES = frozenset(clearance for clearance, _ in _UNCLEARED.values())
"""All clearances there are."""


@dataclass(frozen=True)
class Audience:
    """Who looks, and what they may see.

    `is_narrow` says that nobody is shown but the subject and those the view is for, and that nothing is counted:
    there any count would tell of others.
    """

    name: str
    sights: Mapping[Sensitivity, Sight]
    is_narrow: bool

    def sight(self, *classes: Sensitivity) -> Sight:
        """Return how much is seen of what belongs to all of `classes`."""
        return min((self.sights[one] for one in classes), default=Sight.SHOWN)

    @property
    def sees_all(self) -> bool:
        """Whether nothing at all is kept from the audience."""
        return not self.is_narrow and all(sight is Sight.SHOWN for sight in self.sights.values())

    def shows(self, *classes: Sensitivity) -> bool:
        """Whether everything is seen of what belongs to `classes`."""
        return self.sight(*classes) is Sight.SHOWN


_NAMES = (CHAIR, MEETING, VICTIM_SAFE)


def find_audience(name: str, clearances: Iterable[str]) -> Audience:
    """Return an audience with these clearances; raises WrongView where there is none of that name."""
    if name not in _NAMES:
        raise WrongView(f"There is no audience {name!r}. Use one of {', '.join(_NAMES)}.")
    held = frozenset(clearances)
    sights = {one: row[_NAMES.index(name)] for one, row in _TABLE.items()}
    for one, (clearance, most) in _UNCLEARED.items():
        if clearance not in held:
            sights[one] = min(sights[one], most)
    return Audience(name, sights, is_narrow=name == VICTIM_SAFE)
