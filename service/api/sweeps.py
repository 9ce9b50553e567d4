"""What the rules find just now and what became of it, kept until something lands or the day is over."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags import Flag, FlagBook, Scope, live_flags
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep


@dataclass(frozen=True)
class _Swept:
    """One sweep: of which day and after how many feeds, the book's mark from before it, and what was found."""

    day: date
    landed: int
    mark: int
    findings: tuple[Finding, ...]


@dataclass
class Sweeps:
    """The findings and flags of one store as of now; evaluated by whoever comes first, and others wait for it."""

    store: GraphStore
    catalogue: Catalogue
    policy: Policy
    book: FlagBook
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _last: _Swept | None = None

    def findings(self, now: AsOf) -> Sequence[Finding]:
        """Return the findings of all rules, as of today and as known now; raises StoreError."""
        return self._swept(now).findings

    def flags(self, now: AsOf) -> Sequence[Flag]:
        """Return the flags that are not closed, with every decision about them; raises StoreError, BookAway."""
        swept = self._swept(now)
        return live_flags(self.book, swept.findings, now, self.catalogue, Scope(mark=swept.mark))

    def of_case(self, case_ref: str, now: AsOf) -> Sequence[Finding]:
        """Return the findings of one case, without waiting for those of all others."""
        last = self._last
        if last is not None and (last.day, last.landed) == (now.day, self._landed()):
            return [finding for finding in last.findings if finding.case_ref == case_ref]
        return sweep(self.store, self.catalogue, self.policy, now, cases=[case_ref])

    def _landed(self) -> int:
        return int(self.store.read("MATCH (f:Feed) RETURN count(f.id) AS landed").column("landed")[0].as_py())

    def _swept(self, now: AsOf) -> _Swept:
        with self._turn:
            # Another process may land feeds in the store too, so what it holds is asked, not remembered.
            landed = self._landed()
            last = self._last
            if last is None or (last.day, last.landed) != (now.day, landed):
                mark = self.book.mark()
                findings = tuple(sweep(self.store, self.catalogue, self.policy, now))
                last = self._last = _Swept(now.day, landed, mark, findings)
            return last
