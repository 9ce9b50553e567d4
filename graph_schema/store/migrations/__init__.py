"""The version of the schema, and the numbered steps that bring an older store to it."""

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = 2
"""The version that this program reads and writes."""


@dataclass(frozen=True)
class Migration:
    """One step, done whole or not at all: what it is for, and the statements that do it, by engine.

    Kinds and types that the vocabulary has and the store lacks are created after it, without being named here; so a
    statement that adds a property to a kind younger than version 1 says `IF NOT EXISTS`.
    """

    title: str
    statements: Mapping[str, tuple[str, ...]]


MIGRATIONS: Mapping[int, Migration] = {
    2: Migration("Judgements of who is who, and what waits for one.", {}),
}
"""Every step by the version it leads to; version 1 was the first."""
