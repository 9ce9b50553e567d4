"""What the rules find just now and what became of it, kept until something lands or the day is over."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, Touched
from service.flags import Flag, FlagBook, Scope, live_flags, past_flags
from service.linkage.marks import count_changes
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep
from service.rules.identity import flag_id
from service.rules.updating import update

_CASES_KEPT = 1_000
"""Sweeps of single cases that are kept, each of some tens of findings, before all are forgotten."""

_WRITES_KEPT = 100
"""Writes since the last sweep that are kept; after more, all is evaluated anew."""


@dataclass(frozen=True)
class _Swept:
    """One sweep: of which day and after how many feeds, the book's mark from before it, and what was found."""

    day: date
    landed: int
    mark: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Held:
    """The flags of one sweep, good for as long as nothing more is written in the book."""

    swept: _Swept
    mark: int
    flags: tuple[Flag, ...]


@dataclass
class Sweeps:
    """The findings and flags of one store as of now; evaluated by whoever comes first, and others wait for it."""

    store: GraphStore
    catalogue: Catalogue
    policy: Policy
    book: FlagBook
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _last: _Swept | None = None
    _flags: _Held | None = None
    _cases: dict[str, _Swept] = field(default_factory=dict)
    _writes: dict[int, Touched | None] = field(default_factory=dict)
    """What each write of this service touched, by the mark of the store from before it."""

    def mark(self) -> int:
        """Return a number that grows with every feed and every judgement in the store; raises StoreError."""
        return count_changes(self.store)

    def note(self, before: int, touched: Touched | None) -> None:
        """Note what a write touched, so that only what it can have changed is evaluated anew.

        `before` is the mark from before it; where anything else was written meanwhile, all is evaluated. Raises
        StoreError.
        """
        if self.mark() == before + 1:
            if len(self._writes) >= _WRITES_KEPT:
                self._writes.clear()
            self._writes[before] = touched

    def findings(self, now: AsOf) -> Sequence[Finding]:
        """Return the findings of all rules, as of today and as known now; raises StoreError."""
        return self._swept(now).findings

    def flags(self, now: AsOf) -> Sequence[Flag]:
        """Return the flags that are not closed, with every decision about them; raises StoreError, BookAway."""
        swept, mark = self._swept(now), self.book.mark()
        held = self._flags
        if held is None or held.swept is not swept or held.mark != mark:
            flags = tuple(live_flags(self.book, swept.findings, now, self.catalogue, Scope(mark=swept.mark)))
            # Marked from before it looked: what is decided meanwhile makes it look again.
            held = self._flags = _Held(swept, mark, flags)
        return held.flags

    def compare(self, now: AsOf) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids of the flags that what was kept has otherwise than a full sweep, and those the other way.

        The full sweep takes the place of what was kept. Raises StoreError.
        """
        kept = self._swept(now)
        anew = sweep(self.store, self.catalogue, self.policy, now)
        with self._turn:
            if self._last is not kept or self.mark() != kept.landed:
                # Something landed meanwhile: there is nothing to compare, and the next night is soon enough.
                return frozenset(), frozenset()
            self._last = replace(kept, findings=tuple(anew))
            self._cases.clear()
        sides = [{flag_id(one): replace(one, as_of=now) for one in findings} for findings in (kept.findings, anew)]
        differing = {id_ for id_ in {*sides[0], *sides[1]} if sides[0].get(id_) != sides[1].get(id_)}
        return frozenset(differing & sides[0].keys()), frozenset(differing & sides[1].keys())

    def of_case(self, case_ref: str, as_of: AsOf, *, is_now: bool) -> tuple[Sequence[Finding], Sequence[Flag]]:
        """Return the findings of one case and its flags, as they stand or as they stood then.

        It does not wait for a sweep of all cases, and uses one that is good still. Raises StoreError, BookAway.
        """
        if not is_now:
            findings = sweep(self.store, self.catalogue, self.policy, as_of, cases=[case_ref])
            return findings, past_flags(self.book, findings, as_of)
        swept = self._swept_case(case_ref, as_of)
        scope = Scope.of([case_ref], None, swept.mark)
        return swept.findings, live_flags(self.book, swept.findings, as_of, self.catalogue, scope)

    def _swept_case(self, case_ref: str, now: AsOf) -> _Swept:
        """Return the sweep of one case: a page, its pictures and its flags are asked for one after the other."""
        mark, landed, last = self.book.mark(), self.mark(), self._last
        if last is not None and (last.day, last.landed) == (now.day, landed):
            return replace(last, findings=tuple(one for one in last.findings if one.case_ref == case_ref))
        held = self._cases.get(case_ref)
        if held is None or (held.day, held.landed) != (now.day, landed):
            findings = tuple(sweep(self.store, self.catalogue, self.policy, now, cases=[case_ref]))
            held = _Swept(now.day, landed, mark, findings)
            if len(self._cases) >= _CASES_KEPT:
                self._cases.clear()
            self._cases[case_ref] = held
        return held

    def _swept(self, now: AsOf) -> _Swept:
        with self._turn:
            # Another process may land feeds or judge records too, so what the store holds is asked, not remembered.
            landed = self.mark()
            last = self._last
            if last is None or (last.day, last.landed) != (now.day, landed):
                mark = self.book.mark()
                touched = self._since(last, landed) if last and last.day == now.day else None
                if last is None or touched is None:
                    findings = sweep(self.store, self.catalogue, self.policy, now)
                else:
                    findings = update(last.findings, touched, self.store, self.catalogue, self.policy, now)
                last = self._last = _Swept(now.day, landed, mark, tuple(findings))
            return last

    def _since(self, last: _Swept, landed: int) -> Touched | None:
        """Return what was touched since a sweep; None where another process wrote too, or too much was touched."""
        together = Touched()
        for before in range(last.landed, landed):
            touched = self._writes.get(before)
            if touched is None:
                return None
            together = together.and_also(touched)
        return together
