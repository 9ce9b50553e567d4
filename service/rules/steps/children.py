"""Children linked to a nominal: whether anybody looks to them, and whether the nominal has come nearer."""

import polars as pl

from service.policy import Policy
from service.rules.steps.ages import childhood
from service.rules.steps.dangers import shared_homes
from service.rules.steps.rows import found, in_cases, meet, subjects, threshold, together, unknown
from service.rules.world import STEPS, World

_LOOKING_TO = ("social_worker", "safeguarding_lead")
_GAINED = "child.gained_access_days"


def nobody_for_the_child(world: World, policy: Policy, cases: pl.DataFrame) -> pl.DataFrame:
    """CHI-01: a linked child with no social worker or safeguarding lead, and children's services not invited."""
    linked = linked_people(world, policy)
    looked_to = world.word("workers_of_person", linked["party"]).filter(pl.col("role").is_in(list(_LOOKING_TO)))
    alone = linked.join(looked_to, left_on="party", right_on="thing", how="anti")
    invited = _childrens_services(world, alone["case"])
    return _by_age(alone.join(invited, on="case", how="anti"), "high")


def child_hardly_known(world: World, policy: Policy, cases: pl.DataFrame) -> pl.DataFrame:
    """CHI-02: a linked child without a name, a date of birth, a home or a key worker."""
    linked = linked_people(world, policy)
    details = world.details(linked["party"]).select(
        pl.col("person").alias("party"), "given_names", "family_name", "date_of_birth"
    )
    homes = world.homes(linked["party"]).select(pl.col("person").alias("party"), pl.lit(1).alias("home")).unique()
    workers = world.word("workers_of_person", linked["party"])
    assigned = workers.select(pl.col("thing").alias("party"), pl.lit(1).alias("key_worker")).unique()
    rows = linked
    for known in (details, homes, assigned):
        rows = rows.join(known, on="party", how="left")
    wanted = ("given_names", "family_name", "date_of_birth", "home", "key_worker")
    lacks = pl.concat_str(
        [pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in wanted], separator=", ", ignore_nulls=True
    )
    lacking = rows.with_columns(lacks.alias("lacks")).filter(pl.col("lacks") != "")
    return _by_age(lacking.drop(wanted), "medium")


def authority_not_invited(world: World, policy: Policy, cases: pl.DataFrame) -> pl.DataFrame:
    """CHI-03: a linked child on a plan of an authority that the newest meeting did not invite."""
    linked = linked_people(world, policy)
    plans = world.word("plans", linked["party"]).select("person", "authority", STEPS)
    planned = meet(linked, plans, "party", "person")
    invited = _childrens_services(world, planned["case"])
    return _by_age(planned.join(invited, on=["case", "authority"], how="anti"), "high")


def gained_access(world: World, policy: Policy, cases: pl.DataFrame) -> pl.DataFrame:
    """CHI-04: a new partner, or a home newly shared with a child, since the last meeting, and nothing decided since."""
    nominals = _nominals(world)
    partners = world.ties(world.subjects, "partner_of").select(
        pl.col("person").alias("subject"), pl.col("other").alias("party"), pl.col("since").alias("gained_on"), STEPS
    )
    partner = world.living(in_cases(world, partners), "party").with_columns(
        pl.lit("partner").alias("role"), pl.lit("child").alias("age_status")
    )
    shared = shared_homes(world, nominals).with_columns(
        pl.max_horizontal("own_since", "other_since").alias("gained_on"), pl.lit("child").alias("role")
    )
    gained = _since_meeting(world, policy, together(partner, shared))
    decided = world.word("disclosures", gained["case"]).filter(pl.col("decided_on") <= world.day)
    told = gained.join(decided.select("case", "decided_on"), on="case").filter(
        pl.col("decided_on") >= pl.col("since_day")
    )
    silent = gained.join(told, on=["case", "party", "gained_on"], how="anti")
    ages = childhood(world, policy, silent.filter(pl.col("role") == "child")["party"])
    children = meet(silent.filter(pl.col("role") == "child").drop("age_status"), ages, "party", "person")
    return _by_age(together(silent.filter(pl.col("role") == "partner"), children), "critical")


