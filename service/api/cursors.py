"""Cursors: where a page ends, signed, so that nobody makes one up, and good for the same question alone."""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from service.api.problems import wrong_value

Shown = TypeVar("Shown")
_SIGNATURE = 32
_LONGEST = 1024
MOST = 200
"""Entries on one page."""


@dataclass(frozen=True)
class Cursors:
    """Makes and reads cursors. A cursor holds a place in an order, which must be an id and nothing personal."""

    key: bytes

    def make(self, place: str, question: Sequence[str]) -> str:
        """Return the cursor of a place in the answer to a question (route, caller and filters)."""
        content = json.dumps(place).encode()
        return base64.urlsafe_b64encode(self._sign(content, question) + content).rstrip(b"=").decode()

    def read(self, cursor: str, question: Sequence[str]) -> str:
        """Return the place; raises Problem for a cursor that we did not make, or made for another question."""
        try:
            if len(cursor) > _LONGEST:
                raise ValueError("too long")
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise _unknown() from None
        signature, content = raw[:_SIGNATURE], raw[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._sign(content, question)):
            raise _unknown()
        return str(json.loads(content))

    def _sign(self, content: bytes, question: Sequence[str]) -> bytes:
        return hmac.new(self.key, json.dumps(list(question)).encode() + b"\n" + content, sha256).digest()


def _unknown() -> Exception:
    return wrong_value("cursor", "not a cursor of this question: begin again without one")
