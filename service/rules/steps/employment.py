"""Work at a school, a club or a place of worship, of a nominal or of somebody they live with."""

import polars as pl

from service.policy import Policy
from service.rules.steps.dangers import MEDIUM, newest_risk, shared_homes
from service.rules.steps.rows import found, in_cases, meet, nothing, together, unknown
from service.rules.world import STEPS, World

_PLACES = ("school", "nursery", "youth_club", "swimming_pool", "place_of_worship")
_CONDITIONS = ("no_residence_with_children", "no_unsupervised_contact_with_children", "avoid_sites")


def works_among_children(world: World, policy: Policy, assessments: pl.DataFrame) -> pl.DataFrame:
    """CHI-06: risk to children, and work with children or a congregation, one's own or of somebody one lives with."""
    assessed = newest_risk(assessments).filter(pl.col("risk") >= MEDIUM)
    bound = world.word("conditions", world.subjects).filter(pl.col("kind").is_in(list(_CONDITIONS)))
    dangerous = together(
        assessed.select("subject", pl.col("children").alias("risk_to_children"), STEPS), bound.select("subject", STEPS)
    )
    if dangerous.is_empty():
        return nothing()
    nominals = in_cases(world, dangerous)
    own = nominals.with_columns(
        pl.col("subject").alias("worker"), pl.lit(None, pl.String).alias("party"), pl.lit("nominal").alias("who_works")
    )
    beside = shared_homes(world, nominals).with_columns(
        pl.col("party").alias("worker"), pl.lit("resident").alias("role"), pl.lit("resident").alias("who_works")
    )
    people = together(own, beside.drop("address", "own_since", "other_since", "is_proposed", "other_is_proposed"))
    work = world.word("haunts", people["worker"]).filter(pl.col("kind") == "works_at")
    rows = meet(people, work.select("person", "address", STEPS), "worker", "person")
    places, unclear = _places(world, rows["address"])
    return together(
        found(meet(rows, places, "address"), "high"),
        unknown(rows.join(unclear, on="address", how="semi"), "high", "kind_of_place"),
    ).drop("worker")


def _places(world: World, addresses: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `address`, `kind_of_site` of places with children or a congregation, and addresses of unknown kind."""
    asked = addresses.unique().alias("address").to_frame()
    sited = world.word("sites_at", asked["address"])
    sites = meet(sited, world.word("site_kinds", sited["site"]), "site")
    wanted = sites.filter(pl.col("kind_of_site").is_in(list(_PLACES))).select("address", "kind_of_site", STEPS)
    kinds = asked.join(world.locations(asked["address"]).select("address", "kind_of_place"), on="address", how="left")
    schools = kinds.filter(pl.col("kind_of_place") == "school").select(
        "address", pl.lit("school").alias("kind_of_site"), pl.lit([], wanted.schema[STEPS]).alias(STEPS)
    )
    plain = schools.join(wanted, on="address", how="anti")
    unclear = kinds.filter(pl.col("kind_of_place").is_null()).join(sites, on="address", how="anti")
    return pl.concat([wanted, plain]), unclear
