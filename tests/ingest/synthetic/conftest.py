"""An invented area, made once."""

from collections.abc import Callable

import pytest

from ingest.synthetic import Options, generate
from tests.invented_feeds import Area, Checker, read_feeds


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def area(tmp_path_factory: pytest.TempPathFactory, depth: Callable[[int, int], int]) -> Area:
    root = tmp_path_factory.mktemp("invented") / "area"
    summary = generate(root, Options(offenders=depth(400, 2_000)))
    return Area(root, summary, read_feeds(root / "feeds"))
