"""What an area sets otherwise changes the findings of its own cases, and of no other's."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service.policy import load_policy
from service.rules import load_catalogue, sweep
from tests.service.policy.test_reading import entry
from tests.service.rules.builders import Area, a_nominal, a_person, an_area
from tests.service.rules.drawn import Drawn, Landed, drawn
from tests.service.rules.invented import as_of
from tests.service.rules.places import at
from tests.service.rules.things import a_marac, a_site, a_transfer

Case = Callable[[str], Area]


def _victim(metres: int) -> Case:
    def draw(area: str) -> Area:
        adam = a_nominal().managed_in(area).living_at(at(area=area))
        return an_area().with_(adam, a_person("Vera").victim_of("Adam").living_at(at(metres, area=area)))

    return draw


def _school(area: str) -> Area:
    adam = a_nominal().managed_in(area).assessed("high").living_at(at(area=area))
    return an_area().with_(adam, a_site("school", at(450, area=area)))


def _tied(area: str) -> Area:
    adam = a_nominal().managed_in(area).living_at(at(area=area))
    return an_area().with_(adam, a_person("Bert").tied_to("co_defendant_of", "Adam").living_at(at(150, area=area)))


def _away(area: str) -> Area:
    return an_area().with_(a_nominal().managed_in(area).living_at(at(area="gwent"), since="2026-05-17"))


def _transfer(proposed: str, checked: str) -> Case:
    def draw(area: str) -> Area:
        move = a_transfer(proposed, to="gwent", from_area=area, address_checked_on=checked)
        return an_area().with_(a_nominal().managed_in(area), move)

    return draw


def _repeat(area: str) -> Area:
    couple = {"victim": "Vera", "perpetrator": "Adam"}
    first = a_marac("M1", referred="2025-01-10", closed_on="2025-02-01", **couple)
    again = a_marac("M2", referred="2026-03-10", **couple)
    return an_area().with_(a_nominal().managed_in(area), a_person("Vera"), first, again)


def _partner(area: str) -> Area:
    partner = a_person("Pat").tied_to("partner_of", "Adam", since="2026-02-01")
    return an_area().with_(a_nominal().managed_in(area), partner)


DRAWN: dict[str, tuple[int, str, Case]] = {
    "accommodation.own_victim.radius_m": (1_500, "ACC-03", _victim(1_200)),
    "accommodation.child_site.radius_m": (500, "ACC-05", _school),
    "accommodation.tied_person.radius_m": (200, "ACC-07", _tied),
    "transfer.unstarted_days": (7, "TRF-01", _away),
    "transfer.complete_working_days": (5, "TRF-02", _transfer("2026-05-12", "2026-05-13")),
    "transfer.address_check_days": (5, "TRF-02", _transfer("2026-05-20", "")),
    "marac.repeat_months": (15, "MAR-02", _repeat),
    "child.gained_access_days": (180, "CHI-04", _partner),
}
"""By key: a value under which the case is found by a rule, where under the one that ships it is not."""

SET, UNSET = "merseyside", "cheshire"
CASES: list[Drawn] = [
    drawn(f"{key} in {area}", draw(area)) for key, (_, _, draw) in DRAWN.items() for area in (SET, UNSET)
]


@pytest.mark.parametrize("key", list(DRAWN))
def test_an_areas_threshold_changes_the_findings_of_its_own_cases_alone(
    landed: Landed, tmp_path: Path, key: str
) -> None:
    value, rule, _ = DRAWN[key]
    (tmp_path / "merseyside.toml").write_text(entry(key, str(value), area=SET), encoding="utf-8")
    number = [case.sentence for case in CASES].index(f"{key} in {SET}")
    both = [f"{number}-C", f"{number + 1}-C"]

    def found(folder: Path | None) -> set[str | None]:
        policy = load_policy(folder, date(2026, 5, 27))
        findings = sweep(landed.store, load_catalogue(), policy, as_of("2026-05-27"), rules=[rule], cases=both)
        return {one.case_ref for one in findings}

    assert found(None) == set()
    assert found(tmp_path) == {both[0]}


def test_an_areas_threshold_changes_how_severe_its_own_findings_are(landed: Landed, tmp_path: Path) -> None:
    text = entry("accommodation.own_victim.radius_m", "1500") + entry(
        "accommodation.own_victim.near_m", "1300", area=SET
    )
    (tmp_path / "merseyside.toml").write_text(text, encoding="utf-8")
    policy = load_policy(tmp_path, date(2026, 5, 27))
    findings = sweep(landed.store, load_catalogue(), policy, as_of("2026-05-27"), rules=["ACC-03"])
    assert {one.case_ref: one.severity.value for one in findings} == {"0-C": "high", "1-C": "medium"}
