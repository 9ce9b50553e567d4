"""Where an issuer signs people in: asked seldom, kept while it is away, and believed about its own host alone."""

import asyncio

import pytest

from service.access.discovery import Discovery, Endpoints
from service.access.errors import IssuerAway
from service.access.issuer_keys import COOL_DOWN_SECONDS, FRESH_SECONDS, STALE_SECONDS
from tests.loops import await_apart
from tests.service.access.conftest import Issuer

PATH = "/.well-known/openid-configuration"


def tell(issuer: Issuer, /, **otherwise: object) -> None:
    """Have the issuer say where its places are, but for some."""
    told = {"issuer": issuer.name, "jwks_uri": f"{issuer.name}/keys"}
    told |= {"authorization_endpoint": f"{issuer.name}/authorize", "token_endpoint": f"{issuer.name}/token"}
    issuer.answers[PATH] = told | otherwise


def test_many_at_once_cost_one_request_and_while_it_is_away_its_word_is_kept_for_a_day(issuer: Issuer) -> None:
    now = [1000.0]
    discovery = Discovery(issuer.name, clock=lambda: now[0])
    tell(issuer)

    async def ask() -> None:
        found = await asyncio.gather(*(discovery.find() for _ in range(50)))
        assert set(found) == {Endpoints(f"{issuer.name}/authorize", f"{issuer.name}/token")}
        assert issuer.asked.count(PATH) == 1
        issuer.status = 503
        now[0] += FRESH_SECONDS + 1
        await asyncio.gather(*(discovery.find() for _ in range(50)))
        assert issuer.asked.count(PATH) == 2
        now[0] += STALE_SECONDS
        for _ in range(5):
            with pytest.raises(IssuerAway, match="Try again shortly"):
                await discovery.find()
        assert issuer.asked.count(PATH) == 3
        issuer.status = 200
        now[0] += COOL_DOWN_SECONDS
        assert (await discovery.find()).token

    await_apart(ask())


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"authorization_endpoint": "https://elsewhere.example.org/authorize"},
        {"token_endpoint": "http://localhost:1/token"},
        {"end_session_endpoint": "https://elsewhere.example.org/out"},
        {"authorization_endpoint": None},
    ],
)
def test_places_elsewhere_than_the_issuer_are_not_believed(issuer: Issuer, said: dict[str, object]) -> None:
    tell(issuer, **said)
    with pytest.raises(IssuerAway):
        await_apart(Discovery(issuer.name).find())


@pytest.mark.parametrize(
    ("methods", "in_body"),
    [(None, False), (["client_secret_basic", "client_secret_post"], False), (["client_secret_post"], True)],
)
def test_the_secret_goes_where_the_issuer_takes_it(issuer: Issuer, methods: object, in_body: bool) -> None:
    tell(issuer, token_endpoint_auth_methods_supported=methods)
    assert await_apart(Discovery(issuer.name).find()).takes_secret_in_body is in_body