def _since_meeting(world: World, policy: Policy, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what was gained after the newest held meeting, or in the days that count without one, with `since_day`."""
    held = (
        world.word("meetings", rows["case"])
        .filter(pl.col("held_on") <= world.day)
        .group_by("case")
        .agg(pl.col("held_on").max().alias("last_met_on"))
    )
    days_ago = (pl.lit(world.day) - pl.duration(days=threshold(policy, _GAINED))).cast(pl.Date)
    dated = rows.join(held, on="case", how="left").with_columns(pl.coalesce("last_met_on", days_ago).alias("since_day"))
    # The day of a meeting is what the meeting knew of; the first of the days that count without one is within them.
    is_after = pl.col("gained_on") > pl.col("last_met_on")
    is_within = pl.col("last_met_on").is_null() & (pl.col("gained_on") >= pl.col("since_day"))
    return dated.filter(is_after.fill_null(value=False) | is_within, pl.col("gained_on") <= world.day)


def linked_people(world: World, policy: Policy) -> pl.DataFrame:
    """Return the living people linked to nominals as a child is, as `party`, who are children or may be."""
    own = world.ties(world.subjects, "parent_of").filter("is_forward")
    contacts = world.ties(world.subjects, "in_contact_with").filter(
        pl.col("contact_kind").is_null() | (pl.col("contact_kind") != "none")
    )
    partners = world.ties(world.subjects, "partner_of")
    living = world.living(
        partners.select(pl.col("person").alias("subject"), pl.col("other").alias("partner"), STEPS), "partner"
    )
    of_partners = (
        world.ties(living["partner"], "parent_of")
        .filter("is_forward")
        .select("person", pl.col("other").alias("party"), STEPS)
    )
    ways = [
        (own.select(pl.col("person").alias("subject"), pl.col("other").alias("party"), STEPS), "own_child"),
        (contacts.select(pl.col("person").alias("subject"), pl.col("other").alias("party"), STEPS), "in_contact"),
        (meet(living, of_partners, "partner", "person").select("subject", "party", STEPS), "partners_child"),
        (shared_homes(world, subjects(world)).select("subject", "party", STEPS), "shares_home"),
    ]  # fmt: skip
    every = pl.concat([rows.with_columns(pl.lit(way).alias("linked_by")) for rows, way in ways])
    ages = childhood(world, policy, every["party"]).filter(pl.col("age_status") != "adult")
    minors = meet(every.filter(pl.col("party") != pl.col("subject")), ages, "party", "person")
    return world.living(in_cases(world, minors), "party").with_columns(pl.lit("child").alias("role"))


def _nominals(world: World) -> pl.DataFrame:
    return world.nominals.select("subject", "case", "area", "level", STEPS)


def _by_age(rows: pl.DataFrame, severity: str) -> pl.DataFrame:
    return together(
        found(rows.filter(pl.col("age_status") == "child"), severity),
        unknown(rows.filter(pl.col("age_status") == "unknown"), severity, "age"),
    )


def _childrens_services(world: World, cases: pl.Series) -> pl.DataFrame:
    """Return `case`, `authority` of the children's services invited to the newest meeting of each case."""
    meetings = world.word("meetings", cases)
    newest = meetings.filter(pl.col("held_on") == pl.col("held_on").max().over("case")).select("case", "meeting")
    invites = newest.join(world.word("invites", newest["meeting"]), on="meeting").select("case", "agency")
    agencies = world.word("agencies", invites["agency"]).filter(pl.col("kind") == "childrens_services")
    return invites.join(agencies.select("agency", "authority"), on="agency").select("case", "authority").unique()
