"""Why nobody can be let in, or this caller cannot.

ServiceError
└── AccessError
    ├── BadToken          a token that lets nobody in; the reason is for our log, never for the caller
    ├── NoIssuer          nobody could be let in: no issuer is set, and the store is not marked synthetic
    └── KeysUnavailable   the issuer's keys cannot be had just now
"""

from service.errors import ServiceError


class AccessError(ServiceError):
    """Something about who may come in."""


class BadToken(AccessError):
    """A token that lets nobody in."""


class NoIssuer(AccessError):
    """Nobody could be let in as things are set."""


class KeysUnavailable(AccessError):
    """The issuer's keys cannot be had just now."""
