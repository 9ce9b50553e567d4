"""How much of a network is shown, and how long may be spent on reading it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The most nodes shown, and the seconds after which reading stops where it is."""

    nodes: int = 500
    seconds: float = 5.0

    @property
    def people_read(self) -> int:
        """Return the most people read.

        Far more than are shown, so that what an audience may not see seldom crowds out what it may.
        """
        return 2 * self.nodes + 100
