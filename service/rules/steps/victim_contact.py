"""Whether somebody keeps victims informed and plans for their safety, and who else is a danger to them."""

from datetime import date

import polars as pl

from service.policy import Policy
from service.rules.steps.calendar import working_days
from service.rules.steps.homes import victims_of
from service.rules.steps.rows import found, in_cases, meet, meet_on, nothing, threshold, together, unknown
from service.rules.world import STEPS, World

_OFFER = "victim.contact_offer_working_days"
_MONTHS = "victim.contact_scheme_months"
_OFFENCES = ("murder", "sexual", "violent")
_CUSTODY = ("custody", "detention_and_training_order")
_LONG_AGO = date(1900, 1, 1)
"""Stands for a blank day of sentence where working days are counted."""


def nobody_informs_the_victim(world: World, policy: Policy, sentences: pl.DataFrame) -> pl.DataFrame:
    """VIC-01: a current victim of a qualifying offence without a liaison officer or an offer of contact."""
    qualifying = in_cases(world, _qualifying(world, policy, sentences))
    if qualifying.is_empty():
        return nothing()
    late = working_days(qualifying["sentenced_on"].fill_null(_LONG_AGO), world.day).alias("working_days_open")
    due = qualifying.with_columns(late).filter(pl.col("working_days_open") > threshold(policy, _OFFER))
    current = victims_of(world, world.word("victims", due["subject"])).filter("is_current")
    victims = world.living(meet(due, current, "subject"), "party")
    lacking = _lacking_contact(world, victims)
    qualifies = pl.col("months") >= threshold(policy, _MONTHS)
    is_sure = pl.col("is_indeterminate").fill_null(value=False) | (pl.col("disposal") == "hospital_order")
    decided = (qualifies | is_sure).fill_null(value=False)
    is_unknown = pl.col("months").is_null() & ~is_sure
    return together(
        found(lacking.filter(decided), "high"), unknown(lacking.filter(is_unknown), "high", "sentence_length")
    ).drop("is_indeterminate", "disposal", "months", "working_days_open", "sentenced_on")


