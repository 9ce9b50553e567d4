"""Cases, assessments, sentences, and what the police watch: notification duties and events."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.dice import Texts
from ingest.synthetic.frames import MONTH, Statements, days, merge, tell_again, tell_from
from ingest.synthetic.marginals import weights
from ingest.synthetic.telling import Telling
from ingest.synthetic.world import World

DAY = np.timedelta64(1, "D")
_RISK = {"low": 25.0, "medium": 40.0, "high": 30.0, "very_high": 5.0}


def name_cases(world: World, records: pl.DataFrame) -> pl.DataFrame:
    """Return for each nominal person, case_ref, case_month, case_from, category and level."""
    police = records.filter((pl.col("role") == Role.POLICE.value) & (pl.col("person") < world.setting.offenders))
    level = world.setting.dice.one_of(weights("level"), world.setting.offenders)
    nominals = pl.DataFrame(
        {
            "person": world.nominals.numbers,
            "case_ref": [f"{world.setting.shared_name('MAPPA')}{n:05d}" for n in world.nominals.numbers],
            "case_from": days(world.nominals.case_from),
            "category": world.nominals.category,
            "level": level.astype(np.int64),
        }
    )
    return nominals.join(police.select("person", pl.col(MONTH).alias("case_month")), on="person", maintain_order="left")


def tell_cases(telling: Telling) -> Statements:
    """Return the tables about a nominal's case and risk."""
    return merge(
        [
            _cases(telling),
            _assessments(telling),
            _sentences(telling),
            _notifications(telling),
            _events(telling),
            _restrictions(telling),
        ]
    )


def _cases(telling: Telling) -> Statements:
    """Return the episodes: some cases begin at another level, some have ended."""
    dice, setting = telling.dice, telling.world.setting
    police = telling.by(Role.POLICE, telling.cases)
    count, start = police.height, police["case_from"].to_numpy().astype("datetime64[D]")
    now = np.datetime64(setting.as_of)
    changed = start + ((now - start).astype(np.int64) * (0.2 + 0.7 * dice.generator.random(count))).astype(np.int64)
    has_changed = dice.chance(0.12, count) & ((now - start).astype(np.int64) > 200)
    ended = np.where(dice.chance(0.04, count) & ~has_changed, changed, np.datetime64("NaT"))
    category = police["category"].to_numpy()
    told = police.with_columns(
        pl.lit(setting.area).alias("area"),
        pl.Series("kind", np.where(dice.chance(0.5, count), "mappa", "")),
        pl.Series(
            "level_reason", np.where(police["level"].to_numpy() > 1, "active multi-agency management is needed", "")
        ),
        pl.Series("lead_agency_ref", np.where(category == 1, f"{setting.area}-police", f"probation-{setting.area}")),
        pl.Series("visor_owner_area", np.where((category == 1) & dice.chance(0.98, count), setting.area, "")),
        pl.Series("critical_public_protection_case", np.where(police["level"].to_numpy() == 3, "no", "")),
        pl.Series(
            "next_review_on",
            np.where(police["level"].to_numpy() > 1, now + dice.whole(-10, 90, count) * DAY, np.datetime64("NaT")),
        ).cast(pl.Date),
        pl.col("case_from").alias("valid_from"),
        days(ended).alias("valid_to"),
        days(changed).alias("changed"),
    )
    first = told.filter(pl.Series(has_changed)).with_columns(
        pl.col("changed").alias("valid_to"),
        pl.lit(2, pl.Int64).alias("level"),
        pl.lit(None, pl.Date).alias("next_review_on"),
    )
    second = tell_from(
        told.filter(pl.Series(has_changed)).with_columns(pl.col("changed").alias("valid_from")),
        setting.calendar,
        "changed",
    )
    episodes = pl.concat([told.filter(~pl.Series(has_changed)), first, second])
    return telling.table("mappa_cases", tell_again(episodes, setting.calendar, "valid_to"))


