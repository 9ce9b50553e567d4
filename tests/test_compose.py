"""docker-compose.yml and the Dockerfile: valid, and as closed as they say."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "tests/data/compose/compose-spec.json").read_text(encoding="utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")

each_service = pytest.mark.parametrize("name", SERVICES)


def test_the_file_is_valid_against_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(COMPOSE)


def test_the_schema_refuses_a_misspelt_key() -> None:
    wrong = COMPOSE | {"services": {"risk-network": {"image": "x", "heathcheck": {}}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(wrong)


@each_service
def test_a_service_runs_without_root_and_cannot_gain_it(name: str) -> None:
    service = SERVICES[name]
    assert service["user"].split(":")[0] not in {"", "0", "root"}
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged", False)


@each_service
def test_a_service_has_limits_and_a_health_check(name: str) -> None:
    service = SERVICES[name]
    assert {"mem_limit", "cpus", "pids_limit"} <= set(service)
    assert service["healthcheck"]["test"][0] == "CMD"


@each_service
def test_no_service_opens_a_port_or_reaches_out(name: str) -> None:
    service = SERVICES[name]
    assert "ports" not in service
    inner = [COMPOSE["networks"][network]["internal"] for network in service.get("networks", [])]
    assert service.get("network_mode") == "none" or (inner and all(inner))


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "neo4j"])
def test_the_program_writes_only_to_its_volumes(name: str) -> None:
    assert SERVICES[name]["read_only"] is True


@each_service
def test_no_password_stands_in_the_file(name: str) -> None:
    environment: dict[str, str] = SERVICES[name].get("environment", {})
    secret = [key for key in environment if re.search(r"AUTH|PASSWORD|SECRET|TOKEN|KEY", key)]
    assert all(key.endswith("_FILE") for key in secret)


def test_every_secret_is_a_file_that_make_secrets_makes(tmp_path: Path) -> None:
    from scripts.make_secrets import make_secrets

    folder = tmp_path / "secrets"
    wanted = sorted(secret["file"].removeprefix("./secrets/") for secret in COMPOSE["secrets"].values())
    assert make_secrets(folder) == wanted
    assert folder.stat().st_mode & 0o077 == 0
    assert make_secrets(folder) == []


def test_the_image_runs_as_the_user_that_compose_names() -> None:
    assert f"USER {SERVICES['risk-network']['user']}\n" in DOCKERFILE


def test_the_image_installs_nothing_past_the_lock() -> None:
    installs = re.findall(r"pip install[^&]*", DOCKERFILE)
    assert len(installs) == 3
    assert all("--require-hashes" in line or "--constraints requirements.lock" in line for line in installs)
