"""A sign-in that did not come back as it went out lets nobody in, and says no more than that."""

import time
from collections.abc import Callable

import httpx
import pytest
from joserfc.jwk import ECKey

from service.audit import Action
from tests.oidc_provider import SECRET, Provider
from tests.service.pages.issuer.conftest import Caller, IssuedService


def is_let_in(caller: Caller) -> bool:
    return caller.get("/cases").status_code == 200


def is_refused(caller: Caller, answer: httpx.Response) -> bool:
    assert "Begin again" in answer.text
    return answer.status_code == 400 and not is_let_in(caller)


def test_a_good_sign_in_lets_in(caller: Caller) -> None:
    assert caller.signs_in().status_code == 200
    assert is_let_in(caller)


def test_another_state_is_refused(caller: Caller) -> None:
    back = caller.is_sent_back(caller.goes_out())
    code = httpx.URL(back).params["code"]
    assert is_refused(caller, caller.get(f"/sign-in/back?code={code}&state=guessed"))
    # The errand is spent: the right state comes too late.
    assert is_refused(caller, caller.get(back))


def test_a_code_is_good_once(caller: Caller) -> None:
    back = caller.is_sent_back(caller.goes_out())
    assert caller.get(back).status_code == 200
    again = Caller(caller.address, dict(caller.cookies))
    again.cookies = {name: value for name, value in again.cookies.items() if "session" not in name}
    assert is_refused(again, again.get(back))


def test_a_way_back_does_not_open_in_another_browser(caller: Caller) -> None:
    back = caller.is_sent_back(caller.goes_out())
    other = Caller(caller.address)
    assert is_refused(other, other.get(back))
    other.goes_out()
    assert is_refused(other, other.get(back))


def test_a_code_of_another_sign_in_is_refused(caller: Caller) -> None:
    """An attacker's code in a victim's browser (login CSRF): the state may be right, the verifier is not."""
    attacker = Caller(caller.address)
    stolen = httpx.URL(attacker.is_sent_back(attacker.goes_out(), "Bo.Practitioner")).params["code"]
    state = httpx.URL(caller.is_sent_back(caller.goes_out())).params["state"]
    assert is_refused(caller, caller.get(f"/sign-in/back?code={stolen}&state={state}"))


def test_an_error_of_the_issuer_is_not_repeated(caller: Caller) -> None:
    state = httpx.URL(caller.goes_out()).params["state"]
    answer = caller.get(f"/sign-in/back?error=access_denied&error_description=%3Cb%3Ecall+us%3C/b%3E&state={state}")
    assert is_refused(caller, answer)
    assert "call us" not in answer.text


def _now(seconds: int) -> int:
    return int(time.time()) + seconds


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param(lambda: {"aud": "another-application"}, id="of another audience"),
        pytest.param(lambda: {"aud": ["risk-network-pages", "another"], "azp": "another"}, id="authorised for another"),
        pytest.param(lambda: {"aud": ...}, id="of no audience"),
        pytest.param(lambda: {"iss": "https://elsewhere.example.org"}, id="of another issuer"),
        pytest.param(lambda: {"nonce": "of another sign-in"}, id="with another nonce"),
        pytest.param(lambda: {"nonce": ...}, id="without a nonce"),
        pytest.param(lambda: {"exp": _now(-60)}, id="expired"),
        pytest.param(lambda: {"exp": ...}, id="never expiring"),
        pytest.param(lambda: {"iat": _now(600)}, id="made in the future"),
        pytest.param(lambda: {"sub": "Bo.Practitioner"}, id="about somebody else than the access token"),
        pytest.param(lambda: {"sub": ...}, id="about nobody"),
        pytest.param(lambda: {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, id="that belongs to another access token"),
    ],
)
def test_an_id_token_is_refused(
    caller: Caller, service: IssuedService, claims: Callable[[], dict[str, object]]
) -> None:
    service.provider.id_claims = claims()
    assert is_refused(caller, caller.signs_in())


@pytest.mark.parametrize(
    "twist",
    [
        pytest.param(lambda one: setattr(one, "has_alg_none", True), id="with the algorithm none"),
        pytest.param(lambda one: setattr(one, "id_key", ECKey.generate_key("P-256")), id="signed by another key"),
    ],
)
def test_an_id_token_that_the_issuer_did_not_sign_is_refused(
    caller: Caller, service: IssuedService, twist: Callable[[Provider], None]
) -> None:
    twist(service.provider)
    assert is_refused(caller, caller.signs_in())


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "another-service"}, id="for another service"),
        pytest.param({"exp": 1}, id="expired"),
        pytest.param({"authorities": None, "nonce": "x"}, id="that is an ID token"),
    ],
)
def test_an_access_token_that_the_api_would_not_take_signs_nobody_in(
    caller: Caller, service: IssuedService, claims: dict[str, object]
) -> None:
    service.provider.access_claims = claims
    assert is_refused(caller, caller.signs_in())


def test_a_refusal_is_recorded_and_tells_no_secret(
    caller: Caller, service: IssuedService, capfd: pytest.CaptureFixture[str]
) -> None:
    service.provider.id_claims = {"nonce": "other"}
    answer = caller.signs_in()
    last = service.entries()[-1]
    assert (last.action, last.outcome, last.who) == (Action.SIGN_IN_REFUSED, "denied", "")
    out, err = capfd.readouterr()
    assert "sign-in refused" in out + err
    for secret in (SECRET, caller.cookies["__Host-risk-network-sign-in"], "eyJ"):
        assert secret not in out + err + answer.text


@pytest.mark.parametrize("sent", ["?then=https://evil.example.org", "?next=//evil.example.org", "?redirect_uri=x"])
def test_where_one_goes_on_to_is_never_taken_from_the_request(caller: Caller, sent: str) -> None:
    answer = caller.get(f"/sign-in/begin{sent}")
    out = httpx.URL(answer.headers["location"])
    assert out.params["redirect_uri"] == f"{caller.address}/sign-in/back"
    assert "evil" not in str(out)
    back = caller.is_sent_back(str(out))
    page = caller.get(f"{back}&then=https://evil.example.org")
    assert '<meta http-equiv="refresh" content="0; url=/">' in page.text
    assert "evil" not in page.text


def test_the_address_we_are_asked_by_does_not_change_where_the_issuer_sends_back(service: IssuedService) -> None:
    headers = {"Host": "evil.example.org", "X-Forwarded-Host": "evil.example.org"}
    answer = httpx.get(f"{service.address}/sign-in/begin", headers=headers, trust_env=False)
    assert "evil" not in answer.headers["location"]


def test_nobody_chooses_who_they_are_where_an_issuer_is_set(caller: Caller) -> None:
    answer = caller.post("/sign-in", role="Chair")
    assert answer.status_code == 403
    assert not is_let_in(caller)


def test_a_new_sign_in_ends_the_session_before_it(caller: Caller) -> None:
    caller.signs_in()
    before = Caller(caller.address, dict(caller.cookies))
    assert is_let_in(before)
    caller.signs_in("Bo.Practitioner")
    assert is_let_in(caller)
    assert not is_let_in(before)


def test_a_form_without_its_key_does_not_sign_out(caller: Caller) -> None:
    caller.signs_in()
    kept = Caller(caller.address, dict(caller.cookies))
    caller.post("/sign-out", form_key="guess")
    assert is_let_in(kept)
