"""Meetings with their invitations, actions and disclosures, referrals to them, and risk management plans."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.frames import Statements, before, days, merge, tell_again, tell_from
from ingest.synthetic.telling import Telling

DAY = np.timedelta64(1, "D")
_WEEKS = {1: 52, 2: 16, 3: 8}


def tell_meetings(telling: Telling) -> Statements:
    """Return `meetings`, `invites`, `actions`, `disclosures`, `referrals` and `risk_plans`."""
    meetings = _draw_meetings(telling)
    return merge(
        [
            _told_meetings(telling, meetings),
            _invites(telling, meetings),
            _actions(telling, meetings),
            _disclosures(telling, meetings),
            _referrals(telling),
            _plans(telling),
        ]
    )


def _draw_meetings(telling: Telling) -> pl.DataFrame:
    """Return the meetings of every case at level 2 or 3, and of a few at level 1; the last may lie ahead."""
    dice, setting = telling.dice, telling.world.setting
    cases = telling.cases.filter((pl.col("level") > 1) | pl.Series(dice.chance(0.08, telling.cases.height)))
    every = np.array([_WEEKS[level] for level in cases["level"].to_list()], dtype=np.int64)
    rows = telling.of_cases(Role.PROBATION, cases.select("person").with_columns(pl.Series("every", every)))
    rounds = pl.concat([rows.with_columns(pl.lit(place).alias("round")) for place in range(24)])
    last = np.datetime64(setting.as_of) + dice.whole(-40, 60, rows.height) * DAY
    apart = (rounds["round"] * rounds["every"] * 7).to_numpy() + dice.whole(-4, 5, rounds.height)
    held = np.tile(last, 24) - apart * DAY
    dated = rounds.with_columns(days(held).alias("held_on"), days(held - 25 * DAY).alias("planned"))
    since = pl.max_horizontal(pl.col("case_from") + pl.duration(days=25), pl.lit(setting.as_of) - pl.duration(days=760))
    kept = dated.filter(pl.col("held_on") >= since).sort("person", "held_on")
    return tell_from(telling.numbered(kept, "meeting_ref", "MTG"), setting.calendar, "planned")


def _told_meetings(telling: Telling, meetings: pl.DataFrame) -> Statements:
    dice, setting, count = telling.dice, telling.world.setting, meetings.height
    held = meetings["held_on"].to_numpy().astype("datetime64[D]")
    is_past = held < np.datetime64(setting.as_of) - 12
    minutes = np.where(is_past & dice.chance(0.93, count), held + dice.whole(3, 25, count) * DAY, np.datetime64("NaT"))
    chair = [f"PB-K{setting.area_index:02d}{setting.chunk:02d}{number:04d}" for number in dice.whole(0, 6, count)]
    rows = meetings.with_columns(
        pl.Series("kind", dice.one_of({"review": 85, "first": 10, "emergency": 3, "handover": 2}, count)),
        pl.lit(setting.area).alias("area"),
        pl.Series("chair_ref", chair),
        days(minutes).alias("minutes_issued_on"),
        pl.col("category").alias("category_decided"),
        pl.col("level").alias("level_decided"),
        pl.lit("The lowest level at which the risk can be defended.").alias("rationale"),
        pl.Series("dissent", np.where(dice.chance(0.08, count), "One agency held out for level 2.", "")),
    )
    later = ("minutes_issued_on", "category_decided", "level_decided", "rationale", "dissent")
    undecided = [pl.when(pl.col("minutes_issued_on").is_not_null()).then(name).alias(name) for name in later]
    return telling.table(
        "meetings", tell_again(rows.with_columns(undecided), setting.calendar, "minutes_issued_on", *later)
    )


def _invites(telling: Telling, meetings: pl.DataFrame) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    agencies = list(setting.agencies)
    rows = pl.concat(
        [
            meetings.filter(
                pl.Series(dice.chance(0.9 if not ref.startswith("cs-") else 0.35, meetings.height))
            ).with_columns(pl.lit(ref).alias("agency_ref"))
            for ref in agencies
        ]
    )
    count, held = rows.height, rows["held_on"].to_numpy().astype("datetime64[D]")
    reply = dice.one_of({"attending": 60, "deputy": 12, "report_only": 8, "apologies": 10, "none": 10}, count)
    worker = _worker(telling)
    came = np.isin(reply, ("attending", "deputy"))
    rows = rows.with_columns(
        days(before(held, dice.whole(10, 24, count))).alias("sent_on"),
        pl.Series("reply", reply),
        pl.when(pl.col("agency_ref") == f"probation-{setting.area}").then(pl.lit(worker)).alias("worker_ref"),
        pl.Series("attended", np.where(came, "yes", "no")),
        pl.Series("report_received", np.where(reply == "report_only", "yes", "no")),
        pl.Series("absence_reason", np.where(reply == "apologies", "on leave", "")),
        pl.when(pl.col("held_on") < setting.as_of).then("held_on").alias("held"),
    )
    later = ("reply", "attended", "report_received", "absence_reason")
    ahead = [pl.when(pl.col("held").is_not_null()).then(name).alias(name) for name in later]
    return telling.table("invites", tell_again(rows.with_columns(ahead), setting.calendar, "held", *later))


def _worker(telling: Telling) -> str:
    setting = telling.world.setting
    return f"PB-K{setting.area_index:02d}{setting.chunk:02d}0000"


def _held(telling: Telling, meetings: pl.DataFrame) -> pl.DataFrame:
    setting = telling.world.setting
    return tell_from(meetings.filter(pl.col("held_on") < setting.as_of), setting.calendar, "held_on")


def _actions(telling: Telling, meetings: pl.DataFrame) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    held = _held(telling, meetings)
    rows = telling.numbered(pl.concat([held, held]), "action_ref", "ACT")
    victims = telling.world.ties.filter(pl.col("kind") == "victim_of").select(
        pl.col("end").alias("person"), pl.col("start").alias("victim")
    )
    rows = rows.join(
        victims.unique("person", keep="first", maintain_order=True), on="person", how="left", maintain_order="left"
    )
    rows = telling.with_other(rows, "victim", "concerns_ref")
    count, since = rows.height, rows["held_on"].to_numpy().astype("datetime64[D]")
    closed = np.where(dice.chance(0.8, count), since + dice.whole(5, 60, count) * DAY, np.datetime64("NaT"))
    worker = _worker(telling)
    pillars = ("supervision", "monitoring_and_control", "interventions_and_treatment", "victim_safety", "contingency")
    rows = rows.with_columns(
        pl.Series("agency_ref", dice.one_of(list(setting.agencies), count)),
        pl.Series("pillar", dice.one_of(pillars, count)),
        pl.Series("worker_ref", np.where(dice.chance(0.4, count), worker, "")),
        pl.lit("To report back at the next meeting.").alias("text"),
        days(before(since, -28)).alias("due_on"),
        days(np.where(closed < np.datetime64(setting.as_of), closed, np.datetime64("NaT"))).alias("closed_on"),
    )
    return telling.table("actions", tell_again(rows, setting.calendar, "closed_on"))


def _disclosures(telling: Telling, meetings: pl.DataFrame) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    held = _held(telling, meetings)
    rows = telling.numbered(held.filter(pl.Series(dice.chance(0.85, held.height))), "disclosure_ref", "DIS")
    count, since = rows.height, rows["held_on"].to_numpy().astype("datetime64[D]")
    kinds = {
        "none": 70,
        "self_disclosure": 10,
        "agency_disclosure": 10,
        "child_sex_offender_disclosure_scheme": 5,
        "domestic_violence_disclosure_scheme": 5,
    }
    decision = dice.one_of(kinds, count)
    is_open = decision != "none"
    made = np.where(is_open & dice.chance(0.8, count), since + dice.whole(2, 30, count) * DAY, np.datetime64("NaT"))
    rows = rows.with_columns(
        pl.col("held_on").alias("decided_on"),
        pl.Series("decision", decision),
        pl.Series("reason", np.where(is_open, "necessary to protect a named person", "not necessary at present")),
        pl.Series("recipient", np.where(is_open, "present partner", "")),
        days(np.where(is_open, since + 28 * DAY, np.datetime64("NaT"))).alias("due_on"),
        days(np.where(made < np.datetime64(setting.as_of), made, np.datetime64("NaT"))).alias("made_on"),
        pl.Series("undertaking_signed", np.where(is_open, dice.one_of({"yes": 7, "no": 2, "": 1}, count), "")),
        pl.Series("offender_told", np.where(is_open, dice.one_of({"yes": 6, "no": 2, "": 2}, count), "")),
    )
    return telling.table("disclosures", tell_again(rows, setting.calendar, "made_on"))


def _referrals(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    rows = telling.by(Role.PROBATION, telling.cases)
    rows = rows.filter((pl.col("level") > 1) | pl.Series(dice.chance(0.02, rows.height)))
    count, since = rows.height, rows["case_from"].to_numpy().astype("datetime64[D]")
    decided = np.where(dice.chance(0.9, count), since + dice.whole(3, 14, count) * DAY, np.datetime64("NaT"))
    rows = telling.numbered(rows, "referral_ref", "REF").with_columns(
        pl.Series("agency_ref", dice.one_of(list(setting.agencies), count)),
        days(since).alias("received_on"),
        pl.max_horizontal("level", pl.lit(2)).alias("level_sought"),
        days(decided).alias("decided_on"),
        pl.when(pl.Series(~np.isnat(decided)))
        .then(pl.when(pl.col("level") > 1).then(pl.lit("accepted")).otherwise(pl.lit("declined")))
        .alias("decision"),
    )
    return telling.table("referrals", tell_from(rows, setting.calendar, "received_on"))


def _plans(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    rows = telling.of_cases(Role.PROBATION, telling.cases.select("person"))
    rows = rows.filter(pl.Series(dice.chance(0.5, rows.height)))
    agreed = before(rows["case_from"].to_numpy().astype("datetime64[D]"), -dice.whole(10, 60, rows.height))
    has_victims = dice.chance(0.85, rows.height)
    rows = telling.numbered(rows, "plan_ref", "RMP").with_columns(
        days(agreed).alias("agreed_on"),
        pl.lit("Weekly appointments.").alias("supervision"),
        pl.lit("Unannounced home visits.").alias("monitoring_and_control"),
        pl.lit("Programme work.").alias("interventions_and_treatment"),
        pl.Series("victim_safety", np.where(has_victims, "Zone and no-contact condition kept under review.", "")),
        pl.lit("Out of hours: duty manager.").alias("contingency"),
    )
    return telling.table("risk_plans", tell_from(rows, setting.calendar, "agreed_on"))
