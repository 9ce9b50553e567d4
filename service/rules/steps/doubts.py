"""Which addresses are too little known for what is measured from them."""

import polars as pl

from service.policy import Policy
from service.rules.steps.homes import of_victims, victim_pairs
from service.rules.steps.measuring import within
from service.rules.steps.rows import found, meet, nothing, threshold, together
from service.rules.world import STEPS, World

_RADIUS = "accommodation.own_victim.radius_m"
_POSITION = "data_quality.position_m"
_AGE = "data_quality.victim_address_months"
_CHEAPEST = {
    "position": "a live postcode of the address",
    "certainty": "the coordinates of the address",
    "uprn": "the UPRN of the address",
    "age": "the victim liaison officer's word that the victim still lives there",
    "verification": "a visit that verifies who lives there",
}
"""What closes each gap, the cheapest first."""

_KEY = ("subject", "case", "area", "party", "role", "address")


def places_in_doubt(world: World, policy: Policy, victims: pl.DataFrame) -> pl.DataFrame:
    """DQ-02: a home of a nominal or of a current victim that is too little known to be measured from."""
    everyone = of_victims(world, victims)
    current = everyone.filter("is_current")
    if current.is_empty():
        return nothing()
    pairs = victim_pairs(world, everyone).filter("is_current", ~pl.col("is_proposed"), ~pl.col("other_is_proposed"))
    near = pairs.filter(pl.col("same_building") | within(threshold(policy, _RADIUS)))
    gaps = [
        _placeless(world, _ends(pairs.filter("is_unknown"))),
        *_unsettled(world, policy, _ends(near)),
        _aged(world, policy, current),
    ]
    rows = together(*(rows.select(*_KEY, "gap", STEPS) for rows in gaps))
    return found(_with_cheapest(rows), "medium")


def _ends(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return both addresses of pairs, `who` has a home there: the nominal or, as `party`, the victim."""
    none = [pl.lit(None, pl.String).alias(name) for name in ("party", "role")]
    own = pairs.select("subject", "case", "area", *none, "address", pl.col("subject").alias("who"), STEPS)
    told = ("subject", "case", "area", "party", "role", pl.col("other_address").alias("address"))
    return pl.concat([own, pairs.select(*told, pl.col("party").alias("who"), STEPS)])


def _placeless(world: World, ends: pl.DataFrame) -> pl.DataFrame:
    placed = world.locations(ends["address"]).drop_nulls("easting")
    return ends.join(placed, on="address", how="anti").with_columns(pl.lit("position").alias("gap"))


def _unsettled(world: World, policy: Policy, ends: pl.DataFrame) -> list[pl.DataFrame]:
    where = world.locations(ends["address"]).select("address", "uncertainty")
    placed = ends.join(where, on="address", how="left")
    plates = world.word("plates", ends["address"]).drop_nulls("uprn")
    verified = _homes(world, ends["who"]).filter(pl.col("verified_on") <= world.day)
    return [
        placed.filter(pl.col("uncertainty") > threshold(policy, _POSITION)).with_columns(
            pl.lit("certainty").alias("gap")
        ),
        ends.join(plates, on="address", how="anti").with_columns(pl.lit("uprn").alias("gap")),
        ends.join(verified, on=["who", "address"], how="anti").with_columns(pl.lit("verification").alias("gap")),
    ]


def _aged(world: World, policy: Policy, current: pl.DataFrame) -> pl.DataFrame:
    """Return the homes of current victims that nobody has spoken of for too long."""
    homed = current.join(_homes(world, current["subject"]), left_on="subject", right_on="who", how="semi")
    theirs = _homes(world, homed["party"]).with_columns(
        pl.max_horizontal("since", pl.when(pl.col("verified_on") <= world.day).then("verified_on"))
        .max()
        .over("who", "address")
        .alias("confirmed_on")
    )
    lived = meet(homed, theirs, "party", "who")
    months = threshold(policy, _AGE).cast(pl.String) + "mo"
    is_fresh = pl.col("confirmed_on").dt.offset_by(months) >= world.day
    return lived.filter(~is_fresh.fill_null(value=False)).with_columns(pl.lit("age").alias("gap"))


def _homes(world: World, people: pl.Series) -> pl.DataFrame:
    lived = world.word("homes", people).filter(pl.col("kind") != "proposed")
    return lived.select(pl.col("person").alias("who"), "address", "since", "verified_on", STEPS)


def _with_cheapest(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each address of a case, its gaps together, with the cheapest fact of the whole case."""
    ranks = {gap: rank for rank, gap in enumerate(_CHEAPEST)}
    ranked = rows.with_columns(pl.col("gap").replace_strict(ranks, return_dtype=pl.Int64).alias("rank"))
    names = list(_CHEAPEST)
    cheapest = (
        pl.col("rank").min().over("case").replace_strict(dict(enumerate(_CHEAPEST.values())), return_dtype=pl.String)
    )
    gaps = pl.concat_str(
        [pl.when((pl.col("gap") == name).any().over("case", "address", "party")).then(pl.lit(name)) for name in names],
        separator=", ",
        ignore_nulls=True,
    )
    return ranked.with_columns(cheapest.alias("cheapest_fact"), gaps.alias("gap")).drop("rank")
