"""Whose places are protected: each tie and each kind of place, and those that must not count."""

from collections.abc import Callable

import pytest

from service.placement.protected import find_protected
from tests.service.placement.conftest import NewOffice
from tests.service.placement.landed import AS_OF, HOME, Office, Telling, moved, told

PLACE = moved(50)
ENDED = "2025-06-01"


def a_case() -> Telling:
    """A case whose subject N has a current victim V at HOME, and somebody else X with no home yet."""
    telling = told()
    for ref in ("N", "V", "X"):
        telling.person(ref)
    telling.case("C1", "N")
    telling.tie("V", "victim_of", "N")
    telling.address("VH", HOME)
    telling.home("V", "VH")
    telling.address("XH", PLACE)
    return telling


def protected(office: Office) -> tuple[set[tuple[int, int]], bool]:
    subject = office.store.read("MATCH (p:Person)-[:SUBJECT_OF]->(:MappaCase) RETURN DISTINCT p.id AS id")["id"][
        0
    ].as_py()
    found = find_protected(office.store, subject, AS_OF)
    return {(position.easting, position.northing) for position in found.positions}, found.is_complete


def tied(kind: str, *, to_victim: bool = True, since: str = "2020-01-01", until: str = "") -> Callable[[Telling], None]:
    def tell(telling: Telling) -> None:
        ends = ("X", "V") if to_victim else ("V", "X")
        telling.tie(ends[0], kind, ends[1], since, until)
        telling.home("X", "XH")

    return tell


def victim(until: str = "", **home: str) -> Callable[[Telling], None]:
    def tell(telling: Telling) -> None:
        telling.tie("X", "victim_of", "N", until=until)
        telling.home("X", "XH", **home)

    return tell


def at(kind: str, **clock: str) -> Callable[[Telling], None]:
    return lambda telling: telling.home("V", "XH", kind, **clock)


def placed(person: str, starts: str, decision: str = "") -> Callable[[Telling], None]:
    def tell(telling: Telling) -> None:
        telling.add(
            "placements", placement_ref="PL", person_ref=person, address_ref="XH", scheme="cas3", starts_on=starts,
            decision=decision,
        )  # fmt: skip

    return tell


@pytest.mark.parametrize(
    "tell",
    [
        pytest.param(victim(), id="the home of another current victim"),
        pytest.param(victim(until=ENDED), id="the home of a past victim"),
        pytest.param(victim(kind="staying"), id="where a victim stays"),
        pytest.param(victim(kind="proposed"), id="a home proposed for a victim"),
        pytest.param(placed("V", "2026-12-01"), id="a placement a victim is still to move into"),
        pytest.param(tied("parent_of"), id="the home of a victim's parent"),
        pytest.param(tied("parent_of", to_victim=False), id="the home of a victim's child"),
        pytest.param(tied("sibling_of"), id="the home of a victim's sister"),
        pytest.param(tied("relative_of", to_victim=False), id="the home of a victim's relative"),
        pytest.param(at("works_at"), id="where a victim works"),
        pytest.param(at("attends"), id="where a victim attends"),
    ],
)
def test_a_place_is_protected(new_office: NewOffice, tell: Callable[[Telling], None]) -> None:
    telling = a_case()
    tell(telling)
    assert protected(new_office(telling)) == ({HOME, PLACE}, True)


def past_victims_tie(telling: Telling) -> None:
    telling.person("P")
    telling.address("PH", HOME)
    telling.home("P", "PH")
    telling.tie("P", "victim_of", "N", until=ENDED)
    telling.tie("X", "parent_of", "P")
    telling.home("X", "XH")


def dead_relative(telling: Telling) -> None:
    telling.person("D", deceased_on="2026-01-01")
    telling.tie("D", "sibling_of", "V")
    telling.home("D", "XH")


def dead_victim(telling: Telling) -> None:
    telling.person("D", deceased_on="2026-11-24")
    telling.tie("D", "victim_of", "N")
    telling.home("D", "XH")


def subject_as_relative(telling: Telling) -> None:
    telling.tie("N", "parent_of", "V")
    telling.home("N", "XH")


@pytest.mark.parametrize(
    "tell",
    [
        pytest.param(tied("partner_of"), id="the home of a victim's partner"),
        pytest.param(tied("sibling_of", until=ENDED), id="the home of somebody who is no relative any more"),
        pytest.param(victim(until=ENDED, kind="works_at"), id="where a past victim works"),
        pytest.param(past_victims_tie, id="the home of a past victim's parent"),
        pytest.param(at("home", until=ENDED), id="where a victim lived before"),
        pytest.param(at("home", since="2026-11-25"), id="where a victim will live from tomorrow, by a residence"),
        pytest.param(at("visiting"), id="where a victim visits"),
        pytest.param(placed("V", "2026-11-24"), id="a placement that began today"),
        pytest.param(placed("V", "2026-12-01", "refused"), id="a placement that was refused"),
        pytest.param(dead_victim, id="the home of a victim who has died"),
        pytest.param(dead_relative, id="the home of a relative who has died"),
        pytest.param(subject_as_relative, id="the subject's own home, though the victim's father"),
    ],
)
def test_a_place_is_not_protected(new_office: NewOffice, tell: Callable[[Telling], None]) -> None:
    telling = a_case()
    tell(telling)
    assert protected(new_office(telling)) == ({HOME}, True)


def no_position(telling: Telling) -> None:
    telling.address("XX", None)
    telling.home("V", "XX", "attends")


def no_home(telling: Telling) -> None:
    telling.tie("X", "victim_of", "N")


@pytest.mark.parametrize(
    "tell",
    [
        pytest.param(no_position, id="a protected place has no position"),
        pytest.param(no_home, id="a current victim has no home that is known"),
    ],
)
def test_what_is_missing_is_told(new_office: NewOffice, tell: Callable[[Telling], None]) -> None:
    telling = a_case()
    tell(telling)
    assert protected(new_office(telling)) == ({HOME}, False)


def test_a_past_victim_without_a_home_leaves_nothing_missing(new_office: NewOffice) -> None:
    telling = a_case()
    telling.tie("X", "victim_of", "N", until=ENDED)
    assert protected(new_office(telling)) == ({HOME}, True)
