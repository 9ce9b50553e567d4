"""What MARAC and MAPPA know of the same people, and whether each knows of the other."""

import polars as pl

from service.policy import Policy
from service.rules.steps.ages import childhood
from service.rules.steps.dangers import shared_homes
from service.rules.steps.homes import victims_of
from service.rules.steps.rows import found, in_cases, meet, meet_on, subjects, threshold
from service.rules.world import STEPS, World

_REPEAT = "marac.repeat_months"
_RELEASE = "marac.release_days"


def not_shared(world: World, policy: Policy, roles: pl.DataFrame) -> pl.DataFrame:
    """MAR-01: a perpetrator in an open MARAC case about which nothing was shared with the MAPPA case."""
    rows = in_cases(world, _in_open_cases(world, _as(roles, "perpetrator")))
    shares = world.word("shares", rows["case"])
    return found(rows.join(shares, on=["case", "marac"], how="anti"), "high")


def repeated_unheard(world: World, policy: Policy, roles: pl.DataFrame) -> pl.DataFrame:
    """MAR-02: the couple again within the months that make it a repeat, and no meeting since."""
    couples = world.living(in_cases(world, _couples(world, _as(roles, "perpetrator"))), "party")
    referred = world.referred_maracs(couples["marac"]).select("marac", "referred_on", "incident_on", "closed_on", STEPS)
    told = meet(couples, referred, "marac").with_columns(pl.coalesce("incident_on", "referred_on").alias("happened_on"))
    earlier = told.select(
        "subject", "case", "party", pl.col("marac").alias("earlier_marac"),
        pl.col("referred_on").alias("earlier_referred_on"), STEPS,
    )  # fmt: skip
    is_open = pl.col("closed_on").is_null() | (pl.col("closed_on") > world.day)
    pairs = meet_on(told.filter(is_open), earlier, ["subject", "case", "party"])
    again = pairs.with_columns(_months_on(policy)).filter(
        pl.col("earlier_referred_on") < pl.col("referred_on"),
        pl.col("happened_on") >= pl.col("earlier_referred_on"),
        pl.col("happened_on") < pl.col("until"),
    )
    meetings = world.word("meetings", again["case"]).filter(pl.col("held_on") <= world.day).select("case", "held_on")
    heard = again.join(meetings, on="case").filter(pl.col("held_on") >= pl.col("happened_on"))
    unheard = again.join(heard, on=["case", "marac", "earlier_marac"], how="anti")
    at_one = again.filter(pl.col("level") == 1)
    return found(pl.concat([at_one, unheard]).unique(["case", "marac", "party", "earlier_marac"]), "high").drop("until")


def _months_on(policy: Policy) -> pl.Expr:
    months = threshold(policy, _REPEAT).cast(pl.String) + "mo"
    return pl.col("earlier_referred_on").dt.offset_by(months).alias("until")


def several_victims(world: World, policy: Policy, roles: pl.DataFrame) -> pl.DataFrame:
    """MAR-03: a perpetrator against several victims who is no nominal."""
    if world.cases is not None:
        roles = roles.clear()
    rows = _couples(world, world.living(_as(roles, "perpetrator"), "subject"))
    referred = world.referred_maracs(rows["marac"]).select("marac", STEPS)
    told = meet(rows, referred, "marac")
    several = told.filter(pl.col("party").n_unique().over("subject") >= 2)
    strangers = several.join(world.nominals, on="subject", how="anti")
    return found(strangers.drop("marac"), "high").with_columns(
        pl.lit(None, pl.String).alias("case"), pl.lit(None, pl.String).alias("area")
    )


def release_without_idva(world: World, policy: Policy, roles: pl.DataFrame) -> pl.DataFrame:
    """MAR-04: a perpetrator about to be released, and a victim in the MARAC case whom no IDVA supports."""
    perpetrators = _with_cases(world, world.living(_as(roles, "perpetrator"), "subject"))
    released = meet(perpetrators, _releases(world, perpetrators["subject"]), "subject").filter(
        (pl.col("release_on") - pl.lit(world.day)).dt.total_days() <= threshold(policy, _RELEASE)
    )
    victims = world.living(_couples(world, _in_open_cases(world, released)), "party")
    idva = pl.col("role") == "idva"
    of_case = world.word("workers_of_marac", victims["marac"]).filter(idva)
    of_victim = world.word("workers_of_person", victims["party"]).filter(idva)
    alone = victims.join(of_case, left_on="marac", right_on="thing", how="anti")
    return found(alone.join(of_victim, left_on="party", right_on="thing", how="anti"), "high")


