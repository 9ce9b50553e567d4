"""The engine's errors in our words: what to do, and no values, which may be about people."""

import re

from graph_schema.store.errors import QueryFault, QueryTimeout, StoreError, StoreTooSmall, StoreUnavailable

_KIND = re.compile(r"\A(\w[\w ]*? exception)\b", re.IGNORECASE)
_ABOUT_THE_TEXT = ("Parser exception", "Binder exception", "Catalog exception", "Parameter ")
"""Errors that speak about the query alone: its text is ours, the values in its parameters are not repeated."""


def told(error: RuntimeError) -> StoreError:
    """Return what to raise for an error of the engine."""
    text = str(error)
    if text.startswith("Interrupted"):
        return QueryTimeout("The query took longer than it may and was stopped: ask for less, or allow more time.")
    if "Buffer manager exception" in text:
        return StoreTooSmall(
            "The store ran out of the memory it may use: give it more, or ask for less at a time. "
            "Nothing was written by what failed."
        )
    if "panic state" in text or text.startswith("IO exception"):
        return StoreUnavailable(
            "The store's files can no longer be written: check the disk's space and permissions, then open it again."
        )
    if text.startswith(_ABOUT_THE_TEXT):
        return QueryFault(f"The query cannot be answered. {text.strip()}")
    kind = _KIND.match(text)
    return QueryFault(f"The query cannot be answered ({kind.group(1) if kind else 'no reason given'}).")
