"""A referral that is overridden tells a little: it is shown before, counted, kept, and limited by policy."""

import threading
from datetime import timedelta

import pytest
import shapely

from service.placement import Checked, Outcome, OverriddenBefore, Overriding, SeenOtherwise, TooMany
from service.placement.anonymity import anonymity_floor, households_left
from service.placement.cells import Cell, Cells, public_cells
from service.placement.ledger import Asked, Ledger
from service.placement.overrides import Overridden
from service.placement.places import Position
from tests.service.placement.conftest import NewOffice
from tests.service.placement.landed import COORDINATOR, NOW, Office, moved, policy_with, told_of_a_victim

WHY = ("The victim has moved abroad.", NOW)


def two_cells() -> Cells:
    """Two cells of a kilometre, west and east, with 2,000 and 3,000 households."""
    return Cells(
        [Cell("west", 2_000, shapely.box(0, 0, 1_000, 1_000)), Cell("east", 3_000, shapely.box(1_000, 0, 2_000, 1_000))]
    )


def referred(easting: int, reach: int = 200) -> Checked:
    asked = Asked(easting, 500, reach)
    return Checked(f"r-{easting}", NOW, "officer", "", "C1", "cheshire", "a", Outcome.REFER_TO_COORDINATOR, asked)


def test_what_is_left_is_what_lies_farther_away_than_the_check_reached() -> None:
    checks = [referred(500)]
    assert households_left(checks, two_cells()) == 2_000
    half = [Position(0, 500, 500), Position(1_000, 500, 500)]
    assert households_left(checks, two_cells(), half[:1]) == pytest.approx(2_000 * (1 - 0.3927), abs=20)
    assert households_left(checks, two_cells(), half) == pytest.approx(2_000 * (1 - 0.7854), abs=20)
    assert households_left(checks, two_cells(), half * 5) == households_left(checks, two_cells(), half)


def test_an_override_of_all_that_a_referral_points_to_leaves_nothing_to_read() -> None:
    assert households_left([referred(500)], two_cells(), [Position(500, 500, 5_000)]) is None


def test_the_floor_counts_overrides_of_its_case_alone() -> None:
    here = Overridden("r-500", "C1", NOW, "x", "y", None, None, Position(0, 500, 500))
    elsewhere = Overridden("r-500", "C2", NOW, "x", "y", None, None, Position(0, 500, 500))
    assert anonymity_floor([referred(500)], two_cells(), [elsewhere]).households == 2_000
    assert (anonymity_floor([referred(500)], two_cells(), [here]).households or 0) < 1_300


@pytest.fixture
def office(new_office: NewOffice) -> Office:
    """An office with one case, whose victim lives at HOME, and addresses near and far."""
    telling = told_of_a_victim()
    for number in range(4):
        telling.address(f"NEAR{number}", moved(100 + 50 * number))
    telling.address("FAR", moved(30_000))
    return new_office(telling)


def asked(office: Office, address: str) -> Checked:
    found = office.ledger.find(office.asks(address).reference)
    assert found is not None
    return found


def test_what_it_tells_is_shown_first_and_then_kept_as_shown(office: Office) -> None:
    overriding, check = Overriding(office.ledger, office.policy), asked(office, "NEAR0")
    preview = overriding.preview(check, NOW)
    assert preview is not None
    assert preview.households_now is not None
    assert preview.households_left is not None
    assert preview.households_left < preview.households_now
    assert (preview.used, preview.allowed) == (0, 2)
    assert preview.households_left % 10 == 0
    assert office.ledger.overrides.all() == []
    overriding.override(check, preview.households_left, COORDINATOR, WHY)
    (kept,) = office.ledger.overrides.of_case("C1")
    assert (kept.reference, kept.officer, kept.reason, kept.at) == (check.reference, COORDINATOR.subject, *WHY)
    assert (kept.households_now, kept.households_left) == (preview.households_now, preview.households_left)
    floor = anonymity_floor(office.ledger.all(), public_cells(), office.ledger.overrides.all())
    assert floor.households == pytest.approx(preview.households_left, abs=5)


def test_whoever_was_shown_something_else_looks_again(office: Office) -> None:
    overriding, check = Overriding(office.ledger, office.policy), asked(office, "NEAR0")
    for seen in (None, 0, 1_000_000):
        with pytest.raises(SeenOtherwise):
            overriding.override(check, seen, COORDINATOR, WHY)
    assert office.ledger.overrides.all() == []


def test_what_was_not_referred_has_nothing_to_override(office: Office) -> None:
    overriding, check = Overriding(office.ledger, office.policy), asked(office, "FAR")
    assert check.outcome is Outcome.NO_RECORDED_CONFLICT
    assert overriding.preview(check, NOW) is None
    assert overriding.override(check, None, COORDINATOR, WHY) is None


def overrides(office: Office, address: str, policy: object = None, days: int = 0) -> None:
    overriding = Overriding(office.ledger, policy or office.policy)  # type: ignore[arg-type]
    check, now = asked(office, address), NOW + timedelta(days=days)
    preview = overriding.preview(check, now)
    assert preview is not None
    overriding.override(check, preview.households_left, COORDINATOR, (WHY[0], now))


def test_policy_says_how_many_a_case_and_year(office: Office) -> None:
    overrides(office, "NEAR0")
    overrides(office, "NEAR1")
    with pytest.raises(TooMany):
        overrides(office, "NEAR2")
    overrides(office, "NEAR2", days=366)
    assert len(office.ledger.overrides.all()) == 3
    with pytest.raises(TooMany):
        overrides(office, "NEAR3", policy_with(overrides_per_case=0), days=800)


def test_a_referral_is_overridden_once(office: Office) -> None:
    overriding, check = Overriding(office.ledger, policy_with(overrides_per_case=9)), asked(office, "NEAR0")
    preview = overriding.preview(check, NOW)
    assert preview is not None
    overriding.override(check, preview.households_left, COORDINATOR, WHY)
    again = overriding.preview(check, NOW)
    assert again is not None
    with pytest.raises(OverriddenBefore):
        overriding.override(check, again.households_left, COORDINATOR, WHY)


def test_many_at_once_do_not_pass_the_limit(office: Office) -> None:
    """Each opens the ledger for itself, as processes do."""
    made = [Overridden(f"r{number}", "C1", NOW, "x", "y", None, None) for number in range(12)]
    refused: list[TooMany] = []

    def add(override: Overridden) -> None:
        ledger = Ledger(office.folder / "ledger.sqlite")
        try:
            ledger.overrides.add(override, NOW - timedelta(days=365), 2)
        except TooMany as too_many:
            refused.append(too_many)
        finally:
            ledger.close()

    threads = [threading.Thread(target=add, args=(one,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(office.ledger.overrides.all()), len(refused)) == (2, 10)
