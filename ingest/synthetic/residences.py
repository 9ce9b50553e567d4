"""The addresses and residences that each agency writes down, stale ones and mistyped postcodes among them."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.dice import Dice, Texts, Whole
from ingest.synthetic.frames import AGENCY, MONTH, SENDING_DAY, Statements, as_statements, days, tell_again, tell_from
from ingest.synthetic.marginals import rate
from ingest.synthetic.presence import best_records
from ingest.synthetic.world import World

_WHOLE_HISTORY = (Role.POLICE.value, Role.PROBATION.value)
_KNOW_OTHER_STAYS = {
    "proposed": (Role.PROBATION.value, Role.HOUSING.value),
    "visiting": (Role.POLICE.value,),
    "works_at": (Role.VICTIM_UNIT.value, Role.POLICE.value),
    "attends": (Role.CHILDRENS_SERVICES.value, Role.VICTIM_UNIT.value),
}


def tell_residences(world: World, records: pl.DataFrame) -> tuple[Statements, pl.DataFrame]:
    """Return `residences` and `addresses`, and the address refs: agency, address, address_ref, month."""
    told = _told_homes(world, records)
    refs = _address_refs(world, told)
    months = world.setting.calendar.months
    rows = told.join(
        refs.select(AGENCY, "address", "address_ref"), on=[AGENCY, "address"], how="left", maintain_order="left"
    )
    ended = tell_again(rows, world.setting.calendar, "valid_to")
    return {
        "addresses": as_statements("addresses", _addresses(world, refs), months),
        "residences": as_statements("residences", ended, months),
    }, refs


def _told_homes(world: World, records: pl.DataFrame) -> pl.DataFrame:
    """Return the residences each record knows of, with the month in which each is first told."""
    setting, dice = world.setting, world.setting.dice
    homes = world.homes.with_row_index("home").join(best_records(records), on="person", maintain_order="left")
    is_home = pl.col("kind").is_in(["home", "staying"])
    stale = pl.Series("is_stale", dice.chance(rate("recording", "stale_address"), homes.height))
    homes = homes.with_columns(stale)
    whole = is_home & pl.col("role").is_in(_WHOLE_HISTORY)
    latest = is_home & ~pl.col("role").is_in(_WHOLE_HISTORY) & pl.col("is_last") & ~pl.col("is_stale")
    # A stale record never heard of the last move, so a home that has ended is still the present one to it.
    former = is_home & ~pl.col("role").is_in(_WHOLE_HISTORY) & ~pl.col("is_last") & pl.col("is_stale")
    other = pl.any_horizontal(
        (pl.col("kind") == kind) & pl.col("role").is_in(list(roles)) for kind, roles in _KNOW_OTHER_STAYS.items()
    )
    kept = homes.filter(whole | latest | former | other).with_columns(
        pl.when(former).then(None).otherwise(pl.col("valid_to")).alias("valid_to")
    )
    kept = tell_from(kept, setting.calendar, "valid_from").filter(pl.col(MONTH) < setting.calendar.months)
    return kept.with_columns(
        pl.col("ref").alias("person_ref"),
        pl.when(pl.col("role") == Role.PROBATION.value)
        .then(pl.lit("RS") + pl.col("ref").str.slice(2) + pl.lit("-") + pl.col("home").cast(pl.String))
        .otherwise(pl.lit(""))
        .alias("statement_ref"),
        *_verified(world, kept),
    )


def _verified(world: World, homes: pl.DataFrame) -> list[pl.Series]:
    """Return when somebody last called at a home: seldom since the present one was told of."""
    dice, police = world.setting.dice, f"{world.setting.area}-police"
    since = homes["valid_from"].to_numpy().astype("datetime64[D]")
    begins = np.datetime64(world.setting.calendar.begins)
    called = np.fmax(since, begins - 200) + dice.whole(1, 25, homes.height)
    is_called = (
        dice.chance(0.6, homes.height) & homes["role"].is_in(_WHOLE_HISTORY).to_numpy() & homes["is_last"].to_numpy()
    )
    heard = homes.with_columns(days(called).alias("called")).select(
        world.setting.calendar.month_of(pl.col("called"), pl.col(SENDING_DAY)) <= pl.col(MONTH)
    )
    shown = is_called & heard.to_series().to_numpy()
    return [
        pl.Series("verified_on", np.where(shown, called, np.datetime64("NaT"))).cast(pl.Date),
        pl.Series("verified_by", np.where(shown, police, "")),
    ]


def _address_refs(world: World, told: pl.DataFrame) -> pl.DataFrame:
    setting = world.setting
    communal = pl.DataFrame({"address": np.concatenate(_communal(world))})
    keepers = told.select(AGENCY, "role", SENDING_DAY).unique(maintain_order=True)
    wide = keepers.filter(pl.col("role").is_in([*_WHOLE_HISTORY, Role.HOUSING.value])).join(communal, how="cross")
    known = (
        pl.concat(
            [
                told.select(AGENCY, "role", SENDING_DAY, "address", MONTH),
                wide.with_columns(pl.lit(0, dtype=pl.Int32).alias(MONTH)),
            ]
        )
        .group_by(AGENCY, "address", maintain_order=True)
        .agg(pl.first("role", SENDING_DAY), pl.min(MONTH))
    )
    number = pl.Series(setting.dice.generator.permutation(known.height)).cast(pl.String).str.zfill(6)
    prefix = pl.lit(f"-A{setting.area_index:02d}{setting.chunk:02d}")
    return known.with_columns((pl.col("role") + prefix + number).alias("address_ref"))


def _communal(world: World) -> list[Whole]:
    communal = world.communal
    return [
        communal.approved_premises,
        communal.cas3,
        communal.houses,
        communal.prison,
        communal.refuges,
        communal.schools,
        communal.workplaces,
    ]


def _addresses(world: World, refs: pl.DataFrame) -> pl.DataFrame:
    """Return the addresses as written down: with fewer UPRNs and positions than there are, and wrong postcodes."""
    dice = world.setting.dice
    rows = refs.join(world.addresses.drop("place", "authority"), on="address", how="left", maintain_order="left")
    count = rows.height
    is_dwelling = (rows["kind"] == "dwelling").to_numpy()
    has_uprn = dice.chance(0.9, count) & ~np.isin(rows["role"].to_numpy(), (Role.MARAC.value, Role.PRISON.value))
    has_position = pl.Series(dice.chance(0.8, count) | ~is_dwelling)
    missing = dice.chance(rate("recording", "postcode_missing"), count) & is_dwelling
    wrong = dice.chance(rate("recording", "postcode_typo"), count) & is_dwelling
    postcode = np.where(
        wrong, _mistype(dice, rows["postcode"].to_numpy().astype("<U8")), rows["postcode"].to_numpy().astype("<U8")
    )
    return rows.with_columns(
        pl.Series("uprn", np.where(has_uprn, rows["uprn"].to_numpy().astype(np.str_), "")),
        pl.Series("postcode", np.where(missing, "", postcode)),
        pl.when(has_position).then("easting").alias("easting"),
        pl.when(has_position).then("northing").alias("northing"),
    )


def _mistype(dice: Dice, postcodes: Texts) -> Texts:
    """Return postcodes with the digit of their inward code wrong: well-formed, and of some other place."""
    digits = dice.whole(0, 10, len(postcodes)).astype(np.str_)
    inward = np.char.rpartition(postcodes, " ")
    ends = np.array([text[1:] for text in inward[:, 2].tolist()], dtype="<U2")
    return np.char.add(np.char.add(np.char.add(inward[:, 0], " "), digits), ends)
