"""What protects people: MARAC cases and shares, victim contact, child plans, and the workers of each."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.frames import AGENCY, MONTH, SENDING_DAY, Statements, before, days, merge, tell_again, tell_from
from ingest.synthetic.telling import Telling

DAY = np.timedelta64(1, "D")


def tell_safeguards(telling: Telling) -> Statements:
    """Return `marac_cases`, `marac_people`, `information_shares`, `victim_contact` and `child_plans`."""
    return merge([_marac_cases(telling), _marac_people(telling), _shares(telling), _contact(telling), _plans(telling)])


def _marac_rows(telling: Telling, rows: pl.DataFrame) -> pl.DataFrame:
    agency = telling.agency(Role.MARAC)
    return rows.with_columns(
        pl.lit(agency.ref).alias(AGENCY),
        pl.lit(agency.sending_day, dtype=pl.Int64).alias(SENDING_DAY),
        pl.lit(0, dtype=pl.Int32).alias(MONTH),
    )


def _marac_cases(telling: Telling) -> Statements:
    setting = telling.world.setting
    rows = _marac_rows(telling, telling.world.maracs.cases).with_columns(pl.lit(setting.area).alias("area"))
    begun = tell_from(rows, setting.calendar, "referred_on")
    heard = tell_again(begun, setting.calendar, "heard_on", "heard_on", "closed_on")
    # A case closed by the time it is next sent is told as closed then; the others once more when they close.
    told = tell_again(heard, setting.calendar, "closed_on")
    return telling.table("marac_cases", told.unique([MONTH, "marac_ref"], keep="last", maintain_order=True))


def _marac_people(telling: Telling) -> Statements:
    rows = telling.by(Role.MARAC, telling.world.maracs.people)
    return telling.table("marac_people", tell_from(rows, telling.world.setting.calendar, "referred_on"))


def _shares(telling: Telling) -> Statements:
    """Return what MARAC and MAPPA told each other, for three cases in five that both hold."""
    dice, setting = telling.dice, telling.world.setting
    both = telling.world.maracs.cases.rename({"perpetrator": "person"}).join(
        telling.cases, on="person", maintain_order="left"
    )
    rows = _marac_rows(telling, both.filter(pl.Series(dice.chance(0.6, both.height))))
    referred = rows["referred_on"].to_numpy().astype("datetime64[D]")
    shared = (
        np.maximum(referred, rows["case_from"].to_numpy().astype("datetime64[D]"))
        + dice.whole(1, 40, rows.height) * DAY
    )
    rows = telling.numbered(rows, "share_ref", "SHR").with_columns(
        pl.col("case_month").alias(MONTH),
        days(shared).alias("shared_on"),
        pl.lit(f"{setting.area}-marac").alias("from_agency_ref"),
        pl.lit(f"probation-{setting.area}").alias("to_agency_ref"),
        pl.Series("lead_forum", dice.one_of({"mappa": 7, "marac": 3}, rows.height)),
        pl.lit("Dates, level of risk, safety plan of the victim.").alias("what"),
    )
    return telling.table("information_shares", tell_from(rows, setting.calendar, "shared_on"))


def _contact(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    ties = telling.world.ties.filter(pl.col("kind") == "victim_of").select(
        pl.col("start").alias("person"), "end", "valid_from"
    )
    rows = telling.with_other(telling.by(Role.VICTIM_UNIT, ties), "end", "offender_ref").filter(
        pl.col("offender_ref").is_not_null()
    )
    count, since = rows.height, rows["valid_from"].to_numpy().astype("datetime64[D]")
    offered = before(since, -dice.whole(60, 400, count))
    opted = dice.one_of({"yes": 6, "no": 3, "": 1}, count)
    last = np.where(
        opted == "yes", np.datetime64(setting.as_of) - dice.whole(10, 400, count) * DAY, np.datetime64("NaT")
    )
    rows = rows.with_columns(
        pl.col("person_ref").alias("victim_ref"),
        pl.Series("opted_in", opted),
        days(np.asarray(np.fmax(offered, last), dtype="datetime64[D]")).alias("last_contact_on"),
        pl.Series("scheme", dice.one_of({"victim_contact_scheme": 9, "victim_notification_scheme": 1}, count)),
        days(offered).alias("offered_on"),
    ).with_columns(pl.when(pl.col("opted_in") == "yes").then("last_contact_on").alias("last_contact_on"))
    begun = tell_from(rows, setting.calendar, "offered_on")
    return telling.table("victim_contact", tell_again(begun, setting.calendar, "last_contact_on"))


def _plans(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    children = telling.world.people.filter(pl.col("part") == "child").select("person", "born", "known_on")
    rows = telling.by(Role.CHILDRENS_SERVICES, children)
    rows = rows.filter(pl.Series(dice.chance(0.25, rows.height)) & (pl.col("born").dt.year() > 2009))
    count, known = rows.height, rows["known_on"].to_numpy().astype("datetime64[D]")
    since = np.maximum(known + dice.whole(-100, 200, count) * DAY, rows["born"].to_numpy().astype("datetime64[D]"))
    until = np.where(dice.chance(0.4, count), since + dice.whole(90, 500, count) * DAY, np.datetime64("NaT"))
    kinds = {"child_in_need": 40, "child_protection_plan": 25, "early_help": 15, "looked_after": 12, "concern": 8}
    rows = rows.with_columns(
        pl.Series("kind", dice.one_of(kinds, count)),
        pl.col(AGENCY).str.slice(3).str.to_uppercase().alias("local_authority"),
        days(since).alias("valid_from"),
        days(np.where(until < np.datetime64(setting.as_of), until, np.datetime64("NaT"))).alias("valid_to"),
    )
    return telling.table(
        "child_plans", tell_again(tell_from(rows, setting.calendar, "valid_from"), setting.calendar, "valid_to")
    )
