"""The anchor: how many entries there are and the code of the last, signed, in a file of its own.

Without it the end of a trail could be cut off and the rest would still be sound. Kept on another disk, under another
owner, it also tells that the whole trail was put back to an earlier state.
"""

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.audit.chain import FIRST, Chain
from service.audit.errors import AuditAway

_SLOT = 192
"""Bytes. The file has two slots, written in turn: a write torn by a crash leaves the other whole."""


@dataclass(frozen=True)
class Head:
    """How many entries there are and the code of the last; printed as `count:code` for noting down elsewhere."""

    count: int
    code: str

    def __str__(self) -> str:
        return f"{self.count}:{self.code}"


NOTHING = Head(0, FIRST)


class Anchor:
    """The anchor file, locked: while it is held, no other process or thread adds to the audit."""

    def __init__(self, file: int, chain: Chain) -> None:
        self._file = file
        self._chain = chain

    @property
    def is_blank(self) -> bool:
        """Whether nothing was ever written to it."""
        return os.fstat(self._file).st_size == 0

    def read(self) -> Head | None:
        """Return the newest head that is rightly signed, None where there is none."""
        content = os.pread(self._file, 2 * _SLOT, 0)
        heads = (self._parse(content[start : start + _SLOT]) for start in (0, _SLOT))
        return max((head for head in heads if head), key=lambda head: head.count, default=None)

    def write(self, head: Head) -> None:
        """Write a head into the slot whose turn it is; when this returns it survives a power cut."""
        line = f"{head} {self._chain.sign_head(head.count, head.code)}"
        os.pwrite(self._file, line.encode().ljust(_SLOT - 1) + b"\n", head.count % 2 * _SLOT)
        os.fdatasync(self._file)

    def _parse(self, slot: bytes) -> Head | None:
        told, _, signature = slot.decode("ascii", "replace").strip().partition(" ")
        count, _, code = told.partition(":")
        if not (count.isascii() and count.isdigit() and len(count) <= 18):
            return None
        if not hmac.compare_digest(self._chain.sign_head(int(count), code).encode(), signature.encode()):
            return None
        return Head(int(count), code)


@contextmanager
def held_anchor(path: Path, chain: Chain, *, create: bool = False) -> Iterator[Anchor]:
    """Hold the anchor at `path`, making it where it is missing if `create`; raises AuditAway where it cannot be."""
    try:
        flags = os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if create else 0)
        file = os.open(path, flags, 0o600)
    except OSError as error:
        raise AuditAway(f"The audit's anchor {path} cannot be opened ({error.strerror}): restore it.") from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield Anchor(file, chain)
    finally:
        os.close(file)
