"""The book that the settings imply: beside the audit, and where that is on a server, beside the store."""

from pathlib import Path

from service.audit.configured import beside_audit
from service.flags.book import FlagBook
from service.settings import Settings

FILE = "flags.sqlite"


def book_path(settings: Settings) -> Path:
    """Return the file of the book: all who work on one store must share it, or each had decisions of their own."""
    return beside_audit(settings, FILE)


def open_book(settings: Settings) -> FlagBook:
    """Open the book of the settings, making it where there is none; raises BookAway."""
    return FlagBook(book_path(settings))
