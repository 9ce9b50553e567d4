"""The documentation: complete, in a form that tools read, and needing nothing from anywhere else."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from service.access import Role
from service.api.gate import PREFIX
from tests.service.api.conftest import Service

CONTRACT = {
    ("post", "/feeds"), ("get", "/feeds"), ("get", "/feeds/{feed_id}"), ("get", "/people"), ("get", "/people/{id}"),
    ("get", "/cases"), ("get", "/cases/{caseRef}"), ("get", "/cases/{caseRef}/network"),
    ("get", "/cases/{caseRef}/map.svg"), ("get", "/cases/{caseRef}/map.html"), ("get", "/cases/{caseRef}/map.txt"),
    ("get", "/flags"), ("get", "/flags/{id}"), ("post", "/flags/{id}/decisions"), ("post", "/placement-checks"),
    ("get", "/placement-checks/{reference}/finding"), ("get", "/rules"), ("get", "/rules/{rule_id}"),
    ("get", "/transfers"), ("get", "/statistics"),
}  # fmt: skip


@pytest.fixture(scope="module")
def document(bare: Service) -> dict[str, Any]:
    told: dict[str, Any] = bare.client.get("/openapi.json").json()
    return told


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(method, path, one) for path, ones in document["paths"].items() for method, one in ones.items()]


def test_it_is_openapi_3_1_and_holds_every_route_of_the_contract(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    told = {(method, path.removeprefix(PREFIX)) for method, path, _ in operations(document)}
    assert told >= CONTRACT


def test_every_route_has_a_name_of_its_own_a_summary_and_an_example(document: dict[str, Any]) -> None:
    names = [one["operationId"] for _, _, one in operations(document)]
    assert len(names) == len(set(names))
    for method, path, one in operations(document):
        assert one["summary"], path
        answers = [answer for status, answer in one["responses"].items() if status.startswith("2")]
        examples = [part for answer in answers for part in answer["content"].values() if "example" in part]
        assert examples, (method, path)
        if path.startswith(PREFIX):
            assert one["security"] == [{"token": []}]
            assert {"401", "403", "404", "422", "503"} <= one["responses"].keys()


def test_every_example_is_of_the_shape_it_is_an_example_of(document: dict[str, Any]) -> None:
    checked = 0
    for _, path, one in operations(document):
        for status, answer in one["responses"].items():
            part = answer.get("content", {}).get("application/json", {})
            if status == "200" and "example" in part and "$ref" in part.get("schema", {}):
                schema = part["schema"] | {"components": document["components"]}
                errors = list(Draft202012Validator(schema).iter_errors(part["example"]))
                assert not errors, (path, errors)
                checked += 1
    assert checked >= 8


def test_what_is_answered_is_of_the_shape_that_is_documented(area: Service, document: dict[str, Any]) -> None:
    desk = area.caller(Role.COORDINATOR, areas=("*",), purpose="review")
    for path in ("/people", "/cases", "/cases/M-1", "/transfers", "/rules", "/feeds", "/statistics"):
        documented = "/cases/{caseRef}" if path == "/cases/M-1" else path
        answer = document["paths"][f"{PREFIX}{documented}"]["get"]["responses"]["200"]
        schema = answer["content"]["application/json"]["schema"] | {"components": document["components"]}
        told = desk.get(path)
        assert told.status_code == 200, told.text
        assert not list(Draft202012Validator(schema).iter_errors(told.json())), path


def test_the_page_tells_every_route_and_fetches_nothing(bare: Service, document: dict[str, Any]) -> None:
    page = bare.client.get("/docs")
    for method, path, _ in operations(document):
        assert f"{method.upper()} {path}" in page.text
    assert not re.search(r"https?://|<script|src=", page.text)
    assert "script-src" not in page.headers["content-security-policy"]


def test_examples_name_nobody_real(document: dict[str, Any]) -> None:
    assert "Invented Person" in json.dumps(document)
