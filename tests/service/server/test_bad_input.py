"""A store on a server that is named or logged in to wrongly: every command ends with 2, one sentence, and no secret."""

from pathlib import Path

import pytest

from tests.service.conftest import Desk
from tests.service.server.feeds import area
from tests.service.server.processes import Shared

WRONG = "canary-that-is-wrong"
PREFIX = "RISK_NETWORK_STORE"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({f"{PREFIX}_PASSWORD_FILE": "", f"{PREFIX}_PASSWORD": WRONG}, "correct the two settings",
                     id="a wrong password"),
        pytest.param({f"{PREFIX}_PASSWORD_FILE": "/nowhere/canary"}, "cannot be read", id="no file of the password"),
        pytest.param({f"{PREFIX}_DATABASE": "nowhere"}, "no database of the name", id="an unknown database"),
        pytest.param({PREFIX: "neo4j://localhost:1"}, "No Neo4j server answers", id="a wrong port"),
        pytest.param({PREFIX: "neo4j://graph.invalid"}, "no machine of the name", id="a misspelt host"),
        pytest.param({PREFIX: f"neo4jj://neo4j:{WRONG}@localhost"}, "check its spelling", id="a misspelt scheme"),
        pytest.param({PREFIX: f"neo4j://neo4j:{WRONG}@localhost"}, "must not hold a user", id="a password in it"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["serve", "ingest"])
def test_what_is_wrong_about_a_server_ends_a_command_with_2_and_a_sentence(
    shared: Shared, desk: Desk, tmp_path: Path, command: str, changed: dict[str, str], sentence: str
) -> None:
    arguments = ("serve", "--port", "0") if command == "serve" else ("ingest", area().in_folder(tmp_path / "feeds"))
    settings = {name: value for name, value in (shared.settings(tmp_path / "own") | changed).items() if value}
    done = desk.run(*arguments, store=settings.pop(PREFIX), settings=settings)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    told = " ".join(done.stderr.split())
    assert sentence in told
    assert WRONG not in told
    assert "Traceback" not in told
