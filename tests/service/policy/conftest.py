"""Drawn cases in a real store, as the rules' own tests have them."""

from tests.service.rules.conftest import landed, reader

__all__ = ["landed", "reader"]
