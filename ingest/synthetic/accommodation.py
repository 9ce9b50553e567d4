"""Where people may be placed and are: premises, placements, and sites to keep away from."""

import numpy as np
import polars as pl

from ingest.geocoding.gazetteer import live_postcodes
from ingest.synthetic.agencies import Role
from ingest.synthetic.frames import AGENCY, MONTH, SENDING_DAY, Statements, before, days, merge, tell_from
from ingest.synthetic.reserved import far_from_scenarios
from ingest.synthetic.telling import Telling

DAY = np.timedelta64(1, "D")
_SITES = {
    "nursery": 20.0,
    "playground": 20.0,
    "park": 20.0,
    "swimming_pool": 4.0,
    "youth_club": 6.0,
    "refuge": 2.0,
    "womens_service": 2.0,
    "care_home": 8.0,
    "place_of_worship": 8.0,
    "hostel": 4.0,
    "other": 4.0,
}
_SCHEMES = {"approved_premises": "cas1", "cas3": "cas3", "house_of_multiple_occupation": "private"}


def tell_accommodation(telling: Telling) -> Statements:
    """Return `premises`, `placements` and `sites`."""
    return merge([_premises(telling), _placements(telling), _sites(telling)])


def _schemes(telling: Telling) -> pl.DataFrame:
    kinds = telling.world.addresses.select("address", pl.col("kind").alias("place_kind"), "primary_name", "street")
    return kinds.filter(pl.col("place_kind").is_in(list(_SCHEMES))).with_columns(
        pl.col("place_kind").replace_strict(_SCHEMES, return_dtype=pl.String).alias("scheme")
    )


def _premises(telling: Telling) -> Statements:
    """Return the stock of the housing partnership: communal places and some of the dwellings it knows."""
    dice, agency = telling.dice, telling.agency(Role.HOUSING)
    dwellings = telling.addresses.filter((pl.col(AGENCY) == agency.ref) & (pl.col(MONTH) == 0)).select("address")
    dwellings = dwellings.filter(pl.Series(dice.chance(0.1, dwellings.height))).with_columns(
        pl.lit("social_landlord").alias("scheme")
    )
    communal = _schemes(telling).select("address", "scheme")
    stock = (
        pl.concat([communal, dwellings])
        .unique("address", keep="first", maintain_order=True)
        .with_columns(
            pl.lit(agency.ref).alias(AGENCY),
            pl.lit(agency.sending_day, dtype=pl.Int64).alias(SENDING_DAY),
            pl.lit(0, dtype=pl.Int32).alias(MONTH),
        )
    )
    rows = telling.with_address(stock)
    excludes = dice.one_of({"": 60, "arson": 25, "arson;sexual": 10, "terrorism": 5}, rows.height)
    rows = rows.with_columns(
        pl.lit(agency.ref).alias("provider_ref"),
        (pl.lit("Premises ") + pl.col("address_ref")).alias("name"),
        pl.Series("capacity", dice.whole(1, 20, rows.height)),
        pl.Series("excludes", excludes),
    )
    return telling.table("premises", rows)


def _placements(telling: Telling) -> Statements:
    """Return the placements of those who live in communal places, and a few that are still to begin."""
    dice, setting = telling.dice, telling.world.setting
    now = np.datetime64(setting.as_of)
    present = telling.world.homes.filter(pl.col("is_last") & pl.col("valid_from").is_not_null()).join(
        _schemes(telling), on="address", maintain_order="left"
    )
    rows = telling.with_address(telling.by(Role.PROBATION, present.select("person", "address", "scheme", "valid_from")))
    planned = telling.by(Role.PROBATION, telling.cases.select("person"))
    planned = planned.filter(pl.Series(dice.chance(0.01, planned.height)))
    communal = telling.world.communal.cas3
    planned = telling.with_address(
        planned.with_columns(
            pl.Series("address", communal[dice.whole(0, len(communal), planned.height)]),
            pl.lit("cas3").alias("scheme"),
            days(now + dice.whole(2, 40, planned.height) * DAY).alias("valid_from"),
        )
    )
    both = pl.concat([rows.select(planned.columns), planned])
    count, starts = both.height, both["valid_from"].to_numpy().astype("datetime64[D]")
    ends = np.where(dice.chance(0.7, count), starts + dice.whole(60, 400, count) * DAY, np.datetime64("NaT"))
    houses = telling.world.communal.houses
    both = both.with_columns(pl.Series("next", houses[dice.whole(0, len(houses), count)]))
    both = telling.with_address(both, "next", "move_on_address_ref")
    both = telling.numbered(both, "placement_ref", "PLC").with_columns(
        days(before(starts, 50)).alias("referred_on"),
        days(starts).alias("starts_on"),
        days(ends).alias("ends_on"),
        pl.Series(
            "approvals",
            dice.one_of({"": 4, "senior_probation_officer": 4, "senior_probation_officer;head_of_pdu": 2}, count),
        ),
        pl.Series("decision", dice.one_of({"clear": 6, "conditional": 3, "refused": 1}, count)),
        days(before(starts, 45)).alias("decided_on"),
        pl.when(pl.Series(dice.chance(0.5, count)) & (pl.col("scheme") != "private"))
        .then("move_on_address_ref")
        .alias("move_on_address_ref"),
    )
    return telling.table("placements", tell_from(both, setting.calendar, "referred_on"))


def _sites(telling: Telling) -> Statements:
    """Return schools at their addresses and other sites at postcodes, none of them near a planted scenario."""
    dice, setting, police = telling.dice, telling.world.setting, telling.agency(Role.POLICE)
    places = far_from_scenarios(setting.area, setting.ground.draw(dice, setting.offenders // 12 + 20))
    kinds = dice.one_of(_SITES, len(places))
    at = live_postcodes().select("postcode", "easting", "northing")[places]
    has_position = pl.Series(dice.chance(0.6, len(places)))
    loose = at.with_columns(
        pl.Series("kind", kinds),
        pl.when(has_position).then("easting").alias("easting"),
        pl.when(has_position).then("northing").alias("northing"),
        pl.lit("").alias("address_ref"),
    )
    schools = telling.addresses.filter(pl.col(AGENCY) == police.ref).join(
        telling.world.addresses.filter(pl.col("kind") == "school").select("address", "place"),
        on="address",
        maintain_order="left",
    )
    away = schools.filter(pl.col("place").is_in(far_from_scenarios(setting.area, schools["place"].to_numpy()).tolist()))
    housed = away.select("address_ref", pl.lit("school").alias("kind"))
    rows = pl.concat(
        [loose.select("kind", "address_ref", "postcode", "easting", "northing"), housed], how="diagonal_relaxed"
    )
    names = np.char.add(np.char.capitalize(np.char.replace(rows["kind"].to_numpy().astype(np.str_), "_", " ")), " of ")
    rows = telling.numbered(rows, "site_ref", "ST").with_columns(
        (pl.Series(names) + pl.lit("Quorwick ") + pl.int_range(pl.len()).cast(pl.String)).alias("name"),
        pl.when(pl.col("kind") == "refuge").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("confidential"),
        pl.lit(police.ref).alias(AGENCY),
        pl.lit(0, dtype=pl.Int32).alias(MONTH),
    )
    return telling.table("sites", rows)
