"""What checks tokens, by the settings: the area's own issuer, or, for invented people alone, the development one."""

from service.access.development import DevelopmentIssuer, open_development
from service.access.errors import NoIssuer
from service.access.issuer_keys import IssuerKeys
from service.access.tokens import Verifier
from service.settings import Settings, data_folder, is_loopback


def open_issuer(settings: Settings, *, is_synthetic: bool) -> DevelopmentIssuer:
    """Return the development issuer; raises NoIssuer where another is set or the store is not marked synthetic."""
    if settings.oidc_issuer:
        raise NoIssuer(
            "RISK_NETWORK_OIDC_ISSUER is set: tokens come from there, and the service believes no others. Unset it to "
            "use the development issuer on a store of invented people."
        )
    return open_development(data_folder(settings.store), settings.oidc_audience, is_synthetic=is_synthetic)


def open_verifier(settings: Settings, *, is_synthetic: bool) -> Verifier:
    """Return what checks tokens.

    Raises NoIssuer where nobody could be let in, or where the development issuer would be believed by other machines.
    """
    if settings.oidc_issuer:
        keys = IssuerKeys(settings.oidc_issuer, settings.oidc_jwks_uri)
        return Verifier(settings.oidc_issuer, settings.oidc_audience, keys)
    issuer = open_issuer(settings, is_synthetic=is_synthetic)
    if not is_loopback(settings.host):
        raise NoIssuer(
            "Without RISK_NETWORK_OIDC_ISSUER the service listens on this machine alone: set RISK_NETWORK_HOST to "
            "127.0.0.1, or name an issuer."
        )
    return issuer.verifier()
