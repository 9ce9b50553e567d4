"""The process that reads feeds, and an invented area."""

from tests.service.flags.conftest import reader
from tests.service.rules.conftest import invented

__all__ = ["invented", "reader"]
