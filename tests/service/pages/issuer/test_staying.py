"""Staying signed in, being signed out, and an issuer that is away."""

import time
from dataclasses import replace

import pytest

from service.access.code_flow import CodeFlow
from service.access.discovery import Discovery
from service.pages.sessions import IDLE_SECONDS, SECONDS
from service.pages.staying import EARLY_SECONDS
from tests.service.pages.issuer.conftest import Caller, IssuedService


@pytest.fixture
def clock(service: IssuedService, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that the sessions of the service take to have passed, beside those that have."""
    passed = [0.0]
    monkeypatch.setattr(service.state.sessions, "_clock", lambda: time.time() + passed[0])
    return passed


def test_a_session_ends_with_its_token_where_the_issuer_gives_no_other(caller: Caller, service: IssuedService) -> None:
    service.provider.seconds = 2
    caller.signs_in()
    assert caller.get("/cases").status_code == 200
    time.sleep(2.1)
    assert caller.get("/cases").headers["location"] == "/sign-in"


def test_tokens_that_end_soon_are_changed_for_new_ones(caller: Caller, service: IssuedService) -> None:
    service.provider.gives_refresh = True
    service.provider.seconds = int(EARLY_SECONDS) - 10
    caller.signs_in()
    service.provider.seconds = 600
    before = service.provider.asked.count("/token")
    assert caller.get("/cases").status_code == 200
    assert caller.get("/cases").status_code == 200
    assert service.provider.asked.count("/token") == before + 1


def test_whoever_the_issuer_no_longer_lets_in_is_signed_out(caller: Caller, service: IssuedService) -> None:
    service.provider.gives_refresh = True
    service.provider.seconds = 5
    caller.signs_in()
    service.provider.refreshable.clear()
    answer = caller.get("/cases")
    assert answer.status_code == 401
    assert "Your session has ended" in answer.text
    assert caller.get("/cases").headers["location"] == "/sign-in"


def test_a_new_token_for_somebody_else_is_refused(caller: Caller, service: IssuedService) -> None:
    service.provider.gives_refresh = True
    service.provider.seconds = 5
    caller.signs_in()
    service.provider.access_claims = {"sub": "Bo.Practitioner"}
    assert caller.get("/cases").status_code == 401


def test_while_the_issuer_is_away_a_good_token_does_and_an_ended_one_does_not(
    caller: Caller, service: IssuedService
) -> None:
    service.provider.gives_refresh = True
    service.provider.seconds = 3
    caller.signs_in()
    service.provider.is_away = True
    assert caller.get("/cases").status_code == 200
    time.sleep(3.1)
    answer = caller.get("/cases")
    assert answer.status_code == 503
    assert "cannot be reached just now" in answer.text


def test_nobody_is_sent_out_while_the_issuer_never_said_where_to(
    caller: Caller, service: IssuedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow: CodeFlow = service.state.code_flow
    fresh = replace(flow, discovery=Discovery(service.provider.issuer))
    monkeypatch.setitem(service.state._state, "code_flow", fresh)  # noqa: SLF001 - it has no other way to be put back
    service.provider.is_away = True
    answer = caller.get("/sign-in/begin")
    assert answer.status_code == 503
    assert "identity provider cannot be reached just now" in answer.text
    assert "sign out at" not in caller.get("/sign-in").text


def test_whoever_comes_back_while_the_issuer_gives_no_tokens_is_told_so(caller: Caller, service: IssuedService) -> None:
    back = caller.is_sent_back(caller.goes_out())
    service.provider.is_away = True
    answer = caller.get(back)
    assert answer.status_code == 503
    assert "identity provider cannot be reached" in answer.text


@pytest.mark.parametrize("passed", [IDLE_SECONDS, SECONDS])
def test_a_session_ends_after_an_idle_hour(
    caller: Caller, service: IssuedService, clock: list[float], passed: int
) -> None:
    service.provider.gives_refresh = True
    caller.signs_in()
    clock[0] += IDLE_SECONDS - 60
    assert caller.get("/cases").status_code == 200
    clock[0] += passed
    assert caller.get("/cases").headers["location"] == "/sign-in"


def test_a_session_ends_after_a_working_day_however_busy(
    caller: Caller, service: IssuedService, clock: list[float]
) -> None:
    service.provider.gives_refresh = True
    caller.signs_in()
    for _ in range(SECONDS // (IDLE_SECONDS - 60)):
        clock[0] += IDLE_SECONDS - 60
        assert caller.get("/cases").status_code == 200
    clock[0] += IDLE_SECONDS - 60
    assert caller.get("/cases").status_code == 303
