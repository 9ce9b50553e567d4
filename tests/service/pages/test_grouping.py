"""The flags of a case grouped by whom they are about."""

from typing import Any

from service.pages.grouping import THE_CASE, group_flags


def person(id_: str, label: str, *roles: str) -> dict[str, Any]:
    return {"id": id_, "kind": "Person", "label": label, "roles": list(roles)}


def flag(number: int, severity: str, *touched: str) -> dict[str, Any]:
    return {"number": number, "severity": severity, "nodeIds": ["n", *touched]}


NODES = [
    person("n", "Invented Nominal", "nominal", "subject"),
    person("v", "Invented Victim", "victim"),
    person("s", "Invented Sister", "relative"),
    person("c", "Invented Child", "child", "victim"),
    {"id": "a", "kind": "Address", "label": "1 Invented Row", "roles": []},
]


def grouped(*flags: dict[str, Any]) -> list[tuple[str, list[int]]]:
    network = {"subjectId": "n", "nodes": NODES, "flags": list(flags)}
    return [(group.label, [one["number"] for one in group.flags]) for group in group_flags(network)]


def test_what_is_about_one_person_stands_together_the_worst_group_first() -> None:
    assert grouped(
        flag(1, "high", "v"), flag(2, "medium", "a"), flag(3, "critical", "c"), flag(4, "medium", "v", "a")
    ) == [("Invented Child", [3]), ("Invented Victim", [1, 4]), (THE_CASE, [2])]


def test_a_home_near_a_victims_sister_is_about_the_victim() -> None:
    assert grouped(flag(1, "medium", "s", "v")) == [("Invented Victim", [1])]
    assert grouped(flag(1, "medium", "s")) == [("Invented Sister", [1])]


def test_whoever_is_not_shown_groups_nothing() -> None:
    assert grouped(flag(1, "high", "somebody hidden")) == [(THE_CASE, [1])]
    assert grouped() == []
