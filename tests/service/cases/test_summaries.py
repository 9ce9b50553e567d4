"""The list of cases, one case in detail, and whose area a case is."""

from datetime import date, datetime

import pytest

from graph_schema.periods import AsOf
from service.cases import case_area, describe_case, list_cases
from service.policy import Policy
from tests.feed_builder import a_feed
from tests.ingest.landing.conftest import Area
from tests.service.cases.story import CASE, NOMINAL, OTHER_CASE, VICTIM

NOW = AsOf(date(2026, 2, 20), datetime(2026, 5, 1))
BEFORE = AsOf(date(2024, 6, 1), NOW.known)


def test_a_case_is_listed_by_the_episode_that_holds(told: Area) -> None:
    (case,) = list_cases(told.store, NOW, areas=frozenset({"cheshire"}))
    assert (case.case_ref, case.subject_label, case.area, case.category, case.level, case.kind) == (
        CASE, NOMINAL, "cheshire", 2, 2, "mappa",
    )  # fmt: skip
    assert (case.next_review_on, case.valid_from) == (date(2026, 6, 1), date(2025, 1, 1))
    (earlier,) = list_cases(told.store, BEFORE, areas=frozenset({"cheshire"}))
    assert (earlier.level, earlier.valid_from) == (3, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("areas", "level", "cases"),
    [
        (None, None, [CASE, OTHER_CASE]),
        (None, 1, [OTHER_CASE]),
        (frozenset({"merseyside"}), None, [OTHER_CASE]),
        (frozenset({"merseyside"}), 2, []),
        (frozenset[str](), None, []),
        (frozenset({"gwent"}), None, []),
    ],
)
def test_cases_are_listed_by_area_and_level(
    told: Area, areas: frozenset[str] | None, level: int | None, cases: list[str]
) -> None:
    assert [case.case_ref for case in list_cases(told.store, NOW, areas=areas, level=level)] == cases


def test_of_overlapping_episodes_the_one_that_began_last_decides(area: Area) -> None:
    case = {"case_ref": "C", "person_ref": "N"}
    feed = a_feed("police", "2026-01-01").having("persons", {"person_ref": "N", "family_name": "Overlap"})
    feed = feed.having(
        "mappa_cases",
        {**case, "area": "cheshire", "level": "3", "valid_from": "2020-01-01"},
        {**case, "area": "gwent", "level": "1", "valid_from": "2025-01-01"},
    )
    area.lands(feed)
    assert list_cases(area.store, NOW, areas=frozenset({"cheshire"})) == []
    assert [case.level for case in list_cases(area.store, NOW)] == [1]
    assert case_area(area.store, "C", NOW) == "gwent"
    assert case_area(area.store, "C", AsOf(date(2024, 1, 1), NOW.known)) == "cheshire"


def test_a_case_has_its_episodes_people_workers_and_next_review(told: Area, policy: Policy) -> None:
    case = describe_case(told.store, policy, CASE, NOW)
    assert case is not None
    assert [(one.level, one.valid_from, one.valid_to) for one in case.episodes] == [
        (3, date(2024, 1, 1), date(2025, 1, 1)),
        (2, date(2025, 1, 1), None),
    ]
    assert case.next_review_on == date(2026, 6, 1)
    people = {person.label: person.roles for person in case.people}
    assert next(iter(people)) == NOMINAL
    assert people[VICTIM] == ("victim",)
    workers = {worker.label: (worker.roles, worker.agency) for worker in case.workers}
    assert workers["Wren Worker"] == (("community_offender_manager",), "Probation Service")


def test_a_case_in_detail_is_redacted_too(told: Area, policy: Policy) -> None:
    case = describe_case(told.store, policy, CASE, NOW, clearances=frozenset())
    assert case is not None
    labels = [person.label for person in case.people]
    assert "Victim A" in labels
    assert VICTIM not in labels


def test_an_unknown_case_is_nothing(told: Area, policy: Policy) -> None:
    assert describe_case(told.store, policy, "CASE-9", NOW) is None
    assert case_area(told.store, "CASE-9", NOW) is None
