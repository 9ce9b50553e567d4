"""The audit: entries are added and read, never changed, and every one is on the disk before its answer leaves."""

from collections.abc import Sequence
from pathlib import Path

from service.audit.anchor import NOTHING, Anchor, Head, held_anchor
from service.audit.chain import Chain, Row
from service.audit.entries import Entry, Recorded, Wanted
from service.audit.errors import AuditAway
from service.audit.rows import Adding, Rows
from service.audit.verification import Verification, verify_noted, verify_rows

_EVERYTHING = Wanted()
MOST = 500
"""Entries on one page."""


class AuditLog:
    """One audit, for any number of threads; several processes may each have one open on the same rows and anchor."""

    def __init__(self, rows: Rows, anchor: Path, key: bytes) -> None:
        self._rows = rows
        self._anchor = anchor
        self._chain = Chain(key)

    def record(self, entry: Entry) -> int:
        """Add an entry and return its number; when this returns it survives a power cut.

        Raises AuditAway where it cannot be added, also where the audit is seen to have been tampered with: its head is
        looked at every time, all of it by `verify`.
        """
        body = entry.as_text()
        with held_anchor(self._anchor, self._chain) as anchor:
            with self._rows.adding() as adding:
                head = self._sound_head(adding, anchor)
                row = Row(head.count + 1, body, self._chain.code(head.count + 1, head.code, body))
                adding.add(row)
            anchor.write(Head(row.number, row.code))
        return row.number

    def check(self) -> None:
        """Raise AuditAway where an entry could not be added now; a look at the head and a write lock, nothing added."""
        with held_anchor(self._anchor, self._chain) as anchor, self._rows.adding() as adding:
            self._sound_head(adding, anchor)

    def entries(
        self, wanted: Wanted = _EVERYTHING, *, before: int | None = None, limit: int = 100
    ) -> Sequence[Recorded]:
        """Return the newest entries that are wanted, newest first, from before a number; at most MOST at a time.

        Raises AuditAway, also for an entry that cannot be read as one.
        """
        rows = self._rows.select(wanted, before, max(1, min(limit, MOST)))
        try:
            return [Recorded(row.number, Entry.from_text(row.body)) for row in rows]
        except ValueError:
            raise AuditAway("An entry of the audit was changed: run `risk-network audit verify`.") from None

    def verify(self, noted: Head = NOTHING) -> Verification:
        """Read the whole audit and say whether it is as it was written; about 10 microseconds an entry.

        `noted` is a head that somebody wrote down elsewhere, which tells also that the whole was put back or replaced.
        """
        with held_anchor(self._anchor, self._chain) as anchor:
            anchored = anchor.read()
            snapshot = self._rows.snapshot()
            rows = snapshot.__enter__()
        try:
            found = verify_rows(rows, self._chain, anchored, is_shared=self._rows.is_shared)
        finally:
            snapshot.__exit__(None, None, None)
        if noted == NOTHING:
            return found
        with self._rows.snapshot() as again:
            return verify_noted(found, again, noted)

    def head(self) -> Head:
        """Return how many entries there are and the code of the last, to be noted down elsewhere."""
        with held_anchor(self._anchor, self._chain) as anchor, self._rows.adding() as adding:
            return self._sound_head(adding, anchor)

    def derive_key(self, use: str) -> bytes:
        """Return a key for another use, from which the audit's own cannot be found."""
        return self._chain.derive(use)

    def close(self) -> None:
        """Let go of the audit; closing twice does nothing."""
        self._rows.close()

    def _sound_head(self, adding: Adding, anchor: Anchor) -> Head:
        """Return what the next entry follows; raises AuditAway where the end is not what the anchor says."""
        last = adding.last()
        head = Head(last.number, last.code) if last else NOTHING
        anchored = anchor.read()
        if anchored is None:
            raise AuditAway(
                f"The audit's anchor {self._anchor} was changed, or is of another key: run "
                "`risk-network audit verify`, and restore it before anything is answered."
            )
        if head == anchored:
            return head
        if last and last.number == anchored.count + 1 and self._chain.follows(last, anchored.code):
            # Its writer was killed between the entry and the anchor.
            anchor.write(head)
            return head
        if self._rows.is_shared and last and self._leads_on(adding, last, anchored):
            return head
        raise AuditAway(
            f"The end of the audit is not what its anchor {self._anchor} says: run `risk-network audit verify`, "
            "and restore it before anything is answered."
        )

    def _leads_on(self, adding: Adding, last: Row, anchored: Head) -> bool:
        """Whether other machines went on from what the anchor says: its entry and the last one are as written."""
        if last.number <= anchored.count:
            return False
        before = adding.at(last.number - 1)
        known = adding.at(anchored.count)
        is_known = anchored == NOTHING or (known is not None and known.code == anchored.code)
        return is_known and self._chain.follows(last, before.code if before else NOTHING.code)
