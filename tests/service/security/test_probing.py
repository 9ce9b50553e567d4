"""SEC-01: which placement checks look like a search for a place, and which do not."""

from collections.abc import Sequence

import pytest

from service.placement.ledger import Checked
from service.policy import Policy, Threshold, load_policy
from service.security import as_json
from service.security.catalogue import IN_AN_AREA, OF_A_CASE, OF_A_CASE_BY_ONE
from service.security.findings import SecurityFinding
from service.security.probing import find_probing
from tests.service.security.asking import CLEAR, REFER, a_check

POLICY = load_policy()
BY_ONE, TOGETHER, IN_AREA = (POLICY.whole(key) for key in (OF_A_CASE_BY_ONE, OF_A_CASE, IN_AN_AREA))
HERE = (340_000, 366_000)


def found(checks: Sequence[Checked], policy: Policy = POLICY) -> dict[str, SecurityFinding]:
    told = find_probing(checks, policy)
    assert len({one.pattern for one in told}) == len(told)
    return {one.pattern: one for one in told}


def at(east: int, north: int) -> tuple[int, int]:
    return HERE[0] + east, HERE[1] + north


def test_an_officer_who_checks_often_about_one_case_is_found_and_one_fewer_is_not() -> None:
    checks = [a_check(number) for number in range(BY_ONE)]
    assert list(found(checks)) == ["one_case"]
    finding = found(checks)["one_case"]
    assert (finding.who, finding.case_ref, finding.count) == (("officer-1",), "C1", BY_ONE)
    assert finding.references == tuple(one.reference for one in checks)
    assert found(checks[1:]) == {}


def test_the_same_number_over_a_longer_time_is_not_found() -> None:
    assert found([a_check(number, hours=number * 30) for number in range(BY_ONE)]) == {}


def test_officers_who_share_the_checks_are_found_together() -> None:
    checks = [a_check(number, officer=f"officer-{number % 3}") for number in range(TOGETHER)]
    finding = found(checks)["one_case_together"]
    assert (finding.who, finding.count) == (("officer-0", "officer-1", "officer-2"), TOGETHER)
    assert "one_case_together" not in found([a_check(number) for number in range(TOGETHER)])


def test_an_officer_who_checks_all_over_an_area_is_found() -> None:
    checks = [a_check(number, case=f"C{number}") for number in range(IN_AREA)]
    assert [(one.pattern, one.area, one.case_ref) for one in found(checks).values()] == [("one_area", "cheshire", "")]
    elsewhere = [a_check(number, case=f"C{number}", area=f"area-{number % 2}") for number in range(IN_AREA)]
    assert found(elsewhere) == {}


def test_a_referral_amid_cleared_addresses_is_straddled_and_beside_them_is_not() -> None:
    around = [at(900, 900), at(-900, 900), at(900, -900)]
    checks = [a_check(number, place=place, outcome=CLEAR) for number, place in enumerate(around)]
    assert found([*checks, a_check(4, place=HERE)]).keys() == {"straddling"}
    assert found([*checks, a_check(4, place=HERE)])["straddling"].count == 4
    beside = [*checks[:2], a_check(3, place=at(950, 950), outcome=CLEAR), a_check(4, place=HERE)]
    assert found(beside) == {}
    far = [a_check(number, place=(x * 10, y * 10), outcome=CLEAR) for number, (x, y) in enumerate(around)]
    assert found([*far, a_check(4, place=HERE)]) == {}
    late = [*checks, a_check(4, place=HERE, hours=24 * 30)]
    assert found(late) == {}
    other_case = [*checks, a_check(4, place=HERE, case="C2")]
    assert found(other_case) == {}


def place_of(check: Checked) -> tuple[int, int]:
    assert check.asked is not None
    return check.asked.easting, check.asked.northing


def halving(count: int) -> list[Checked]:
    places = [HERE]
    for number in range(count - 1):
        places.append((places[-1][0] + (4000 >> number) * (-1) ** number, HERE[1]))
    return [a_check(number, place=place, outcome=REFER) for number, place in enumerate(places)]


def test_steps_that_get_shorter_are_nearing_and_others_are_not() -> None:
    checks = halving(6)
    assert list(found(checks)) == ["nearing"]
    assert found(checks)["nearing"].count == 6
    assert found(checks[:5]) == {}
    away = [a_check(number, place=place_of(one)) for number, one in enumerate(reversed(checks))]
    assert found(away) == {}
    even = [a_check(number, place=at(number * 500, 0)) for number in range(7)]
    assert found(even) == {}


def test_what_began_far_away_does_not_hide_a_search_after_it() -> None:
    wandering = [a_check(-3, place=at(-100, 0)), a_check(-2, place=at(50, 70)), a_check(-1, place=at(-900, 30))]
    assert found([*wandering, *halving(6)])["nearing"].count == 6


def test_asking_again_about_the_same_address_is_no_step() -> None:
    checks = halving(6)
    again = a_check(20, place=place_of(checks[-1]))
    assert found([*checks, again])["nearing"].count == 6


def test_an_areas_own_thresholds_count_for_its_cases() -> None:
    own = Threshold(3, "The area's board", POLICY.threshold(OF_A_CASE_BY_ONE).effective_from, verified=True)
    policy = Policy(POLICY.national, {"kent": {OF_A_CASE_BY_ONE: own}})
    assert found([a_check(number, area="kent") for number in range(3)], policy).keys() == {"one_case"}
    assert found([a_check(number) for number in range(3)], policy) == {}


@pytest.mark.parametrize("checks", [halving(6), [a_check(number, place=at(number, 7)) for number in range(BY_ONE)]])
def test_nothing_that_is_told_says_where(checks: list[Checked]) -> None:
    text = str(as_json(find_probing(checks, POLICY)))
    assert find_probing(checks, POLICY)
    for one in checks:
        assert one.asked is not None
        for secret in (one.address, str(one.asked.easting), str(one.asked.northing), one.outcome.value):
            assert f"'{secret}'" not in text
            assert len(secret) < 5 or secret not in text
