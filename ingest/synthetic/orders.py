"""Orders and licences, their conditions, and the zones these draw round victims' homes."""

import json

import numpy as np
import polars as pl

from ingest.geocoding.coordinates import to_degrees
from ingest.geocoding.gazetteer import live_postcodes
from ingest.synthetic.agencies import Agency, Role
from ingest.synthetic.dice import Whole
from ingest.synthetic.frames import AGENCY, Statements, before, days, merge, tell_again
from ingest.synthetic.telling import Telling

DAY = np.timedelta64(1, "D")
_SIDES = 16
_PREFIXES = {
    "sex_offender_notification": "SON",
    "sexual_harm_prevention_order": "SHPO",
    "restraining_order": "RO",
    "licence": "LIC",
}
_USUAL = {
    "sexual_harm_prevention_order": {
        "no_unsupervised_contact_with_children": 55.0,
        "avoid_sites": 25.0,
        "no_residence_with_children": 20.0,
    },
    "restraining_order": {"no_contact": 60.0, "exclusion_zone": 40.0},
    "licence": {
        "exclusion_zone": 20.0,
        "no_contact": 30.0,
        "curfew": 20.0,
        "notify_relationships": 15.0,
        "polygraph": 5.0,
        "named_premises": 5.0,
        "other": 5.0,
    },
}
"""The conditions of each kind of order, with weights of our own."""

_WORDS = {
    "exclusion_zone": "Not to enter the area shown on the map.",
    "named_premises": "Not to enter the premises named.",
    "no_contact": "Not to approach or communicate with the person named.",
    "no_unsupervised_contact_with_children": "No unsupervised contact with children under 18.",
    "no_residence_with_children": "Not to live in a household with a child under 18.",
    "avoid_sites": "Not to enter or remain in sight of any play area, school or swimming pool.",
    "curfew": "To stay at the approved address at the times given.",
    "polygraph": "To take polygraph sessions.",
    "notify_relationships": "To tell of any new relationship.",
    "other": "To be of good behaviour.",
}


def tell_orders(telling: Telling) -> Statements:
    """Return `orders`, `conditions` and `zones`."""
    cases = telling.cases
    first = cases.filter(pl.col("category") == 1)
    others = cases.filter(pl.col("category") != 1)
    return merge(
        [
            _orders(telling, Role.POLICE, first, "sex_offender_notification", 1.0),
            _orders(telling, Role.POLICE, first, "sexual_harm_prevention_order", 0.5),
            _orders(telling, Role.POLICE, others, "restraining_order", 0.3),
            _orders(telling, Role.PROBATION, cases, "licence", 0.35),
        ]
    )


def _orders(telling: Telling, role: Role, cases: pl.DataFrame, kind: str, share: float) -> Statements:
    dice = telling.dice
    rows = telling.by(role, cases)
    rows = rows.filter(pl.Series(dice.chance(share, rows.height)))
    count, start = rows.height, rows["case_from"].to_numpy().astype("datetime64[D]")
    until = np.where(dice.chance(0.6, count), start + dice.whole(700, 3_000, count) * DAY, np.datetime64("NaT"))
    renewed = np.where(dice.chance(0.1, count), before(until, 60), np.datetime64("NaT"))
    renewed[renewed > np.datetime64(telling.world.setting.as_of)] = np.datetime64("NaT")
    rows = telling.numbered(rows, "order_ref", "OR" + _PREFIXES[kind]).with_columns(
        days(renewed).alias("renewal_decision_on"),
        pl.lit(kind).alias("kind"),
        pl.col("case_from").alias("valid_from"),
        days(until).alias("valid_to"),
    )
    told = tell_again(rows, telling.world.setting.calendar, "renewal_decision_on")
    orders = telling.table("orders", told)
    if kind == "sex_offender_notification":
        return orders
    return merge([orders, _conditions(telling, telling.agency(role), rows, kind)])


