"""The development issuer: for a store of invented people, on this machine, and nothing else."""

import stat
from pathlib import Path

import pytest

from service.access import AccessError, BadToken, Caller, NoIssuer, Role
from service.access.callers import Clearance, caller_of
from service.access.configured import open_issuer, open_verifier
from service.access.development import KEY_FILE, open_development
from service.settings import Settings
from tests.feed_builder import a_feed
from tests.loops import await_apart
from tests.service.conftest import Desk

CHAIR = Caller(
    "chair", frozenset({Role.CHAIR}), frozenset({"cheshire"}), "cheshire-police", frozenset({Clearance.VICTIM})
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def settings_for(folder: Path, **said: str) -> Settings:
    return Settings.model_validate({"store": f"ladybug:{folder / 'graph.lbug'}"} | said)


def test_what_it_signs_lets_in_whom_it_names(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    token = open_issuer(settings, is_synthetic=True).sign(CHAIR)
    claims = await_apart(open_verifier(settings, is_synthetic=True).verify(token))
    assert caller_of(claims) == CHAIR
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_another_store_believes_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    token = open_issuer(settings_for(tmp_path / "one"), is_synthetic=True).sign(CHAIR)
    with pytest.raises(BadToken):
        await_apart(open_verifier(settings_for(tmp_path / "two"), is_synthetic=True).verify(token))


def test_a_store_of_real_people_has_none(tmp_path: Path) -> None:
    for opening in (open_issuer, open_verifier):
        with pytest.raises(NoIssuer, match="not marked synthetic"):
            opening(settings_for(tmp_path), is_synthetic=False)
    assert list(tmp_path.iterdir()) == []


def test_where_an_issuer_is_set_it_signs_nothing(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, oidc_issuer="https://sign-in.example.org")
    with pytest.raises(NoIssuer, match="RISK_NETWORK_OIDC_ISSUER is set"):
        open_issuer(settings, is_synthetic=True)
    assert open_verifier(settings, is_synthetic=True).issuer == "https://sign-in.example.org"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "risk.example.org"])  # noqa: S104  # what must be refused
def test_it_is_not_offered_to_other_machines(tmp_path: Path, host: str) -> None:
    with pytest.raises(NoIssuer, match="this machine alone"):
        open_verifier(settings_for(tmp_path, host=host), is_synthetic=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_it_is_offered_to_this_one(tmp_path: Path, host: str) -> None:
    assert open_verifier(settings_for(tmp_path, host=host), is_synthetic=True).algorithms == ("ES256",)


def test_a_key_others_may_read_or_that_is_none_is_refused(tmp_path: Path) -> None:
    open_development(tmp_path, "x", is_synthetic=True)
    (tmp_path / KEY_FILE).chmod(0o644)
    with pytest.raises(AccessError, match="chmod 600"):
        open_development(tmp_path, "x", is_synthetic=True)
    (tmp_path / KEY_FILE).chmod(0o600)
    (tmp_path / KEY_FILE).write_text('{"kty": "EC", "d": "secret"}')
    with pytest.raises(AccessError, match="is no key") as told:
        open_development(tmp_path, "x", is_synthetic=True)
    assert "secret" not in str(told.value)


def test_the_command_prints_a_token_for_a_store_of_invented_people(desk: Desk) -> None:
    feed = a_feed("police", "2026-02-02").saying(synthetic=True).having("persons", {"person_ref": "P1"})
    assert desk.run("ingest", feed.in_folder(desk.folder)).returncode == 0
    done = desk.run(
        "token", "--role", "chair", "--area", "cheshire", "--agency", "cheshire-police", "--clearance", "victim"
    )
    assert done.returncode == 0, done.stderr
    claims = await_apart(open_verifier(settings_for(desk.folder), is_synthetic=True).verify(done.stdout.strip()))
    assert caller_of(claims) == CHAIR
    wrong = desk.run("token", "--role", "chair", "--area", "atlantis")
    assert (wrong.returncode, wrong.stdout) == (2, "")


@pytest.mark.parametrize("landed", [True, False], ids=["real people", "nothing yet"])
def test_the_command_refuses_a_store_that_is_not_marked(desk: Desk, landed: bool) -> None:
    if landed:
        feed = a_feed("police", "2026-02-02").having("persons", {"person_ref": "P1"}).in_folder(desk.folder)
        assert desk.run("ingest", feed).returncode == 0
    else:
        assert desk.run("migrate").returncode == 0
    done = desk.run("token", "--role", "CHAIR", "--area", "*")
    assert (done.returncode, done.stdout) == (2, "")
    assert "not marked synthetic" in done.stderr
