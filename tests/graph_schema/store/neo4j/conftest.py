"""The server engine alone: these proofs are about what only a server has."""

import pytest


@pytest.fixture
def engine() -> str:
    """The one engine of this folder."""
    return "neo4j"