def _with_cases(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows about `subject` once for every case they have, and once without where they have none."""
    cases = world.nominals.select("subject", "case", "area", STEPS)
    none = rows.join(cases, on="subject", how="anti")
    nowhere = [pl.lit(None, pl.String).alias(name) for name in ("case", "area")]
    return pl.concat([meet(rows, cases, "subject"), none.with_columns(nowhere)], how="diagonal")


def _releases(world: World, people: pl.Series) -> pl.DataFrame:
    both = pl.concat([world.word("sentences", people), world.word("events", people)])
    return both.filter(pl.col("happens_on") >= world.day).select(
        pl.col("person").alias("subject"), pl.col("happens_on").alias("release_on"), STEPS
    )


def is_a_victim_too(world: World, policy: Policy, roles: pl.DataFrame) -> pl.DataFrame:
    """MAR-05: the nominal is a victim in an open MARAC case."""
    return found(in_cases(world, _in_open_cases(world, _as(roles, "victim"))), "high")


def victim_heard_about_another(world: World, policy: Policy, victims: pl.DataFrame) -> pl.DataFrame:
    """MAR-06: a current victim of the nominal is a victim in an open MARAC case about somebody else."""
    current = victims_of(world, victims).filter("is_current")
    rows = world.living(in_cases(world, current), "party")
    named = world.word("roles", rows["party"]).filter(pl.col("role") == "victim").select("person", "marac", STEPS)
    return found(_without_nominal(world, _in_open_cases(world, meet(rows, named, "party", "person"))), "high")


def child_heard_about_another(world: World, policy: Policy, cases: pl.DataFrame) -> pl.DataFrame:
    """MAR-07: a child in an open MARAC case about somebody else lives with the nominal, or is their child or victim."""
    nominals = in_cases(world, subjects(world))
    own = world.ties(world.subjects, "parent_of").filter("is_forward")
    victims = victims_of(world, world.word("victims", world.subjects)).filter("is_current")
    near = pl.concat([
        shared_homes(world, nominals).select("subject", "case", "area", "party", STEPS),
        in_cases(world, own.select(pl.col("person").alias("subject"), pl.col("other").alias("party"), STEPS)),
        in_cases(world, victims.select("subject", "party", STEPS)),
    ], how="diagonal")  # fmt: skip
    named = world.word("roles", near["party"]).filter(pl.col("role") == "child").select("person", "marac", STEPS)
    rows = _in_open_cases(world, world.living(meet(near, named, "party", "person"), "party"))
    ages = childhood(world, policy, rows["party"]).filter(pl.col("age_status") == "child")
    children = meet(rows, ages, "party", "person").with_columns(pl.lit("child").alias("role"))
    return found(_without_nominal(world, children), "high")


def _as(roles: pl.DataFrame, role: str) -> pl.DataFrame:
    return roles.filter(pl.col("role") == role).select(pl.col("person").alias("subject"), "marac", STEPS)


def _in_open_cases(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    opened = world.open_maracs(rows["marac"]).select("marac", "referred_on", pl.col("area").alias("marac_area"), STEPS)
    return meet(rows, opened, "marac")


def _couples(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of a perpetrator, `subject`, beside each victim, `party`, of the same MARAC case."""
    victims = world.word("named", rows["marac"]).filter(pl.col("role") == "victim")
    named = victims.select(pl.col("person").alias("party"), "marac", pl.lit("victim").alias("role"), STEPS)
    return meet(rows, named, "marac").filter(pl.col("party") != pl.col("subject"))


def _without_nominal(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    perpetrators = world.word("named", rows["marac"]).filter(pl.col("role") == "perpetrator")
    theirs = perpetrators.select(pl.col("person").alias("subject"), "marac")
    return rows.join(theirs, on=["subject", "marac"], how="anti")
