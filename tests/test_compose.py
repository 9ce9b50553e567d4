"""docker-compose.yml, the Dockerfile and docs/deployment.md: valid, and as closed as they say."""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from graph_schema.store import ServerAccess
from scripts.make_secrets import AUTH, KEY, PASSWORD, SERVICE_USER, give_key, make_secrets
from service.access.configured import open_verifier
from service.access.errors import AccessError
from service.api.metrics import Metrics
from service.api.routes import health
from service.audit.keys import read_key
from service.cli.main import COMMANDS
from service.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "tests/data/compose/compose-spec.json").read_text(encoding="utf-8"))
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DEPLOYMENT = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
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
def test_a_port_is_opened_on_this_machine_alone_and_only_by_what_is_meant_to_be_reached(name: str) -> None:
    service = SERVICES[name]
    reaches_out = [
        network for network in service["networks"] if not (COMPOSE["networks"][network] or {}).get("internal")
    ]
    assert bool(reaches_out) == (name in {"risk-network", "prometheus"})
    assert bool(service.get("ports")) == bool(reaches_out)
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_only_the_program_and_neo4j_share_the_network_of_the_graph() -> None:
    assert {name for name, service in SERVICES.items() if "graph" in service["networks"]} == set(SERVICES) - {
        "prometheus"
    }


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "neo4j"])
def test_the_program_writes_only_to_its_volumes(name: str) -> None:
    assert SERVICES[name]["read_only"] is True


@each_service
def test_no_password_stands_in_the_file(name: str) -> None:
    environment: dict[str, str] = SERVICES[name].get("environment", {})
    secret = [key for key in environment if re.search(r"AUTH|PASSWORD|SECRET|TOKEN|KEY", key)]
    assert all(key.endswith("_FILE") for key in secret)


@pytest.mark.parametrize("name", ["migrate", "risk-network", "command"])
def test_the_program_is_told_nothing_but_settings_it_knows_and_secrets_it_is_given(name: str) -> None:
    service = SERVICES[name]
    known = {f"{PREFIX}{setting.upper()}" for setting in Settings.model_fields}
    assert {variable for variable in service["environment"] if variable.startswith(PREFIX)} <= known
    files = [value for value in service["environment"].values() if str(value).startswith("/run/secrets/")]
    assert sorted(files) == sorted(f"/run/secrets/{secret}" for secret in service["secrets"])


def test_every_volume_and_secret_that_is_used_is_declared_and_none_is_left_over() -> None:
    named = [
        volume.split(":")[0] for each in SERVICES.values() for volume in each["volumes"] if isinstance(volume, str)
    ]
    assert set(named) == set(COMPOSE["volumes"])
    used = {secret for each in SERVICES.values() for secret in each.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])


def test_every_folder_of_the_image_that_a_volume_stands_on_belongs_to_the_user_of_the_program() -> None:
    folders = [volume.split(":")[1] for volume in SERVICES["risk-network"]["volumes"]]
    (made,) = re.findall(r"install --directory --owner 10001 --group 10001 --mode 0750 (.+)", DOCKERFILE)
    assert made.split() == folders
    assert f"VOLUME {json.dumps(folders)}\n" in DOCKERFILE


def test_the_service_starts_on_a_healthy_server_with_a_migrated_store() -> None:
    needs = {name: need["condition"] for name, need in SERVICES["risk-network"]["depends_on"].items()}
    assert needs == {"neo4j": "service_healthy", "migrate": "service_completed_successfully"}


def test_the_service_without_an_issuer_refuses_as_the_file_says(tmp_path: Path) -> None:
    """The issuer comes from outside and has no default: an empty one would be a wrong setting."""
    environment = SERVICES["risk-network"]["environment"]
    assert environment["RISK_NETWORK_OIDC_ISSUER"] is None
    settings = Settings(store=f"ladybug:{tmp_path / 'graph.lbug'}", host=environment["RISK_NETWORK_HOST"])
    for marked in (True, False):
        with pytest.raises(AccessError, match="RISK_NETWORK_OIDC_ISSUER"):
            open_verifier(settings, is_synthetic=marked)
    assert "WITHOUT AN ISSUER THE SERVICE DOES NOT START" in TEXT


def test_health_is_asked_of_the_readiness_of_the_service() -> None:
    asked = SERVICES["risk-network"]["healthcheck"]["test"][-1]
    port = SERVICES["risk-network"]["environment"]["RISK_NETWORK_PORT"]
    assert f"http://127.0.0.1:{port}/health/readiness" in asked
    assert "/health/readiness" in health.OPEN
    assert f'"{asked}"]\n' in DOCKERFILE
    assert f"EXPOSE {port}\n" in DOCKERFILE


def test_prometheus_asks_the_service_for_its_figures() -> None:
    (job,) = yaml.safe_load(COMPOSE["configs"]["prometheus"]["content"])["scrape_configs"]
    assert job["metrics_path"] in health.OPEN
    host, port = job["static_configs"][0]["targets"][0].split(":")
    assert port == SERVICES[host]["environment"]["RISK_NETWORK_PORT"]


