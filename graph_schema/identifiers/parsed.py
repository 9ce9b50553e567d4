"""The two answers to the question whether a text is an identifier."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parsed:
    """A valid identifier in its one canonical form, the only form in which it may be compared."""

    canonical: str


@dataclass(frozen=True)
class Invalid:
    """Why a text is no such identifier and how to mend it; it never repeats the value, which is personal."""

    reason: str
