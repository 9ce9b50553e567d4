"""Data are stale when police or probation have not sent for longer than policy says."""

from datetime import date, datetime

import pytest

from graph_schema.periods import AsOf
from service.placement.freshness import is_stale
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.placement.conftest import NewOffice
from tests.service.placement.landed import AS_OF, Telling, of_probation, told

STALE_DAYS = 45
LATEST_STALE, FIRST_FRESH = "2026-10-09", "2026-10-10"


def other_force(received: str) -> FeedBuilder:
    return a_feed("north-wales-police", received).having("persons", {"person_ref": "P", "family_name": "Else"})


def told_by(kind: str) -> Telling:
    telling = Telling()
    telling.add("agencies", agency_ref="cheshire-police", name="One", kind=kind, duty="other")
    return telling


@pytest.mark.parametrize(
    ("received", "stale"),
    [pytest.param(LATEST_STALE, True, id="46 days ago"), pytest.param(FIRST_FRESH, False, id="45 days ago")],
)
def test_probation_that_stopped_sending_makes_it_stale(new_office: NewOffice, received: str, *, stale: bool) -> None:
    office = new_office(told(), of_probation(received))
    assert is_stale(office.store, "cheshire", AS_OF, STALE_DAYS) is stale


def test_the_force_of_another_area_does_not_make_up_for_ones_own(new_office: NewOffice) -> None:
    office = new_office(told(), of_probation(LATEST_STALE), other_force("2026-11-20"))
    assert is_stale(office.store, "cheshire", AS_OF, STALE_DAYS)


def test_the_newest_feed_counts(new_office: NewOffice) -> None:
    office = new_office(told(), of_probation(LATEST_STALE), of_probation("2026-11-01"))
    assert not is_stale(office.store, "cheshire", AS_OF, STALE_DAYS)


def test_police_alone_will_do_where_probation_never_sent(new_office: NewOffice) -> None:
    office = new_office(told_by("police"), other_force("2026-11-20"))
    assert not is_stale(office.store, "cheshire", AS_OF, STALE_DAYS)


def test_where_neither_ever_sent_it_is_stale(new_office: NewOffice) -> None:
    office = new_office(told_by("health"), other_force("2026-11-20"))
    assert is_stale(office.store, "cheshire", AS_OF, STALE_DAYS)


def test_it_is_asked_as_of_the_day(new_office: NewOffice) -> None:
    """A feed that came later does not make an earlier day fresh."""
    office = new_office(told(), of_probation("2026-09-01"), of_probation("2026-11-23"))
    assert not is_stale(office.store, "cheshire", AS_OF, STALE_DAYS)
    earlier = AsOf(date(2026, 11, 22), datetime(2026, 11, 22, 12))
    assert is_stale(office.store, "cheshire", earlier, STALE_DAYS)
