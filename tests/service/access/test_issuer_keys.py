"""The issuer's keys: fetched seldom, changed when the issuer changes them, and kept while it is away."""

import asyncio

import pytest
from joserfc.jwk import ECKey, OctKey

from service.access import BadToken
from service.access.errors import KeysUnavailable
from service.access.issuer_keys import COOL_DOWN_SECONDS, FRESH_SECONDS, STALE_SECONDS, IssuerKeys
from tests.loops import await_apart
from tests.service.access.conftest import Issuer


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(issuer: Issuer, clock: Clock) -> IssuerKeys:
    return IssuerKeys(issuer.name, clock=clock)


async def find(keys: IssuerKeys, kid: str) -> str:
    try:
        return str((await keys.find(kid)).kid)
    except BadToken:
        return "none"


def test_many_at_once_cost_one_request(issuer: Issuer, keys: IssuerKeys) -> None:
    async def ask() -> list[str]:
        return await asyncio.gather(*(find(keys, "first") for _ in range(50)))

    assert set(await_apart(ask())) == {"first"}
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


def test_five_hundred_invented_keys_cost_one_request_in_the_cool_down(
    issuer: Issuer, keys: IssuerKeys, clock: Clock
) -> None:
    async def ask() -> None:
        for number in range(500):
            assert await find(keys, f"invented-{number}") == "none"
        clock.now += COOL_DOWN_SECONDS
        await asyncio.gather(*(find(keys, f"more-{number}") for number in range(500)))

    await_apart(ask())
    assert issuer.asked.count("/keys") == 2


def test_a_new_key_is_found_and_an_old_one_forgotten(issuer: Issuer, keys: IssuerKeys, clock: Clock) -> None:
    async def ask() -> None:
        assert await find(keys, "first") == "first"
        issuer.keys = {"third": ECKey.generate_key("P-256", {"kid": "third"})}
        assert await find(keys, "third") == "none"
        clock.now += COOL_DOWN_SECONDS
        assert await find(keys, "third") == "third"
        assert await find(keys, "first") == "none"

    await_apart(ask())


@pytest.mark.parametrize("fault", ["an error", "no keys", "another's configuration", "nonsense"])
def test_while_the_issuer_is_away_the_old_keys_do_for_a_day(
    issuer: Issuer, keys: IssuerKeys, clock: Clock, fault: str
) -> None:
    async def ask() -> None:
        assert await find(keys, "first") == "first"
        issuer.status = 500 if fault == "an error" else 200
        faults: dict[str, dict[str, object]] = {
            "an error": {},
            "no keys": {"/keys": {"keys": []}},
            "another's configuration": {
                "/.well-known/openid-configuration": {"issuer": "http://127.0.0.1:1", "jwks_uri": "http://127.0.0.1:1"}
            },
            "nonsense": {"/keys": ["first"]},
        }
        issuer.answers = faults[fault]
        clock.now += FRESH_SECONDS + 1
        assert await find(keys, "first") == "first"
        clock.now += STALE_SECONDS
        with pytest.raises(KeysUnavailable, match="check that it can be reached"):
            await keys.find("first")

    await_apart(ask())


def test_an_issuer_that_never_answered_is_told_apart_from_a_bad_token(issuer: Issuer, keys: IssuerKeys) -> None:
    issuer.status = 503
    with pytest.raises(KeysUnavailable):
        await_apart(keys.find("first"))


def test_keys_are_not_taken_from_another_host_unless_a_setting_names_it(issuer: Issuer, clock: Clock) -> None:
    elsewhere = issuer.name.replace("127.0.0.1", "localhost")
    issuer.answers = {"/.well-known/openid-configuration": {"issuer": issuer.name, "jwks_uri": f"{elsewhere}/keys"}}
    with pytest.raises(KeysUnavailable):
        await_apart(IssuerKeys(issuer.name, clock=clock).find("first"))
    assert await_apart(IssuerKeys(issuer.name, f"{elsewhere}/keys", clock).find("first")).kid == "first"


def test_a_redirect_is_not_followed(issuer: Issuer, keys: IssuerKeys) -> None:
    issuer.status = 302
    with pytest.raises(KeysUnavailable):
        await_apart(keys.find("first"))


def test_shared_keys_and_keys_for_encrypting_check_no_signature(issuer: Issuer, keys: IssuerKeys) -> None:
    issuer.answers = {
        "/keys": {
            "keys": [
                OctKey.generate_key(256, {"kid": "shared"}).as_dict(private=True),
                ECKey.generate_key("P-256", {"kid": "encrypting", "use": "enc"}).as_dict(private=False),
                ECKey.generate_key("P-256", {"kid": "good"}).as_dict(private=False),
            ]
        }
    }

    async def ask() -> list[str]:
        return [await find(keys, kid) for kid in ("good", "shared", "encrypting")]

    assert await_apart(ask()) == ["good", "none", "none"]