def test_every_secret_is_a_file_that_make_secrets_makes(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    wanted = sorted(secret["file"].removeprefix("./secrets/") for secret in COMPOSE["secrets"].values())
    assert make_secrets(folder) == wanted
    assert folder.stat().st_mode & 0o077 == 0
    assert make_secrets(folder) == []


def test_server_and_service_are_given_the_same_password_whichever_file_was_there_first(tmp_path: Path) -> None:
    for there, text in ((AUTH, "neo4j/of-the-server"), (PASSWORD, "of-the-service")):
        folder = tmp_path / there
        folder.mkdir()
        (folder / there).write_text(text, encoding="utf-8")
        make_secrets(folder)
        password = ServerAccess(password_file=folder / PASSWORD).read_password()
        assert (folder / AUTH).read_text(encoding="utf-8") == f"neo4j/{password}"
        assert password in text


def test_the_key_of_the_audit_is_one_the_service_takes(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    assert len(read_key(tmp_path / KEY)) == 64
    assert str(SERVICE_USER) == SERVICES["risk-network"]["user"].split(":")[0]
    assert give_key(tmp_path) == (os.geteuid() == 0)


def test_the_image_runs_as_the_user_that_compose_names() -> None:
    assert f"USER {SERVICES['risk-network']['user']}\n" in DOCKERFILE


def test_the_image_installs_nothing_past_the_lock() -> None:
    installs = re.findall(r"pip install[^&]*", DOCKERFILE)
    assert len(installs) == 3
    assert all("--require-hashes" in line or "--constraints requirements.lock" in line for line in installs)


def _manifests() -> dict[str, dict[str, Any]]:
    """Return the documents of the example for Kubernetes by kind."""
    (block,) = re.findall(r"^```yaml\n(.+?)^```", DEPLOYMENT, flags=re.MULTILINE | re.DOTALL)
    return {document["kind"]: document for document in yaml.safe_load_all(block)}


def test_every_command_of_the_page_on_deployment_is_one_there_is() -> None:
    ours = re.findall(r"^ *risk-network ([a-z]+)\b", "\n".join(_code_of(DEPLOYMENT)), flags=re.MULTILINE)
    composed = re.findall(r"--rm command ([a-z]+)", DEPLOYMENT)
    assert {"copy", "demo", "migrate", "audit"} <= {*ours, *composed} <= set(COMMANDS)
    services = re.findall(r"docker compose (?:stop|start|pull) ([a-z0-9 -]+)", DEPLOYMENT)
    assert services
    assert {name for line in services for name in line.split()} <= {*SERVICES, "and", "a", "restart"}


def test_every_setting_of_the_page_on_deployment_is_one_there_is() -> None:
    named = set(re.findall(rf"\b{PREFIX}([A-Z_]+)\b", DEPLOYMENT))
    assert named <= {setting.upper() for setting in Settings.model_fields}


def test_every_figure_to_watch_is_one_the_service_tells() -> None:
    figures = Metrics()
    figures.count("/health", "GET", 200, 0.1)
    figures.count_feed("landed")
    figures.note_up("store", is_up=True)
    told = figures.render().decode()
    named = set(re.findall(r"\brisk_network_[a-z_]+", DEPLOYMENT))
    assert named
    assert all(name in told for name in named)


def test_the_example_for_kubernetes_is_as_closed_as_the_containers() -> None:
    pod = _manifests()["Deployment"]["spec"]["template"]["spec"]
    user, group = SERVICES["risk-network"]["user"].split(":")
    identity = pod["securityContext"]
    assert (str(identity["runAsUser"]), str(identity["runAsGroup"])) == (user, group)
    assert identity["runAsNonRoot"] is True
    for container in (*pod["initContainers"], *pod["containers"]):
        closed = container["securityContext"]
        assert closed["readOnlyRootFilesystem"] is True
        assert closed["allowPrivilegeEscalation"] is False
        assert closed["capabilities"] == {"drop": ["ALL"]}
        assert container["image"] == SERVICES["risk-network"]["image"]


def test_the_example_for_kubernetes_runs_one_service_and_asks_its_health() -> None:
    deployment = _manifests()["Deployment"]["spec"]
    assert (deployment["replicas"], deployment["strategy"]) == (1, {"type": "Recreate"})
    (container,) = deployment["template"]["spec"]["containers"]
    probes = {name: container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert set(probes.values()) <= health.OPEN
    assert probes["readiness"] == "/health/readiness"
    settings = _manifests()["ConfigMap"]["data"]
    assert str(container["ports"][0]["containerPort"]) == settings["RISK_NETWORK_PORT"]
    mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
    files = [value for value in settings.values() if value.startswith("/")]
    assert {str(Path(file).parent) for file in files} - {"/"} <= mounted
    volumes = {volume["name"] for volume in deployment["template"]["spec"]["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes


def _code_of(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("    ")] + re.findall(r"`([^`\n]+)`", page)
