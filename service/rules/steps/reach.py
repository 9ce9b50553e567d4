"""Whether a case at level 3 is one for the whole board: what is said of it, and how far its network reaches."""

import polars as pl

from service.policy import Policy
from service.rules.steps.homes import victims_of
from service.rules.steps.rows import found, meet, nothing, subjects, together
from service.rules.steps.standing import standings
from service.rules.steps.transfers import open_transfers
from service.rules.world import STEPS, World

_KEY = ("subject", "case", "area", STEPS)


def perhaps_critical(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-03: level 3, not marked as critical, of public interest or reaching another area."""
    is_marked = pl.col("is_critical_case").fill_null(value=False)
    rows = standings(world).filter(pl.col("level") == 3, ~is_marked)
    if rows.is_empty():
        return nothing()
    words = [part.strip().lower() for part in policy.text("level.critical_words").split(";") if part.strip()]
    reason = pl.col("level_reason").fill_null("").str.to_lowercase()
    public = rows.filter(pl.any_horizontal(reason.str.contains(part, literal=True) for part in words))
    reaches = _reaches(world, rows.select(*_KEY)).filter(pl.col("reached") != pl.col("area"))
    every = together(
        public.select(*_KEY, pl.lit("public interest").alias("reasons")),
        reaches.select(*_KEY, pl.lit("another area").alias("reasons")),
    )
    return found(every.with_columns(pl.col("reasons").unique().sort().str.join(", ").over("case")), "medium")


def _reaches(world: World, cases: pl.DataFrame) -> pl.DataFrame:
    """Return `cases` beside each area that something of their network lies in, as `reached`."""
    people = cases["subject"]
    victims = victims_of(world, world.word("victims", people)).filter("is_current")
    living = world.living(victims, "party").select("subject", pl.col("party").alias("who"), STEPS)
    own = subjects(world).with_columns(pl.col("subject").alias("who")).select("subject", "who", STEPS)
    homed = together(own, living)
    homes = world.word("homes", homed["who"]).filter(pl.col("kind") != "proposed")
    lived = meet(homed, homes.select(pl.col("person").alias("who"), "address", STEPS), "who")
    areas = world.locations(lived["address"]).select("address", pl.col("area").alias("reached")).drop_nulls()
    placed = lived.join(areas, on="address").select("subject", "reached", STEPS)
    roles = world.word("roles", people).filter(pl.col("role") == "perpetrator")
    maracs = world.open_maracs(roles["marac"]).select("marac", pl.col("area").alias("reached"), STEPS)
    heard = meet(roles.select(pl.col("person").alias("subject"), "marac", STEPS), maracs, "marac")
    transfers = open_transfers(world, world.word("transfers", cases["case"]))
    moving = meet(cases, transfers.select("case", pl.col("to_area").alias("reached"), STEPS), "case")
    around = together(placed, heard.select("subject", "reached", STEPS))
    return together(moving.select(*_KEY, "reached"), meet(cases, around, "subject"))
