"""Why nobody can be let in, or this caller cannot.

ServiceError
└── AccessError
    ├── BadToken          a token that lets nobody in; the reason is for our log, never for the caller
    ├── NoIssuer          nobody could be let in: no issuer is set, and the store is not marked synthetic
    ├── KeysUnavailable   the issuer's keys cannot be had just now
    ├── IssuerAway        the issuer cannot be asked to sign anybody in just now
    ├── SignInRefused     a sign-in that did not come back as it went out; the reason is for our log
    └── GrantsAway        which cases were opened in an emergency cannot be looked up
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


class IssuerAway(AccessError):
    """The issuer cannot be asked to sign anybody in just now."""


class SignInRefused(AccessError):
    """A sign-in that did not come back as it went out."""


class GrantsAway(AccessError):
    """Which cases were opened in an emergency cannot be looked up or kept."""
