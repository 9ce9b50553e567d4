"""Whether an audit is as it was written, and if not, where it first is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.audit.anchor import NOTHING, Head
from service.audit.chain import Chain, Row


@dataclass(frozen=True)
class Verification:
    """What came of reading a whole audit; `first_bad` numbers the first entry not as written."""

    head: Head
    first_bad: int | None = None
    fault: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found to be wrong."""
        return not self.fault


def verify_rows(rows: Iterable[Row], chain: Chain, anchor: Head | None, *, is_shared: bool = False) -> Verification:
    """Check every row, in order, against the one before it, and the last against the anchor.

    Of an audit that `is_shared` other machines may have added more than this one's anchor knows.
    """
    head, anchored = NOTHING, NOTHING
    for row in rows:
        if row.number != head.count + 1:
            gap = f"{head.count + 1}" if row.number == head.count + 2 else f"{head.count + 1} to {row.number - 1}"
            return Verification(head, head.count + 1, f"Entry {gap} was removed.")
        if not chain.follows(row, head.code):
            doubt = " Or the key is not the one it was written with." if row.number == 1 else ""
            return Verification(head, row.number, f"Entry {row.number} was changed, or was never written by us.{doubt}")
        head = Head(row.number, row.code)
        if anchor and row.number == anchor.count:
            anchored = head
    found = _against_anchor(head, anchored, anchor)
    if found.is_sound and anchor and head.count > anchor.count + 1 and not is_shared:
        # One may be ahead: its writer was killed between the entry and the anchor.
        fault = f"The anchor is older than the audit: it ends at entry {anchor.count} of {head.count}."
        return Verification(head, anchor.count + 1, fault)
    return found


def _against_anchor(head: Head, anchored: Head, anchor: Head | None) -> Verification:
    if anchor is None:
        return Verification(head, None, "The anchor was changed or is of another key: the end may have been cut off.")
    if head.count < anchor.count:
        fault = f"The end was cut off: entries {head.count + 1} to {anchor.count} are missing."
        return Verification(head, head.count + 1, fault)
    if anchored != anchor:
        return Verification(head, anchor.count, f"Entry {anchor.count} is not the one that the anchor names.")
    return Verification(head)


def verify_noted(verification: Verification, rows: Iterable[Row], noted: Head) -> Verification:
    """Check a sound audit also against a head that somebody noted down elsewhere."""
    if not verification.is_sound or noted == NOTHING:
        return verification
    if any(row.number == noted.count and row.code == noted.code for row in rows):
        return verification
    fault = f"Entry {noted.count} is not the one that was noted: the whole audit was replaced, or put back."
    return Verification(verification.head, noted.count, fault)
