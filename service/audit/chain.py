"""The chain: each entry's code depends on its own bytes and on every entry before it."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

FIRST = "0" * 64
"""What stands before the first entry."""

SHORTEST_KEY = 32
"""Bytes: a key shorter than the code it makes weakens it (RFC 2104, section 3)."""


@dataclass(frozen=True)
class Row:
    """One entry as it is kept: its number, its text, and its code in hexadecimal."""

    number: int
    body: str
    code: str


@dataclass(frozen=True)
class Chain:
    """Makes the codes of one audit; whoever has no key can neither add an entry nor change one."""

    key: bytes

    def code(self, number: int, before: str, body: str) -> str:
        """Return the code of the entry `body`, at `number`, after the entry whose code is `before`."""
        return self._sign("entry", str(number), before, body)

    def sign_head(self, count: int, code: str) -> str:
        """Return the signature under "there are `count` entries, and the code of the last is `code`"."""
        return self._sign("head", str(count), code)

    def follows(self, row: Row, before: str) -> bool:
        """Whether the row is what was written after the entry whose code is `before`."""
        # Compared as bytes: text of a tampered file may hold anything.
        return hmac.compare_digest(self.code(row.number, before, row.body).encode(), row.code.encode())

    def derive(self, use: str) -> bytes:
        """Return a key of its own for another use."""
        return bytes.fromhex(self._sign("key", use))

    def _sign(self, *parts: str) -> str:
        # The parts are told apart by their lengths, so that no two lists of parts read the same.
        text = b"".join(b"%d:%s" % (len(part.encode()), part.encode()) for part in parts)
        return hmac.new(self.key, text, sha256).hexdigest()
