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


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        pytest.param("STORE", "mongodb:graph", "must be named as ladybug:PATH", id="a store of a kind unknown"),
        pytest.param("STORE", "", "must be named as ladybug:PATH", id="a blank store"),
        pytest.param("STORE", "ladybug:", "must be that of a file", id="a store without a path"),
        pytest.param("STORE", "neo4j://u:secret@host", "Neo4j", id="a server, which this version cannot use"),
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
