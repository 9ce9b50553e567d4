"""The forms in which commands print."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """The two forms a command prints in."""

    TABLE = "table"
    JSON = "json"
