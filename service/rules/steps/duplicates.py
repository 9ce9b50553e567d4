"""Who and what is probably kept as two."""

import polars as pl

from service.policy import Policy
from service.rules.steps.homes import victims_of
from service.rules.steps.measuring import measure
from service.rules.steps.rows import found, in_cases, meet, nothing, subjects, together
from service.rules.world import NUMBERS, STEPS, World

_NUMBERS = ["pnc", "cro", "crn", "prison_number", "nhs_number"]
_TIES = (
    "parent_of", "sibling_of", "relative_of", "partner_of", "in_contact_with", "non_associate_of", "co_defendant_of",
)  # fmt: skip

_NO_PAIRS = pl.DataFrame(schema={"subject": pl.String, "party": pl.String, "same": pl.String, STEPS: NUMBERS})


def twice_known(world: World, policy: Policy, details: pl.DataFrame) -> pl.DataFrame:
    """DQ-01: a person beside a nominal, or an address of theirs, that is probably the same as another."""
    pairs = together(_by_number(world), _by_name(world, _around(world)), _by_name(world, _victims(world)))
    if pairs.is_empty():
        return found(in_cases(world, _addresses(world)), "medium")
    agreeing = pairs.with_columns(
        pl.col("same").unique().sort().str.join(", ").over("subject", "party"), pl.lit("duplicate").alias("role")
    )
    people = world.living(in_cases(world, agreeing.select("subject", "party", "role", "same", STEPS)), "party")
    return found(together(people, in_cases(world, _addresses(world))), "medium")


def _by_number(world: World) -> pl.DataFrame:
    everyone = _each(world.word("numbers", world.subjects), "party")
    mine = everyone.rename({"party": "subject"}).filter(pl.col("subject").is_in(world.subjects.implode()))
    if world.cases is not None:
        borne = world.word("borne", world.subjects)["identifier"]
        everyone = _each(world.word("numbers", world.word("bearers", borne)["person"]), "party")
    pairs = mine.join(everyone, on=["same", "value"]).filter(pl.col("party") != pl.col("subject")).drop("value")
    if pairs.is_empty():
        return _NO_PAIRS
    return _resting(world, _resting(world, pairs.with_columns(pl.lit([], NUMBERS).alias(STEPS)), "subject"), "party")


def _resting(world: World, pairs: pl.DataFrame, person: str) -> pl.DataFrame:
    """Let pairs rest on what is known of one of the two."""
    return meet(pairs, world.details(pairs[person]).select("person", STEPS), person, "person")


def _each(numbers: pl.DataFrame, person: str) -> pl.DataFrame:
    """Return a row for each number somebody has: `same` is its kind."""
    told = numbers.unpivot(on=_NUMBERS, index="person", variable_name="same", value_name="value")
    return told.drop_nulls("value").filter(pl.col("value") != "").rename({"person": person})


def _around(world: World) -> pl.DataFrame:
    """Return `subject` beside everybody around them, as `party`; `who` is the subject."""
    lived = world.homes(world.subjects).filter(pl.col("person").is_in(world.subjects.implode()))
    own = lived.select(pl.col("person").alias("subject"), "address", STEPS)
    beside = world.residents(own["address"].unique()).select(pl.col("person").alias("party"), "address", STEPS)
    ties = world.ties(world.subjects, *_TIES).select(
        pl.col("person").alias("subject"), pl.col("other").alias("party"), STEPS
    )
    every = together(meet(own, beside, "address").drop("address"), ties, _current_victims(world))
    return every.filter(pl.col("party") != pl.col("subject")).with_columns(pl.col("subject").alias("who"))


def _victims(world: World) -> pl.DataFrame:
    """Return two current victims of one nominal, as `who` and `party`."""
    victims = world.living(_current_victims(world), "party")
    pairs = meet(victims.rename({"party": "who"}), victims, "subject")
    return pairs.filter(pl.col("who") < pl.col("party"))


def _current_victims(world: World) -> pl.DataFrame:
    told = victims_of(world, world.word("victims", world.subjects)).filter("is_current")
    return told.filter(pl.col("subject").is_in(world.subjects.implode())).select("subject", "party", STEPS)


def _by_name(world: World, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of `who` and `party` that agree in name and date of birth."""
    if pairs.is_empty():
        return _NO_PAIRS
    details = world.details(
        together(pairs.select(pl.col("who").alias("p")), pairs.select(pl.col("party").alias("p")))["p"]
    )
    here, there = _called(details, "who", "own"), _called(details, "party", "other")
    both = meet(meet(pairs, here, "who"), there, "party")
    starts = pl.col("own_given").str.starts_with(pl.col("other_given")) | pl.col("other_given").str.starts_with(
        pl.col("own_given")
    )
    alike = both.filter(
        starts, pl.col("own_family") == pl.col("other_family"), pl.col("own_born") == pl.col("other_born")
    )
    return alike.select("subject", "party", pl.lit("name and date of birth").alias("same"), STEPS)


def _called(details: pl.DataFrame, person: str, prefix: str) -> pl.DataFrame:
    def letters(name: str) -> pl.Expr:
        return pl.col(name).str.to_lowercase().str.replace_all(r"[^\p{L}]", "")

    told = details.select(
        pl.col("person").alias(person),
        letters("given_names").alias(f"{prefix}_given"),
        letters("family_name").alias(f"{prefix}_family"),
        pl.col("date_of_birth").alias(f"{prefix}_born"),
        STEPS,
    )
    return told.filter(pl.col(f"{prefix}_given") != "", pl.col(f"{prefix}_family") != "")


def _addresses(world: World) -> pl.DataFrame:
    homes = world.word("homes", world.subjects).filter(pl.col("kind") != "proposed")
    own = homes.select(pl.col("person").alias("subject"), "address", STEPS)
    mine = meet(subjects(world), own, "subject")
    pairs = meet(mine, mine.rename({"address": "other_address"}), "subject").filter(
        pl.col("address") < pl.col("other_address")
    )
    if pairs.is_empty():
        return nothing().select("subject", "address", "other_address", pl.lit(None, pl.String).alias("same"), STEPS)
    near = measure(world, pairs).filter("same_building")
    plates = world.word("plates", together(near.select("address"), near.select(address="other_address"))["address"])
    here = plates.select("address", pl.col("uprn").alias("uprn_1"), pl.col("secondary_name").alias("flat_1"))
    there = plates.select(
        pl.col("address").alias("other_address"),
        pl.col("uprn").alias("uprn_2"),
        pl.col("secondary_name").alias("flat_2"),
    )
    told = near.join(here, on="address").join(there, on="other_address")
    alike = told.filter(
        pl.col("flat_1").is_null() | pl.col("flat_2").is_null(), pl.col("uprn_1").is_null() | pl.col("uprn_2").is_null()
    )
    return alike.select("subject", "address", "other_address", pl.lit("building").alias("same"), STEPS)