def _assessments(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    rows = telling.by(Role.PROBATION, telling.cases)
    twice = pl.concat([rows, rows.filter(pl.Series(dice.chance(0.6, rows.height)))])
    first = np.arange(twice.height) < rows.height
    when = twice["case_from"].to_numpy().astype("datetime64[D]") + np.where(
        first, 20, 220 + dice.whole(0, 300, twice.height)
    )
    values = {
        group: dice.one_of(_RISK, twice.height) for group in ("children", "public", "known_adult", "staff", "prisoners")
    }
    twice = twice.with_columns(
        days(when).alias("assessed_on"), pl.lit("OASys").alias("tool"), *(pl.Series(k, v) for k, v in values.items())
    )
    return telling.table("risk_assessments", tell_from(twice, setting.calendar, "assessed_on"))


def _offence_groups(telling: Telling, category: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Texts, Texts]:
    dice, count = telling.dice, len(category)
    others = {
        "violent": 50.0,
        "arson": 8.0,
        "coercive_control": 15.0,
        "stalking": 15.0,
        "murder": 6.0,
        "other": 5.0,
        "terrorism": 1.0,
    }
    group = np.where(category == 1, "sexual", np.where(category == 4, "terrorism", dice.one_of(others, count)))
    words = {"sexual": "sexual assault", "violent": "wounding", "coercive_control": "controlling behaviour"}
    return group, np.array([words.get(str(name), str(name)) for name in group])


def _sentences(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    rows = telling.numbered(telling.by(Role.PROBATION, telling.cases), "sentence_ref", "SN")
    count, start = rows.height, rows["case_from"].to_numpy().astype("datetime64[D]")
    group, offence = _offence_groups(telling, rows["category"].to_numpy())
    disposal = dice.one_of(
        {"custody": 60, "suspended_custody": 15, "community_order": 18, "hospital_order": 3, "caution": 4}, count
    )
    months = np.where(np.isin(disposal, ("custody", "suspended_custody")), dice.whole(6, 120, count), 0)
    in_custody = disposal == "custody"
    release = np.where(in_custody, start + dice.whole(-200, 60, count) * DAY, np.datetime64("NaT"))
    sentenced = np.where(in_custody, release - months * 15 * DAY, start - 10 * DAY)
    rows = rows.with_columns(
        pl.Series("offence", offence),
        pl.Series("offence_group", group),
        pl.Series("disposal", disposal),
        pl.Series("months", np.where(months > 0, months.astype(np.str_), "")),
        pl.Series("schedule_15", np.where(group == "other", "no", "yes")),
        pl.Series("indeterminate", np.where((group == "murder") & in_custody, "yes", "no")),
        days(sentenced).alias("sentenced_on"),
        days(release).alias("release_on"),
        days(np.where(in_custody, release + months * 15 * DAY, np.datetime64("NaT"))).alias("licence_ends_on"),
    )
    return telling.table("sentences", tell_from(rows, setting.calendar, "sentenced_on"))


def _notifications(telling: Telling) -> Statements:
    """Return the duties of registered sex offenders: a first notification, then one a year."""
    dice, setting = telling.dice, telling.world.setting
    rows = telling.by(Role.POLICE, telling.cases.filter(pl.col("category") == 1))
    years = pl.concat([rows.with_columns(pl.lit(year).alias("year")) for year in range(4)])
    due = years["case_from"].to_numpy().astype("datetime64[D]") + 3 * DAY + years["year"].to_numpy() * 365 * DAY
    made = np.where(dice.chance(0.95, years.height), due - dice.whole(0, 12, years.height) * DAY, np.datetime64("NaT"))
    kinds = np.where(
        years["year"].to_numpy() == 0, "initial", dice.one_of({"annual": 80, "change_of_address": 20}, years.height)
    )
    rows = years.with_columns(
        pl.Series("kind", kinds), pl.Series(due).cast(pl.Date).alias("due_on"), days(made).alias("made_on")
    )
    rows = rows.filter(pl.col("due_on") <= setting.as_of)
    return telling.table("notifications", tell_from(rows, setting.calendar, "due_on"))


def _events(telling: Telling) -> Statements:
    dice, setting = telling.dice, telling.world.setting
    prison = telling.by(Role.PRISON, telling.cases)
    watched = telling.cases.filter(pl.Series(dice.chance(0.12, telling.cases.height)))
    police = telling.by(Role.POLICE, watched)
    said: list[Statements] = []
    for rows, kinds, prefix in (
        (prison, {"release": 60, "recall": 15, "temporary_release": 15, "parole_hearing": 10}, "EV"),
        (police, {"arrest": 50, "breach": 25, "charge": 20, "remand": 5}, "EP"),
    ):
        when = dice.days_before(setting.as_of, -20, 600, rows.height)
        since = rows["case_from"].to_numpy().astype("datetime64[D]")
        dated = rows.with_columns(
            pl.Series("kind", dice.one_of(kinds, rows.height)),
            days(np.maximum(when, since)).alias("on"),
            days(np.maximum(when, since) - 30 * DAY).alias("announced"),
        )
        told = tell_from(dated, setting.calendar, "announced" if rows is prison else "on")
        said.append(telling.table("events", telling.numbered(told, "event_ref", prefix)))
    return merge(said)


def _restrictions(telling: Telling) -> Statements:
    """Return who may not, or alone may, look at a record: one nominal in 120."""
    dice = telling.dice
    rows = telling.by(Role.PROBATION, telling.cases)
    rows = rows.filter(pl.int_range(pl.len()) % 120 == 7)
    rows = rows.with_columns(
        pl.Series("kind", dice.one_of(("exclusion", "restriction"), rows.height)),
        pl.Series("username", [f"user{number:03d}" for number in dice.whole(0, 60, rows.height)]),
        pl.col("case_from").alias("valid_from"),
        (pl.col("case_from") + pl.duration(days=1_500)).alias("valid_to"),
    )
    return telling.table("access_restrictions", rows)
