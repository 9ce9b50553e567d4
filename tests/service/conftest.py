"""A desk to run commands at: real processes, and a store of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Desk:
    """A place to work at, with a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = f"ladybug:{folder / 'graph.lbug'}"

    def run(
        self, *arguments: str | Path, store: str | None = None, settings: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `risk-network` with arguments, in the environment with `settings` added."""
        environment = os.environ | {"RISK_NETWORK_STORE": store or self.store, "PYTHONPATH": str(ROOT)}
        environment |= settings or {}
        command = [sys.executable, "-m", "service.cli", *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=self.folder)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
