"""One run over all drawn cases, since a run takes seconds however few the records."""

from collections.abc import Callable, Iterable

import pytest

from ingest.linkage.matching import LinkageRecord, propose
from tests.ingest.linkage.matching.people import Told


@pytest.fixture(scope="session")
def run() -> Callable[..., Told]:
    """Return what runs linkage over some records, and tells by record."""

    def run_over(records: Iterable[LinkageRecord], **known: object) -> Told:
        return Told(propose(records, run="run-1", **known))  # type: ignore[arg-type]

    return run_over
