"""Who is let in by a token, and the many that let nobody in."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from hashlib import sha256

import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey, RSAKey

from service.access import BadToken, Caller, Role
from service.access.callers import Clearance, caller_of
from service.access.issuer_keys import IssuerKeys
from service.access.tokens import Verifier
from tests.loops import await_apart
from tests.service.access.conftest import AUDIENCE, Issuer

NOW = int(time.time())


def let_in(issuer: Issuer, token: str) -> Caller:
    """Return the caller a token lets in, as the service checks it."""
    verifier = Verifier(issuer.name, AUDIENCE, IssuerKeys(issuer.name))
    return caller_of(await_apart(verifier.verify(token)))


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def signed(header: dict[str, object], claims: dict[str, object], sign: Callable[[bytes], bytes]) -> str:
    """Return a token put together by hand, as no library would."""
    content = f"{part(header)}.{part(claims)}"
    return f"{content}.{base64.urlsafe_b64encode(sign(content.encode())).rstrip(b'=').decode()}"


def signed_by_us(issuer: Issuer, **header: object) -> str:
    second = issuer.keys["second"]
    algorithm = jws.JWSRegistry().get_alg("ES256")
    return signed(
        {"alg": "ES256", "kid": "second"} | header, issuer.claims(), lambda text: algorithm.sign(text, second)
    )


def without_signature(issuer: Issuer) -> str:
    return signed({"alg": "none", "kid": "first"}, issuer.claims(), lambda _: b"")


def signed_with_the_public_key(issuer: Issuer) -> str:
    """Sign as if the public key were a shared one, which a checker that lets the token choose would believe."""
    first = issuer.keys["first"]
    assert isinstance(first, RSAKey)
    shared = first.as_pem(private=False)
    return signed(
        {"alg": "HS256", "kid": "first"}, issuer.claims(), lambda text: hmac.new(shared, text, sha256).digest()
    )


def tampered(issuer: Issuer) -> str:
    head, _, signature = issuer.sign().split(".")
    return f"{head}.{part(issuer.claims(areas=['*']))}.{signature}"


def signed_by_a_stranger(issuer: Issuer, **header: object) -> str:
    stranger = ECKey.generate_key("P-256", {"kid": "first"})
    registry = jws.JWSRegistry(strict_check_header=False)
    named = {name: stranger.as_dict(private=False) if value == "own" else value for name, value in header.items()}
    return jwt.encode({"alg": "ES256", "kid": "first"} | named, issuer.claims(), stranger, registry=registry)


BAD: dict[str, Callable[[Issuer], str]] = {
    "no signature": without_signature,
    "signed with the public key as a shared one": signed_with_the_public_key,
    "no audience": lambda issuer: issuer.sign(aud=...),
    "another audience": lambda issuer: issuer.sign(aud=["accounts", "risk-network-2"]),
    "no issuer": lambda issuer: issuer.sign(iss=...),
    "another issuer": lambda issuer: issuer.sign(iss=issuer.name + "/"),
    "never expiring": lambda issuer: issuer.sign(exp=...),
    "expired": lambda issuer: issuer.sign(exp=NOW - 1),
    "good for years": lambda issuer: issuer.sign(exp=NOW + 10**8),
    "expiring at no moment": lambda issuer: issuer.sign(exp="tomorrow"),
    "not yet good": lambda issuer: issuer.sign(nbf=NOW + 86400),
    "made tomorrow": lambda issuer: issuer.sign(iat=NOW + 86400),
    "nobody's": lambda issuer: issuer.sign(sub=...),
    "a blank person's": lambda issuer: issuer.sign(sub=" "),
    "tampered with": tampered,
    "an ID token": lambda issuer: issuer.sign(nonce="n"),
    "an ID token by its lack of authorities": lambda issuer: issuer.sign(authorities=...),
    "of another type": lambda issuer: issuer.sign(header={"typ": "logout+jwt"}),
    "a stranger's with the name of our key": signed_by_a_stranger,
    "a stranger's that brings its key": lambda issuer: signed_by_a_stranger(issuer, jwk="own"),
    "a stranger's that says where its key is": lambda issuer: signed_by_a_stranger(issuer, jku="http://127.0.0.1:9/k"),
    "an extension that must be understood": lambda issuer: signed_by_us(issuer, crit=["b64"], b64=False),
    "an algorithm we do not take": lambda issuer: signed_by_us(issuer, alg="ES512"),
    "a key nobody has": lambda issuer: signed_by_us(issuer, kid="third"),
    "a key that is no name": lambda issuer: signed_by_us(issuer, kid=["second"]),
    "no key named where there are several": lambda issuer: jwt.encode(
        {"alg": "ES256"}, issuer.claims(), issuer.keys["second"]
    ),
    "sixty thousand characters long": lambda issuer: issuer.sign(text="x" * 60_000),
    "nine thousand characters long": lambda issuer: issuer.sign(text="x" * 6_800),
    "areas that are no list": lambda issuer: issuer.sign(areas="cheshire"),
    "authorities that are no texts": lambda issuer: issuer.sign(authorities=[["ROLE_RISK_NETWORK__CHAIR"]]),
    "blank": lambda _: "",
    "three dots": lambda _: "...",
    "a header of many brackets": lambda _: f"{base64.urlsafe_b64encode(b'[' * 3000).decode()}.e30.e30",
    "letters of no alphabet of tokens": lambda _: "ä.ö.ü",
    "claims that are no object": lambda issuer: jws.serialize_compact(
        {"alg": "ES256", "kid": "second"}, b"[1]", issuer.keys["second"]
    ),
}


@pytest.mark.parametrize("make", BAD.values(), ids=list(BAD))
def test_a_bad_token_lets_nobody_in(issuer: Issuer, make: Callable[[Issuer], str]) -> None:
    with pytest.raises(BadToken):
        let_in(issuer, make(issuer))


def test_a_token_put_together_by_hand_is_good_where_nothing_is_wrong_with_it(issuer: Issuer) -> None:
    """So that the ones above are refused for what is wrong with them, and not for how they were made."""
    assert let_in(issuer, signed_by_us(issuer)).subject == "officer-1"


def test_a_stranger_cannot_have_us_fetch_his_keys(issuer: Issuer) -> None:
    with pytest.raises(BadToken):
        let_in(issuer, signed_by_a_stranger(issuer, jku=f"{issuer.name}/stranger"))
    assert "/stranger" not in issuer.asked


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({}, id="as HMPPS Auth makes them"),
        pytest.param({"aud": [AUDIENCE, "another"]}, id="for several audiences"),
        pytest.param({"iat": ...}, id="without the moment of making"),
        pytest.param({"header": {"typ": "at+jwt"}}, id="typed as an access token"),
        pytest.param({"kid": "second"}, id="signed with another of the issuer's keys"),
    ],
)
def test_a_good_token_says_who_is_asking(issuer: Issuer, changed: dict[str, object]) -> None:
    caller = let_in(issuer, issuer.sign(**changed))  # type: ignore[arg-type]  # the cases are of several kinds
    assert caller == Caller(
        subject="officer-1",
        roles=frozenset({Role.CHAIR}),
        areas=frozenset({"cheshire"}),
        agency="cheshire-police",
        clearances=frozenset({Clearance.VICTIM}),
    )


def test_a_token_of_other_services_lets_in_without_a_role(issuer: Issuer) -> None:
    caller = let_in(issuer, issuer.sign(authorities=["ROLE_RISK_NETWORK__KING"], areas=..., agency=None))
    assert (caller.roles, caller.areas, caller.agency) == (frozenset(), frozenset(), "")


@pytest.mark.parametrize(
    ("areas", "area", "is_covered"),
    [
        ({"cheshire"}, "cheshire", True),
        ({"cheshire"}, "merseyside", False),
        ({"cheshire"}, None, False),
        ({"*"}, "merseyside", True),
        ({"*"}, None, True),
        (set(), "cheshire", False),
    ],
)
def test_a_caller_covers_the_areas_of_their_token(areas: set[str], area: str | None, is_covered: bool) -> None:
    assert Caller("x", areas=frozenset(areas)).covers(area) is is_covered
