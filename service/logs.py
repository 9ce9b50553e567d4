"""The log of a running service: one JSON object a line, with ids and never a value."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "request",
        "route",
        "method",
        "status",
        "milliseconds",
        "fault",
        "reason",
        "address",
        "kept",
        "swept",
    }
)
"""What a line may hold: anything else could be about somebody, and is dropped whoever logs it."""


def configure_logs() -> None:
    """Send what the service logs to standard error, with all but ALLOWED dropped."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def keep_allowed(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what a line may not hold."""
    return {name: value for name, value in event.items() if name in ALLOWED}
