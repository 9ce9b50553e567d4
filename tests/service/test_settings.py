"""What is set from outside: each setting stands in the page, and a wrong one says which it is and why."""

from pathlib import Path

import pytest

from service.errors import WrongSetting
from service.settings import PREFIX, Settings, load_settings

PAGE = Path(__file__).parents[2].joinpath("docs", "settings.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_stands_in_the_page_with_what_it_is_for(name: str) -> None:
    meaning = Settings.model_fields[name].description
    assert meaning
    assert f"| `{PREFIX}{name.upper()}` | {meaning} |" in PAGE


def test_with_nothing_set_the_store_is_a_file_of_the_user() -> None:
    settings = load_settings()
    assert settings.store.startswith("ladybug:/")
    assert settings.profiles_dir is None


def test_what_is_set_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{tmp_path / 'graph.lbug'}")
    monkeypatch.setenv("RISK_NETWORK_PROFILES_DIR", str(tmp_path))
    assert load_settings() == Settings(store=f"ladybug:{tmp_path / 'graph.lbug'}", profiles_dir=tmp_path)


def test_the_audit_lies_beside_the_store_unless_it_is_named(tmp_path: Path) -> None:
    assert Settings(store=f"ladybug:{tmp_path}/graph.lbug").audit == f"sqlite:{tmp_path}/audit.sqlite"
    assert Settings(audit=f"sqlite:{tmp_path}/other.sqlite").audit == f"sqlite:{tmp_path}/other.sqlite"


@pytest.mark.parametrize(
    ("misspelt", "nearest"),
    [
        ("RISK_NETWORK_STOER", "RISK_NETWORK_STORE"),
        ("RISK_NETWORK_AUDITKEYFILE", "RISK_NETWORK_AUDIT_KEY_FILE"),
        ("RISK_NETWORK_OIDC_ISUER", "RISK_NETWORK_OIDC_ISSUER"),
        ("risk_network_prot", "RISK_NETWORK_PORT"),
    ],
)
def test_a_misspelt_setting_is_refused_naming_the_nearest(
    monkeypatch: pytest.MonkeyPatch, misspelt: str, nearest: str
) -> None:
    monkeypatch.setenv(misspelt, "secret")
    with pytest.raises(WrongSetting, match=f"{misspelt} is no setting; the nearest one is {nearest}\\.") as told:
        load_settings()
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("address", ["https://sign-in.example.org/realms/x", "http://127.0.0.1:9/", "http://localhost"])
def test_an_issuer_is_taken_as_it_is_written(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("RISK_NETWORK_OIDC_ISSUER", address)
    assert load_settings().oidc_issuer == address


def test_a_public_address_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISK_NETWORK_PUBLIC_ADDRESS", "https://risk.example.org/")
    assert load_settings().public_address == "https://risk.example.org"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        pytest.param("STORE", "mongodb:graph", "must be named as ladybug:PATH", id="a store of a kind unknown"),
        pytest.param("STORE", "", "must be named as ladybug:PATH", id="a blank store"),
        pytest.param("STORE", "ladybug:", "must be that of a file", id="a store without a path"),
        pytest.param("STORE", "neo4j://u:secret@host", "must not hold", id="a password in an address of a server"),
        pytest.param("AUDIT", "postgres:secret", "must be named as sqlite:PATH", id="an audit of a kind unknown"),
        pytest.param("AUDIT", "postgresql://u:secret@h/a", "must not hold a password", id="a password in an audit"),
        pytest.param("AUDIT_KEY_FILE", "/", "must name a file", id="a folder for the key"),
        pytest.param("AUDIT_PASSWORD_FILE", "/", "must name a file", id="a folder for a password"),
        pytest.param("OIDC_SCOPE", "profile email", "must be openid", id="a scope that tells nobody who signed in"),
        pytest.param("PUBLIC_ADDRESS", "risk.example.org", "an address without a path", id="an address of no scheme"),
        pytest.param("PUBLIC_ADDRESS", "https://h/risk", "an address without a path", id="an address with a path"),
        pytest.param("PUBLIC_ADDRESS", "https://h/?x", "an address without a path", id="an address with a query"),
        pytest.param("PUBLIC_ADDRESS", "http://risk.example.org", "must begin with https", id="an unguarded address"),
        pytest.param("OIDC_ISSUER", "sign-in.example.org", "an address such as https://", id="an issuer without https"),
        pytest.param("OIDC_ISSUER", "http://sign-in.example.org", "must begin with https://", id="an unguarded issuer"),
        pytest.param("OIDC_JWKS_URI", "http://10.0.0.1/keys", "must begin with https://", id="unguarded keys"),
        pytest.param("OIDC_ISSUER", "https://u:secret@host", "an address such as", id="a password in an address"),
        pytest.param("OIDC_AUDIENCE", "", "at least 1 character", id="a blank audience"),
        pytest.param("PORT", "eighty", "valid integer", id="a port that is no number"),
        pytest.param("POLICY_DIR", "there/is/none", "no such folder", id="a folder of policies that is not there"),
        pytest.param("RULES_DIR", "there/is/none", "no such folder", id="a folder of rules that is not there"),
        pytest.param("PROFILES_DIR", "there/is/none", "no such folder", id="a folder of profiles that is not there"),
    ],
)
def test_a_wrong_setting_says_which_and_why(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(WrongSetting, match=f"{PREFIX}{name} cannot be used") as told:
        load_settings()
    assert reason in str(told.value)
    assert "docs/settings.md" in str(told.value)
    assert "secret" not in str(told.value)
