"""The seam between the audit and whatever keeps its rows."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from service.audit.chain import Row
from service.audit.entries import Wanted


class Adding(Protocol):
    """A transaction in which nobody else adds."""

    def last(self) -> Row | None:
        """Return the newest row."""

    def at(self, number: int) -> Row | None:
        """Return the row of a number, None where there is none."""

    def add(self, row: Row) -> None:
        """Add a row; it is kept when the transaction ends well."""


class Rows(Protocol):
    """Where the rows of one audit are kept; everything raises AuditAway where it cannot be done."""

    is_shared: bool
    """Whether other machines add to it, each with an anchor of its own."""

    def adding(self) -> AbstractContextManager[Adding]:
        """Begin to add; what is added survives a crash once the context has ended well."""

    def snapshot(self) -> AbstractContextManager[Iterator[Row]]:
        """Fix what the audit holds now, and read it from the first row on."""

    def select(self, wanted: Wanted, before: int | None, limit: int) -> Sequence[Row]:
        """Return the newest rows that are wanted, from before a number."""

    def close(self) -> None:
        """Let go of everything; closing twice does nothing."""
