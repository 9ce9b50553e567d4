"""What is brought up to date by day is compared with a full sweep by night, and a difference is told aloud."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from graph_schema.periods import AsOf
from service.access import Role
from service.access.callers import Clearance
from service.api.metrics import Metrics
from service.api.nightly import NightlyCheck, seconds_until_night
from service.settings import Settings
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.api.area import RECEIVED, address, home, of_cheshire, of_merseyside, person
from tests.service.api.conftest import Service, land
from tests.service.api.test_writing import packed, send


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    return start(land(tmp_path_factory.mktemp("nightly"), of_cheshire(), of_merseyside()))


def test_a_feed_that_lands_by_day_leaves_nothing_for_the_night_to_find(house: Service) -> None:
    running, metrics = house.app.state.running, Metrics()
    now = AsOf(datetime.now().date(), datetime.now())  # noqa: DTZ005  # a local day, as the service takes it
    before = running.sweeps.findings(now)
    desk = house.caller(Role.COORDINATOR, clearances=(Clearance.VICTIM,))
    assert send(desk, packed(of_probation())).status_code == 201
    after = running.sweeps.findings(now)
    assert {one.key for one in after} - {one.key for one in before}
    assert NightlyCheck(running.sweeps, metrics).compare()
    assert b"risk_network_sweep_differences 0.0" in metrics.render()


def test_a_difference_is_an_alarm_with_both_sides_and_is_mended(
    house: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    sweeps, metrics = house.app.state.running.sweeps, Metrics()
    check = NightlyCheck(sweeps, metrics)
    assert check.compare()
    last = sweeps._last  # noqa: SLF001  # nothing that may be written from outside makes it wrong
    assert last is not None
    sweeps._last = replace(last, findings=last.findings[1:])  # noqa: SLF001
    assert not check.compare()
    printed = "".join(capsys.readouterr())
    assert "sweeps differ" in printed
    assert "Abel" not in printed
    assert b"risk_network_sweep_differences 1.0" in metrics.render()
    assert check.compare()


@pytest.mark.parametrize(
    ("now", "hours"), [("2026-06-01T02:00", 1), ("2026-06-01T03:00", 24), ("2026-06-01T23:30", 3.5)]
)
def test_the_night_is_waited_for(now: str, hours: float) -> None:
    assert seconds_until_night(datetime.fromisoformat(now)) == hours * 3600


def of_probation() -> FeedBuilder:
    """The nominal of M-3 moves in beside the victim of M-1's."""
    return (
        a_feed("probation", RECEIVED)
        .saying(synthetic=True)
        .having("persons", person("N1", "Abel", "Arden", crn="X123456"))
        .having("addresses", address("A9", "1", "CH1 1AA"), address("A8", "8", "CH1 1AB"))
        .having("residences", home("N1", "A9"), home("N1", "A8", kind="proposed"))
    )
