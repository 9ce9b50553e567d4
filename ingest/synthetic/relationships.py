"""The relationships that each agency writes down, between people it has records of."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.frames import AGENCY, MONTH, Statements, as_statements, tell_again, tell_from
from ingest.synthetic.presence import best_records
from ingest.synthetic.world import World

_FAMILY = ("parent_of", "partner_of", "ex_partner_of", "sibling_of", "carer_of", "relative_of", "household_member_of")
_TELLS: dict[Role, tuple[float, tuple[str, ...]]] = {
    Role.POLICE: (0.95, ("*",)),
    Role.PROBATION: (0.7, ("*",)),
    Role.PRISON: (0.9, (*_FAMILY, "in_contact_with", "non_associate_of")),
    Role.CHILDRENS_SERVICES: (0.9, (*_FAMILY, "in_contact_with")),
    Role.HOUSING: (0.5, ("partner_of", "household_member_of", "parent_of")),
    Role.MARAC: (0.8, ("partner_of", "ex_partner_of", "parent_of")),
    Role.VICTIM_UNIT: (1.0, ("victim_of",)),
    Role.HEALTH: (0.7, ("parent_of", "carer_of")),
}
"""How often an agency writes down a tie it could know of, and which kinds: assumptions."""

_OFFENCES = (
    "rape",
    "sexual assault",
    "assault occasioning actual bodily harm",
    "coercive behaviour",
    "stalking",
    "arson",
)


def tell_relationships(world: World, records: pl.DataFrame) -> Statements:
    """Return the table `relationships`."""
    dice, calendar = world.setting.dice, world.setting.calendar
    known = best_records(records)
    other = known.select(
        AGENCY, pl.col("person").alias("end"), pl.col("ref").alias("to_ref"), pl.col(MONTH).alias("_month")
    )
    ties = world.ties.with_columns(pl.Series("offence", dice.one_of(_OFFENCES, world.ties.height)))
    both = ties.join(known, left_on="start", right_on="person", maintain_order="left_right").join(
        other, on=[AGENCY, "end"], maintain_order="left"
    )
    told = both.filter(_is_told(world, both))
    # Two agencies seldom agree on the day: one in twelve of the others is some weeks out.
    moved = dice.chance(0.08, told.height) & (told["role"] != Role.POLICE.value).to_numpy()
    shift = np.where(moved, dice.whole(-40, 41, told.height), 0)
    rows = told.with_columns(
        pl.max_horizontal(MONTH, "_month").alias(MONTH),
        pl.col("ref").alias("from_ref"),
        pl.when(pl.col("role") == Role.PROBATION.value)
        .then(pl.concat_str(pl.lit("RL"), pl.col("ref").str.slice(2), pl.lit("-"), pl.int_range(pl.len())))
        .alias("statement_ref"),
        (pl.col("valid_from") + pl.Series(shift * 86_400_000).cast(pl.Duration("ms")))
        .cast(pl.Date)
        .alias("valid_from"),
        pl.when(pl.col("kind") == "victim_of").then("offence").otherwise(pl.lit("")).alias("offence"),
        pl.Series(
            "contact_kind",
            dice.one_of({"supervised": 4, "unsupervised": 2, "none": 2, "visit": 1, "telephone": 1}, told.height),
        ),
    ).with_columns(
        pl.when(pl.col("kind") == "in_contact_with").then("contact_kind").otherwise(pl.lit("")).alias("contact_kind")
    )
    begun = tell_from(rows, calendar, "valid_from")
    return {"relationships": as_statements("relationships", tell_again(begun, calendar, "valid_to"), calendar.months)}


def _is_told(world: World, ties: pl.DataFrame) -> pl.Series:
    drawn = world.setting.dice.generator.random(ties.height)
    role, kind = ties["role"].to_numpy().astype(np.str_), ties["kind"].to_numpy().astype(np.str_)
    told = np.zeros(ties.height, dtype=bool)
    for sender, (share, kinds) in _TELLS.items():
        told |= (role == sender.value) & (drawn < share) & (np.isin(kind, kinds) | ("*" in kinds))
    return pl.Series(told)
