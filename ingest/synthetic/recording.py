"""The persons an agency writes down: with typing errors, nicknames, gaps, and corrections that come later."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.dice import Dice, Texts, Truth
from ingest.synthetic.frames import MONTH
from ingest.synthetic.identifiers import make_nino
from ingest.synthetic.marginals import rate
from ingest.synthetic.names import nicknames
from ingest.synthetic.streets import town_of
from ingest.synthetic.world import World

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

IDENTIFIED = {
    Role.POLICE: {"pnc": 0.95, "cro": 0.8},
    Role.PROBATION: {"crn": 1.0, "pnc": 0.8, "prison_number": 0.6, "cro": 0.4},
    Role.PRISON: {"prison_number": 1.0, "pnc": 0.6, "crn": 0.5, "cro": 0.3},
    Role.CHILDRENS_SERVICES: {"nhs_number": 0.5},
    Role.HOUSING: {"nhs_number": 0.02},
    Role.MARAC: {"pnc": 0.4, "nhs_number": 0.4},
    Role.VICTIM_UNIT: {"crn": 0.9, "nhs_number": 0.25},
    Role.HEALTH: {"nhs_number": 0.97},
}
"""How often an agency's record bears an identifier that its person has: assumptions."""


def write_persons(world: World, records: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the table `persons`, corrections and deaths as later rows of the same record."""
    dice = world.setting.dice
    true = records.join(world.people.drop("part", "anchor", "known_on"), on="person", how="left", maintain_order="left")
    true = true.with_columns(
        pl.col("ref").alias("person_ref"),
        pl.col("given").alias("given_names"),
        pl.col("family").alias("family_name"),
        pl.col("born").alias("date_of_birth"),
        pl.Series("place_of_birth", town_of(dice.whole(0, 300, true.height))),
        pl.when("is_male").then(pl.lit("male")).otherwise(pl.lit("female")).alias("sex"),
        pl.when(pl.col("crn") != "").then(pl.lit("yes")).otherwise(pl.lit("")).alias("visor_record"),
    ).drop("given", "family", "born", "is_male")
    true = true.with_columns(_identified(dice, true))
    told = _with_errors(dice, true)
    first = told.with_columns(
        pl.when(world.setting.calendar.month_of(pl.col("deceased_on"), pl.col("sending_day")) <= pl.col(MONTH))
        .then(pl.col("deceased_on"))
        .alias("deceased_on")
    )
    return (
        pl.concat([first, *_later_rows(world, true, told)], how="diagonal")
        .sort(MONTH, maintain_order=True)
        .unique(["agency", "ref", MONTH], keep="last", maintain_order=True)
    )


def _identified(dice: Dice, records: pl.DataFrame) -> list[pl.Series]:
    role, is_duplicate = records["role"].to_numpy(), records["is_duplicate"].to_numpy()
    shown = []
    for kind in ("pnc", "cro", "crn", "prison_number", "nhs_number"):
        chance = np.array([IDENTIFIED[Role(value)].get(kind, 0.0) for value in role])
        chance = np.where(is_duplicate, chance / 2, chance)
        values = records[kind].to_numpy().astype(np.str_)
        shown.append(pl.Series(kind, np.where(dice.chance(chance, len(values)), _habit(dice, kind, values), "")))
    is_sent = (role == Role.HOUSING) & dice.chance(0.01, len(role))
    ninos = [make_nino(place) if sent else "" for place, sent in enumerate(is_sent)]
    return [*shown, pl.Series("nino", ninos)]


def _habit(dice: Dice, kind: str, values: Texts) -> Texts:
    """Return identifiers as people write them: some PNC numbers without slash, some NHS numbers in groups."""
    if kind not in {"pnc", "nhs_number"}:
        return values
    changed = np.flatnonzero(dice.chance(0.1, len(values)) & (values != ""))
    wider = values.astype("<U14")
    for place in changed:
        text = str(values[place])
        wider[place] = text.replace("/", "") if kind == "pnc" else f"{text[:3]} {text[3:6]} {text[6:]}"
    return wider


def _later_rows(world: World, true: pl.DataFrame, told: pl.DataFrame) -> list[pl.DataFrame]:
    dice, calendar = world.setting.dice, world.setting.calendar
    corrected = dice.chance(0.03, true.height)
    later = pl.Series(dice.whole(1, 12, true.height)).cast(pl.Int32)
    corrections = true.with_columns(pl.lit(None, pl.Date).alias("deceased_on"), (pl.col(MONTH) + later).alias(MONTH))
    month = calendar.month_of(pl.col("deceased_on"), pl.col("sending_day"))
    deaths = told.filter(pl.col("deceased_on").is_not_null() & (month > pl.col(MONTH)))
    has_died = pl.col("deceased_on").is_not_null()
    alive = true.select(~has_died).to_series()
    return [corrections.filter(pl.Series(corrected) & alive), deaths.with_columns(month.alias(MONTH))]


def _with_errors(dice: Dice, true: pl.DataFrame) -> pl.DataFrame:
    count = true.height
    named = true.with_columns(_nicknamed(dice, true))
    given = _mistype(
        dice, named["given_names"].to_numpy().astype("<U40"), dice.chance(rate("recording", "given_name_typo"), count)
    )
    family = _mistype(
        dice, named["family_name"].to_numpy().astype("<U40"), dice.chance(rate("recording", "family_name_typo"), count)
    )
    swapped = dice.chance(rate("recording", "swapped_names"), count)
    given, family = np.where(swapped, family, given), np.where(swapped, given, family)
    capitals = (true["role"] == Role.MARAC.value).to_numpy()
    family = np.where(capitals, np.char.upper(family), family)
    is_blank = dice.chance(0.006, count)
    return named.with_columns(
        pl.Series("given_names", np.where(is_blank, "", given)),
        pl.Series("family_name", family),
        *_births(dice, true),
    )


def _nicknamed(dice: Dice, records: pl.DataFrame) -> list[pl.Series]:
    known = nicknames()
    first = records["given_names"].str.split(" ").list.first()
    nickname = first.replace_strict(known["name"], known["nickname"], default=None, return_dtype=pl.String)
    is_used = pl.Series(dice.chance(rate("recording", "nickname"), records.height)) & nickname.is_not_null()
    is_alias = pl.Series(dice.chance(0.08, records.height)) & nickname.is_not_null() & ~is_used
    alias = (nickname + " " + records["family_name"]).set(~is_alias, "")
    return [records["given_names"].zip_with(~is_used, nickname).alias("given_names"), alias.alias("aliases")]


def _births(dice: Dice, true: pl.DataFrame) -> list[pl.Series]:
    """Return date of birth with its errors, and for some of those without one an age."""
    count, born = true.height, true["date_of_birth"].to_numpy().astype("datetime64[D]")
    first_of_year = dice.chance(rate("recording", "first_of_january"), count)
    shifted = dice.chance(rate("recording", "birth_shifted"), count)
    moved = born + dice.one_of(("1", "-1", "10", "30", "365", "-3652"), count).astype(np.int64)
    said = np.where(first_of_year, born.astype("datetime64[Y]").astype("datetime64[D]"), np.where(shifted, moved, born))
    missing = dice.chance(rate("recording", "birth_missing"), count)
    has_age = missing & dice.chance(0.5, count)
    recorded = np.datetime64("2025-03-01")
    age = ((recorded - born).astype(np.int64) / 365.25).astype(np.int64)
    has_age &= age >= 0
    return [
        pl.Series("date_of_birth", np.where(missing, np.datetime64("NaT"), said)).cast(pl.Date),
        pl.Series("age_recorded", np.where(has_age, age.astype(np.str_), "")),
        pl.Series("age_recorded_on", np.where(has_age, "2025-03-01", "")),
    ]


def _mistype(dice: Dice, names: Texts, is_wrong: Truth) -> Texts:
    """Return the names with one slip in each wrong one: two letters swapped, one dropped, doubled or mistaken."""
    changed = names.copy()
    places = np.flatnonzero(is_wrong & (np.char.str_len(names) > 3))
    slips, at, letters = (
        dice.whole(0, 4, len(places)),
        dice.generator.random(len(places)),
        dice.whole(0, 26, len(places)),
    )
    for slip, share, letter, place in zip(slips, at, letters, places, strict=True):
        name = str(names[place])
        where = 1 + int(share * (len(name) - 2))
        before, here, after = name[:where], name[where], name[where + 1 :]
        options = (
            before + after[:1] + here + after[1:],
            before + after,
            before + here + here + after,
            before + _LETTERS[letter] + after,
        )
        changed[place] = options[slip]
    return changed
