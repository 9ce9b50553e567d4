"""What is found about those who ask: ids and references only, never where anything lies."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from service.rules.findings import Severity

_ID_CHARACTERS = 16


@dataclass(frozen=True)
class SecurityFinding:
    """One pattern met: by whom, about which case, how often, from when to when.

    `case_ref` and `area` are "" where the pattern is not about one. `first` and `last` are moments aware of their zone.
    `references` are those of placement checks, or the numbers of entries of the audit, in order.
    """

    rule: str
    pattern: str
    severity: Severity
    who: tuple[str, ...]
    first: datetime
    last: datetime
    references: tuple[str, ...]
    case_ref: str = ""
    area: str = ""

    @property
    def id(self) -> str:
        """Return an id that stays while the pattern begins with the same act."""
        begun = (self.rule, self.pattern, *self.who, self.case_ref, self.area, self.references[0])
        return sha256("\x1f".join(begun).encode()).hexdigest()[:_ID_CHARACTERS]

    @property
    def count(self) -> int:
        """Return how many acts make the pattern."""
        return len(self.references)
