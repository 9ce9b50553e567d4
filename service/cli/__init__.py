"""The command `risk-network`: parse, ask, print."""

from service.cli.main import main

__all__ = ["main"]
