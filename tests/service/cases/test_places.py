"""What the map of an area places: what the network still shows, and no house where a victim or a child is."""

from datetime import date, datetime

import pytest

from graph_schema.periods import AsOf
from service.cases import read_network
from service.cases.places import find_places
from service.policy import Policy
from tests.ingest.landing.conftest import Area
from tests.service.cases.story import CASE, ZONE

NOW = AsOf(date(2026, 2, 20), datetime(2026, 5, 1))


@pytest.mark.parametrize("audience", ["chair", "meeting", "victim-safe"])
def test_no_house_of_a_victim_is_placed(told: Area, policy: Policy, audience: str) -> None:
    network = read_network(told.store, policy, CASE, NOW, audience=audience)
    assert network is not None
    places = find_places(told.store, network)
    points = {(one.easting, one.northing) for one in places.addresses}
    assert (349405, 360331) not in points
    labels = [one.label for one in places.addresses]
    if audience == "chair":
        assert labels == ["1 Open Street, Cutterby, CH1 2NA", "77 Sister Lane, Cutterby, CH3 9FT"]
        (cell,) = places.cells
        assert cell.polygon.area > 100_000
        assert cell.label == "A protected place, somewhere within"
        (zone,) = places.zones
        assert (zone.label, zone.is_exclusion, zone.polygon.area) == (f"Zone: {ZONE}", True, 1_000_000)
    else:
        assert places.cells == ()
