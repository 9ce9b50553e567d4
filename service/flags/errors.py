"""What can go wrong with a flag, beyond what the rules and the store say themselves.

ServiceError
└── FlagError
    ├── BookAway           decisions cannot be read or written, so none is taken
    ├── NoSuchFlag         nothing is known under this id
    ├── DecisionRefused    what was decided cannot be, and the sentence says why
    └── FlagChanged        somebody or something came between reading and deciding
"""

from service.errors import ServiceError


class FlagError(ServiceError):
    """Something about a flag that a person can mend."""


class BookAway(FlagError):
    """The book of flags cannot be read or written; no decision is taken that would not be kept."""


class NoSuchFlag(FlagError):
    """No flag with this id was ever seen."""


class DecisionRefused(FlagError):
    """A decision that cannot be taken; nothing was written."""


class FlagChanged(FlagError):
    """The flag is no longer at the version that was decided upon; nothing was written."""
