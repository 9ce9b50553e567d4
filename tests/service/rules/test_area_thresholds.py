"""What an area sets otherwise for rules beside the headline ones changes the findings of its own cases alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service.policy import load_policy
from service.rules import load_catalogue, sweep
from tests.service.policy.test_reading import entry
from tests.service.rules.builders import Area, Person, a_child, a_nominal, a_person, an_area
from tests.service.rules.drawn import Drawn, Landed, drawn
from tests.service.rules.invented import as_of
from tests.service.rules.places import at
from tests.service.rules.things import a_site

Case = Callable[[str], Area]


def _assessed(who: Person, group: str = "public", level: str = "high") -> Person:
    return who.saying("risk_assessments", assessed_on="2026-01-10", **{group: level})


def _sentenced(who: Person, **cells: str) -> Person:
    row = {"sentence_ref": "~S", "offence": "wounding", "offence_group": "violent", "disposal": "custody"}
    return who.saying("sentences", **row | {"months": "24", "sentenced_on": "2025-01-10"} | cells)


def _refuge(area: str) -> Area:
    adam = _assessed(a_nominal().managed_in(area), "known_adult").living_at(at(area=area))
    return an_area().with_(adam, a_site("refuge", at(600, area=area)))


def _alone(area: str) -> Area:
    return an_area().with_(_assessed(a_nominal().managed_in(area)).living_at(at(area=area)))


def _three(area: str) -> Area:
    others = [
        _assessed(a_nominal(name).managed_in(area, case=name)).living_at(at(east, area=area))
        for name, east in (("Bert", 300), ("Carl", -300))
    ]
    return an_area().with_(_assessed(a_nominal().managed_in(area)).living_at(at(area=area)), *others)


def _verified(area: str) -> Area:
    home = at(area=area).named("home")
    dates = {"valid_from": "2020-02-02", "verified_on": "2026-04-01"}
    adam = a_nominal().managed_in(area).visiting(home)
    return an_area().with_(adam.saying("residences", address_ref="~home", kind="home", **dates))


def _placed(scheme: str, level: int = 1, **cells: str) -> Case:
    def draw(area: str) -> Area:
        home = at(area=area).named("home")
        adam = _assessed(_sentenced(a_nominal().managed_in(area, level), release_on="2026-02-17"), level="low")
        row = {"placement_ref": "~P", "address_ref": "~home", "scheme": scheme, "referred_on": "2026-02-02"} | cells
        return an_area().with_(adam.living_at(home).saying("placements", **row))

    return draw


def _moved(area: str) -> Area:
    vera = a_person("Vera").victim_of("Adam").living_at(at(area=area), since="2026-02-10")
    return an_area().with_(a_nominal().managed_in(area), vera)


def _household(area: str) -> Area:
    order = {"order_ref": "~O", "kind": "sex_offender_notification", "valid_from": "2024-01-01"}
    adam = a_nominal().managed_in(area).saying("orders", **order).living_at(at(area=area), since="2026-05-25")
    return an_area().with_(adam, a_child().living_at(at(area=area)))


def _victim(**sentence: str) -> Case:
    def draw(area: str) -> Area:
        return an_area().with_(_sentenced(a_nominal().managed_in(area), **sentence), a_person("Vera").victim_of("Adam"))

    return draw


def _order(area: str) -> Area:
    order = {"order_ref": "~O", "kind": "licence", "valid_from": "2024-01-01", "valid_to": "2026-09-04"}
    return an_area().with_(_assessed(a_nominal().managed_in(area)).saying("orders", **order))


DRAWN: dict[str, tuple[str, str, Case]] = {
    "accommodation.vulnerable_site.radius_m": ("700", "ACC-08", _refuge),
    "accommodation.concentration.count": ("1", "ACC-10", _alone),
    "accommodation.concentration.radius_m": ("300", "ACC-10", _three),
    "accommodation.verification.max_age_days": ("30", "ACC-13", _verified),
    "accommodation.move_on_days": ("60", "ACC-12", _placed("private", ends_on="2026-07-06")),
    "accommodation.cas3.max_nights": ("60", "ACC-12", _placed("cas3", starts_on="2026-04-07", approvals="")),
    "accommodation.cas2.release_days": ("20", "ACC-11", _placed("cas2")),
    "victim.moved_days": ("180", "VIC-03", _moved),
    "child.household_notification_days": ("1", "CHI-05", _household),
    "victim.contact_scheme_months": ("6", "VIC-01", _victim(months="8")),
    "victim.contact_offer_working_days": ("5", "VIC-01", _victim(sentenced_on="2026-05-11")),
    "order.renewal_days": ("120", "ORD-02", _order),
}
"""By key: a value under which the case is found by a rule, where under the one that ships it is not."""

SET, UNSET = "merseyside", "cheshire"
CASES: list[Drawn] = [
    drawn(f"{key} in {area}", draw(area)) for key, (_, _, draw) in DRAWN.items() for area in (SET, UNSET)
]
NEEDED = len(CASES)
CASES += [
    drawn(f"approvals in {area}", _placed("cas3", 2, approvals="senior_probation_officer")(area))
    for area in (SET, UNSET)
]


def _found(landed: Landed, number: int, rule: str, folder: Path | None) -> set[str | None]:
    policy = load_policy(folder, date(2026, 5, 27))
    both = [f"{number}-C", f"{number + 1}-C"]
    findings = sweep(landed.store, load_catalogue(), policy, as_of("2026-05-27"), rules=[rule], cases=both)
    return {one.case_ref for one in findings}


@pytest.mark.parametrize("key", list(DRAWN))
def test_an_areas_threshold_changes_the_findings_of_its_own_cases_alone(
    landed: Landed, tmp_path: Path, key: str
) -> None:
    value, rule, _ = DRAWN[key]
    (tmp_path / "merseyside.toml").write_text(entry(key, value, area=SET), encoding="utf-8")
    number = [case.sentence for case in CASES].index(f"{key} in {SET}")
    assert _found(landed, number, rule, None) == set()
    assert _found(landed, number, rule, tmp_path) == {f"{number}-C"}


def test_an_area_may_ask_for_other_approvals(landed: Landed, tmp_path: Path) -> None:
    text = entry("accommodation.cas3.approvals.level_2", '"head_of_pdu"', area=SET)
    (tmp_path / "merseyside.toml").write_text(text, encoding="utf-8")
    assert _found(landed, NEEDED, "ACC-11", None) == set()
    assert _found(landed, NEEDED, "ACC-11", tmp_path) == {f"{NEEDED}-C"}
