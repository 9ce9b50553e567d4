"""Stores on real servers that services in processes of their own share."""

import pytest

from tests.neo4j_server import TestServer
from tests.service.server.processes import Shared


@pytest.fixture
def shared(neo4j_server: TestServer) -> Shared:
    """The session's server, with nothing on it."""
    neo4j_server.empty()
    return Shared(neo4j_server.location, neo4j_server.access)