def _qualifying(world: World, policy: Policy, sentences: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences, passed by the day, that give a victim the right to be offered contact, if long enough."""
    harm = pl.col("offence_group").is_in(list(_OFFENCES)) | pl.col("is_schedule_15").fill_null(value=False)
    disposal = pl.col("disposal").is_in([*_CUSTODY, "hospital_order"])
    passed = pl.col("sentenced_on").is_null() | (pl.col("sentenced_on") <= world.day)
    told = ("subject", "offence_group", "disposal", "months", "is_indeterminate", "sentenced_on", STEPS)
    return sentences.filter(harm, disposal, passed).select(told)


def _lacking_contact(world: World, victims: pl.DataFrame) -> pl.DataFrame:
    """Return the victims without a liaison officer or an offer, who did not decline, with what is lacking."""
    role = pl.col("role") == "victim_liaison_officer"
    of_case = world.word("workers_of_case", victims["case"]).filter(role).select(pl.col("thing").alias("case"))
    of_victim = world.word("workers_of_person", victims["party"]).filter(role).select(pl.col("thing").alias("party"))
    schemes = world.word("schemes", victims["subject"]).filter(pl.col("scheme") == "victim_contact_scheme")
    offered = schemes.filter(pl.col("offered_on") <= world.day).select("subject", "party", "is_opted_in")
    declined = offered.filter(~pl.col("is_opted_in"))
    marked = (
        victims.join(declined, on=["subject", "party"], how="anti")
        .join(of_case.unique().with_columns(pl.lit(1).alias("by_case")), on="case", how="left")
        .join(of_victim.unique().with_columns(pl.lit(1).alias("by_victim")), on="party", how="left")
        .join(
            offered.select("subject", "party", pl.lit(1).alias("offer")).unique(), on=["subject", "party"], how="left"
        )
    )
    no_officer = pl.col("by_case").is_null() & pl.col("by_victim").is_null()
    lacks = pl.concat_str(
        pl.when(no_officer).then(pl.lit("victim_liaison_officer")),
        pl.when(pl.col("offer").is_null()).then(pl.lit("offer_of_contact")),
        separator=", ",
        ignore_nulls=True,
    )
    lacking = marked.with_columns(lacks.alias("lacks")).filter(pl.col("lacks") != "")
    return lacking.drop("by_case", "by_victim", "offer")


def victim_not_in_the_plan(world: World, policy: Policy, plans: pl.DataFrame) -> pl.DataFrame:
    """VIC-04: the newest risk management plan says nothing of victims' safety, or is older than the offence."""
    offences = world.word("victims", world.subjects).filter(
        pl.col("since") <= world.day, world.day < pl.col("until"), pl.col("victim") != pl.col("subject")
    )
    told = offences.select("subject", pl.col("victim").alias("party"), pl.col("since").alias("harmed_on"), STEPS)
    victims = world.living(in_cases(world, told), "party").with_columns(pl.lit("victim").alias("role"))
    # On one day a plan that says something of victims counts before one that does not.
    ordered = plans.sort("agreed_on", pl.col("victim_safety").is_not_null(), "plan")
    newest = ordered.unique("case", keep="last", maintain_order=True)
    rows = meet(victims, newest, "case")
    lacks = (
        pl.when(pl.col("victim_safety").is_null())
        .then(pl.lit("victim_safety"))
        .when(pl.col("agreed_on") < pl.col("harmed_on"))
        .then(pl.lit("the_victim"))
    )
    lacking = rows.with_columns(lacks.alias("lacks")).drop_nulls("lacks")
    unplanned = victims.join(newest, on="case", how="anti")
    return together(found(lacking, "high"), unknown(unplanned, "high", "risk_plan")).drop(
        "victim_safety", "harmed_on", strict=False
    )


def not_told_of_an_event(world: World, policy: Policy, events: pl.DataFrame) -> pl.DataFrame:
    """VIC-05: a release, a recall or a transfer, and no contact since with a victim who wants to be kept informed."""
    cases = world.nominals.select("subject", "case", "area", "level", STEPS)
    completed = world.word("transfers", cases["case"]).filter(pl.col("completed_on") <= world.day)
    moved = completed.select(
        "case", pl.lit("transfer").alias("event_kind"), pl.col("completed_on").alias("event_on"), STEPS
    )
    happened = together(in_cases(world, events), meet(cases, moved, "case"))
    newest = happened.filter(pl.col("event_on") == pl.col("event_on").max().over("case"))
    schemes = world.word("schemes", newest["subject"]).filter(pl.col("is_opted_in").fill_null(value=True))
    contact = pl.max_horizontal(
        *(pl.when(pl.col(name) <= world.day).then(name) for name in ("offered_on", "last_contact_on"))
    )
    informed = schemes.with_columns(contact.max().over("subject", "party").alias("contact_on")).select(
        "subject", "party", "is_opted_in", "contact_on", STEPS
    )
    rows = world.living(meet(newest, informed, "subject"), "party").with_columns(pl.lit("victim").alias("role"))
    silent = rows.filter(pl.col("contact_on").is_null() | (pl.col("contact_on") < pl.col("event_on")))
    return together(
        found(silent.drop_nulls("is_opted_in"), "medium"),
        unknown(silent.filter(pl.col("is_opted_in").is_null()), "medium", "opted_in"),
    ).drop("is_opted_in")


def in_danger_from_several(world: World, policy: Policy, victims: pl.DataFrame) -> pl.DataFrame:
    """VIC-06: a current victim who is another nominal's victim too, or a nominal."""
    current = victims_of(world, victims).filter("is_current").drop("is_current")
    rows = world.living(in_cases(world, current), "party")
    others = meet(rows, world.word("offenders_of", rows["party"]), "party").filter(
        pl.col("offender") != pl.col("subject"), pl.col("offender") != pl.col("party")
    )
    themselves = meet_on(rows, world.word("managed_victims", rows["subject"]), ["subject", "party"])
    return found(
        together(
            world.living(others, "offender").with_columns(pl.lit("victim_of_another_nominal").alias("also")),
            themselves.with_columns(pl.lit("nominal").alias("also")),
        ).drop("offender", strict=False),
        "high",
    )
