"""What checks tokens, by the settings: the area's own issuer, or, for invented people alone, the development one."""

from service.access.code_flow import BACK, CodeFlow
from service.access.development import DevelopmentIssuer, open_development
from service.access.discovery import Discovery
from service.access.errors import NoIssuer
from service.access.issuer_keys import IssuerKeys
from service.access.token_requests import Application, read_secret
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


def open_code_flow(settings: Settings, verifier: Verifier) -> CodeFlow | None:
    """Return what signs people in to the pages through the issuer of the settings, None where they name no client.

    Raises NoIssuer where the client is named and not the address it comes from, AccessError where its secret cannot be
    read.
    """
    if not settings.oidc_issuer or not settings.oidc_client_id:
        return None
    if not settings.public_address:
        raise NoIssuer(
            "RISK_NETWORK_OIDC_CLIENT_ID is set and RISK_NETWORK_PUBLIC_ADDRESS is not: name the address under which "
            f"people reach the pages. What is registered with the issuer is that address followed by {BACK}."
        )
    read_secret(settings.oidc_client_secret_file)
    application = Application(
        settings.oidc_client_id, settings.public_address, settings.oidc_client_secret_file, settings.oidc_scope
    )
    return CodeFlow(application, Discovery(settings.oidc_issuer), verifier)
