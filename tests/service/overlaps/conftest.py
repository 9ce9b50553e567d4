"""The process that reads feeds."""

from tests.service.flags.conftest import reader

__all__ = ["reader"]
