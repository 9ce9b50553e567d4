"""Reading a picture back: its texts, what it marks as drawn, and the pictures there are."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from graph_schema.case_network import CaseNetwork
from visualise.area_map import AreaPlaces, BlurredCell, PlacedAddress, PlacedZone, draw_area_map
from visualise.explorer import INLINE, render_explorer
from visualise.flag_map import draw_flag_map
from visualise.full_map import draw_full_map
from visualise.text_twin import write_narrative, write_table

SVG = "{http://www.w3.org/2000/svg}"
PLACES = AreaPlaces(
    (
        PlacedAddress("22 Station Road, Widnes, WA8 2BB", 351_200, 385_500, is_proposed=True),
        PlacedAddress("12 Canal Row, Widnes, WA8 1AA", 352_000, 385_100, uncertainty_m=100),
        PlacedAddress("St Anne's Primary School", 351_350, 385_650, is_site=True),
    ),
    (
        PlacedZone(
            "Licence zone", "POLYGON ((350700 385000, 351700 384900, 352000 385600, 351500 386200, 350700 385000))"
        ),
        PlacedZone(
            "Curfew", "POLYGON ((351700 384500, 352900 384500, 352900 385300, 351700 384500))", is_exclusion=False
        ),
    ),
    (BlurredCell("A protected place", "POLYGON ((350800 385400, 351600 385300, 351700 386500, 350800 385400))"),),
)


def render_offline(network: CaseNetwork) -> str:
    return render_explorer(network, nonce=None, assets=INLINE)


def draw_placed(network: CaseNetwork) -> str:
    return draw_area_map(network, PLACES)


SVGS: Mapping[str, Callable[[CaseNetwork], str]] = {
    "flag map": draw_flag_map,
    "full map": draw_full_map,
    "area map": draw_placed,
}
PICTURES: Mapping[str, Callable[[CaseNetwork], str]] = {
    **SVGS,
    "explorer": render_offline,
    "table": write_table,
    "narrative": write_narrative,
}


def parse(svg: str) -> Element:
    return ElementTree.fromstring(svg)


def texts_of(svg: str) -> list[str]:
    """Return the texts of a picture in the order in which they are drawn."""
    return ["".join(text.itertext()) for text in parse(svg).iter(f"{SVG}text")]


def marked(svg: str, name: str) -> list[str]:
    """Return the values of one `data-` attribute, as often as they are drawn."""
    return [value for one in parse(svg).iter() if (value := one.get(f"data-{name}")) is not None]


def lines_marked(svg: str) -> list[str]:
    """Return the ids of links that have a path."""
    return [value for one in parse(svg).iter(f"{SVG}path") if (value := one.get("data-link")) is not None]


def model_of(html: str) -> Mapping[str, Any]:
    """Return the JSON that the explorer reads."""
    found = re.search(r'<script type="application/json" id="network"[^>]*>(.*?)</script>', html, flags=re.DOTALL)
    assert found is not None
    model: Mapping[str, Any] = json.loads(found[1])
    return model