def _conditions(telling: Telling, agency: Agency, orders: pl.DataFrame, kind: str) -> Statements:
    """Return one condition for each order, about the first victim where it protects somebody."""
    dice, count = telling.dice, orders.height
    victims = (
        telling.world.ties.filter(pl.col("kind") == "victim_of")
        .group_by("end", maintain_order=True)
        .agg(pl.first("start").alias("victim"))
    )
    rows = orders.drop("kind").join(victims, left_on="person", right_on="end", how="left", maintain_order="left")
    rows = telling.with_other(rows, "victim", "protected_person_ref")
    drawn = np.array(dice.one_of(_USUAL[kind], count), dtype=np.str_)
    protects = np.isin(drawn, ("exclusion_zone", "no_contact"))
    drawn = np.where(protects & rows["victim"].is_null().to_numpy(), "other", drawn)
    is_curfew = drawn == "curfew"
    rows = telling.numbered(rows, "condition_ref", "CN" + _PREFIXES[kind]).with_columns(
        pl.Series("kind", drawn),
        pl.Series("text", [_WORDS[str(name)] for name in drawn]),
        pl.Series("from_time", np.where(is_curfew, "21:00", "")),
        pl.Series("to_time", np.where(is_curfew, "06:00", "")),
        pl.Series("days", np.where(is_curfew & dice.chance(0.3, count), "friday;saturday;sunday", "")),
        pl.when(pl.Series(protects)).then("protected_person_ref").alias("protected_person_ref"),
    )
    workplaces = telling.world.communal.workplaces
    named = telling.addresses.select(AGENCY, "address", pl.col("address_ref"))
    rows = rows.with_columns(pl.Series("address", workplaces[dice.whole(0, len(workplaces), count)]))
    rows = rows.join(named, on=[AGENCY, "address"], how="left", maintain_order="left").with_columns(
        pl.when(pl.col("kind") == "named_premises").then("address_ref").alias("address_ref"),
        pl.when(pl.Series(dice.chance(0.3, count)))
        .then(pl.col("case_from") + pl.duration(days=30))
        .alias("reviewed_on"),
    )
    has_zone = pl.col("kind") == "exclusion_zone"
    rows = rows.with_columns(pl.when(has_zone).then(pl.lit("Z") + pl.col("condition_ref")).alias("zone_ref"))
    return merge([telling.table("conditions", rows), _zones(telling, agency, rows.filter(has_zone))])


def _zones(telling: Telling, agency: Agency, rows: pl.DataFrame) -> Statements:
    """Draw a zone round the last home of the victim each condition protects."""
    world, dice = telling.world, telling.dice
    last = world.homes.filter(pl.col("is_last") & (pl.col("kind") == "home")).unique(
        "person", keep="last", maintain_order=True
    )
    known = rows.join(last.select(pl.col("person").alias("victim"), "address"), on="victim", maintain_order="left")
    places = world.addresses["place"].gather(known["address"]).clip(0, None)
    centres = live_postcodes().select("easting", "northing")[places.to_numpy()].to_numpy().astype(np.int64)
    drawn = draw_circles(agency, centres, dice.whole(250, 1_500, known.height))
    zones = known.with_columns(
        pl.Series("geometry", drawn, dtype=pl.String),
        (pl.lit("Zone of ") + pl.col("condition_ref")).alias("name"),
        pl.lit("").alias("valid_to"),
    )
    return telling.table("zones", zones)


def draw_circles(agency: Agency, centres: Whole, radii: Whole) -> list[str]:
    """Return GeoJSON geometries of polygons round each centre, in the coordinates that an agency draws in."""
    angles = np.arange(_SIDES + 1) % _SIDES * 2 * np.pi / _SIDES
    rings = np.stack(
        [
            np.rint(centres[:, [axis]] + radii[:, None] * wave(angles)[None, :])
            for axis, wave in enumerate((np.cos, np.sin))
        ],
        axis=-1,
    )
    return [write_ring(agency, ring) for ring in rings]


def write_ring(agency: Agency, ring: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    """Return a GeoJSON polygon of one ring of National Grid metres, in the coordinates that an agency draws in."""
    if agency.habits.draws_in_metres:
        corners = ring.astype(np.int64).tolist()
    else:
        longitudes, latitudes = to_degrees(ring[:, 0], ring[:, 1])
        corners = np.round(np.stack([longitudes, latitudes], axis=1), 7).tolist()
    return json.dumps({"type": "Polygon", "coordinates": [corners]})


def write_circle(agency: Agency, centre: tuple[int, int], radius: int) -> str:
    """Return a GeoJSON polygon round one centre, in the coordinates that an agency draws in."""
    return draw_circles(agency, np.array([centre], dtype=np.int64), np.array([radius], dtype=np.int64))[0]
