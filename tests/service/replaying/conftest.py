"""The process that reads feeds."""

from tests.service.flags.conftest import book, reader

__all__ = ["book", "reader"]
