"""Who has the lease of a store: the one process that reads it in order to write, and what others are told of it."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime

from graph_schema.store.errors import LeaseHeld


@dataclass(frozen=True)
class Holder:
    """Who holds a lease: `who` names the process, `work` what it does ("landing feeds"), `since` is in UTC."""

    who: str
    work: str
    since: datetime

    def refusal(self, expires_seconds: float | None = None) -> LeaseHeld:
        """Return what to raise for those who come meanwhile; `expires_seconds` is how long a dead one's lease lasts."""
        mends = "" if expires_seconds is None else (
            f" If it has died or lost the server, its lease expires within {expires_seconds:.0f} s."
        )  # fmt: skip
        return LeaseHeld(
            f"The store is held by {self.who}, which has been {self.work} since {self.since:%Y-%m-%d %H:%M:%S} UTC: "
            f"only one at a time may change it. Wait until it has ended or stop it, then try again.{mends}"
        )


def this_process() -> str:
    """Return how this process is named to others: its number and its machine, and nobody's name."""
    return f"process {os.getpid()} on {socket.gethostname()}"
