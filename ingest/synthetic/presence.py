"""Which agency has a record of whom, and since which month."""

import numpy as np
import polars as pl

from graph_schema.areas import LOCAL_AUTHORITIES
from ingest.synthetic.agencies import Role
from ingest.synthetic.cast import Part
from ingest.synthetic.dice import Truth
from ingest.synthetic.frames import AGENCY, MONTH, SENDING_DAY
from ingest.synthetic.marginals import rate
from ingest.synthetic.world import World

PRESENCE = {
    Role.POLICE: {Part.OFFENDER: 1, Part.VICTIM: 0.9, Part.CHILD: 0.3, Part.PARTNER: 0.5, Part.RELATIVE: 0.4,
                  Part.ASSOCIATE: 1, Part.PERPETRATOR: 1},
    Role.PROBATION: {Part.OFFENDER: 0.9, Part.VICTIM: 0.25, Part.CHILD: 0.35, Part.PARTNER: 0.5, Part.RELATIVE: 0.3,
                     Part.ASSOCIATE: 0.2},
    Role.HOUSING: {Part.OFFENDER: 0.35, Part.VICTIM: 0.08, Part.CHILD: 0.05, Part.PARTNER: 0.2, Part.RELATIVE: 0.1,
                   Part.ASSOCIATE: 0.1},
    Role.VICTIM_UNIT: {Part.VICTIM: 0.3},
    Role.HEALTH: {Part.OFFENDER: 0.15, Part.VICTIM: 0.08, Part.CHILD: 0.25, Part.PARTNER: 0.1},
}  # fmt: skip
"""The share of each part of a network of which an agency has a record: assumptions."""

CHILD_IN_SERVICES, PARENT_IN_SERVICES = 0.6, 0.6


def draw_records(world: World) -> pl.DataFrame:
    """Return every record of a person: agency, role, sending_day, month, person, ref, is_duplicate."""
    setting = world.setting
    frames = [_one_agency(world, role, _present(world, role)) for role in PRESENCE]
    frames += [
        _one_agency(world, Role.PRISON, _in_prison_files(world)),
        _one_agency(world, Role.MARAC, _flags(world, world.maracs.people["person"])),
        _services(world),
    ]
    frames[3] = _with_offenders_of_victims(world, frames[3])
    records = pl.concat(frames)
    lag = setting.dice.whole(0, 45, records.height)
    known_on = world.people["known_on"].gather(records["person"])
    numbered = records.with_columns(
        (known_on + pl.Series(lag * 86_400_000).cast(pl.Duration("ms"))).cast(pl.Date).alias("known_on")
    ).with_columns(
        setting.calendar.month_of(pl.col("known_on"), pl.col(SENDING_DAY))
        .clip(0, setting.calendar.months - 1)
        .alias(MONTH)
    )
    return _with_refs(world, _with_duplicates(world, numbered.drop("known_on")))


def _flags(world: World, persons: pl.Series) -> Truth:
    flags = np.zeros(world.people.height, dtype=bool)
    flags[persons.to_numpy()] = True
    return flags


def _present(world: World, role: Role) -> Truth:
    part = world.people["part"].to_numpy().astype(np.str_)
    chance = np.zeros(len(part))
    for kind, share in PRESENCE[role].items():
        chance[part == kind] = share
    return world.setting.dice.chance(chance, len(part))


def _in_prison_files(world: World) -> Truth:
    numbered = (world.people["prison_number"] != "").to_numpy()
    contacts = world.people.filter(pl.col("part").is_in([Part.PARTNER, Part.CHILD, Part.RELATIVE]))
    visiting = contacts.filter(pl.Series(numbered).gather(contacts["anchor"]))
    return numbered | _flags(world, visiting["person"])


def _one_agency(world: World, role: Role, present: Truth) -> pl.DataFrame:
    agency = next(agency for agency in world.setting.agencies.values() if agency.role is role)
    persons = np.flatnonzero(present)
    return pl.DataFrame({"person": persons}).select(
        pl.lit(agency.ref).alias(AGENCY),
        pl.lit(role.value).alias("role"),
        pl.lit(agency.sending_day, dtype=pl.Int64).alias(SENDING_DAY),
        pl.col("person"),
    )


def _with_offenders_of_victims(world: World, unit: pl.DataFrame) -> pl.DataFrame:
    """Let the victim unit also have a record of the nominals its victims suffered from."""
    wanted = world.ties.filter(pl.col("kind") == "victim_of").join(
        unit, left_on="start", right_on="person", how="semi", maintain_order="left"
    )
    nominals = np.unique(wanted["end"].to_numpy())
    more = unit.head(1).drop("person").join(pl.DataFrame({"person": nominals}), how="cross")
    return pl.concat([unit, more]).unique("person", maintain_order=True)


def _services(world: World) -> pl.DataFrame:
    """Return the records of children's services: children by where they live, and their parents beside them."""
    dice, people = world.setting.dice, world.people
    last = world.homes.filter(pl.col("is_last") & pl.col("kind").is_in(["home", "staying"]))
    authority = np.zeros(people.height, dtype=np.int64)
    authority[last["person"].to_numpy()] = world.addresses["authority"].gather(last["address"]).to_numpy()
    of_area = world.setting.ground.authorities
    codes = np.array(list(LOCAL_AUTHORITIES))[authority]
    codes = np.where(np.isin(codes, of_area), codes, dice.one_of(of_area, people.height))
    young = people.filter(
        (pl.col("part") == Part.CHILD) | ((pl.col("part") == Part.VICTIM) & (pl.col("born").dt.year() > 2008))
    )
    children = young["person"].to_numpy()
    children = children[dice.chance(CHILD_IN_SERVICES, len(children))]
    known = pl.DataFrame({"person": children, "code": codes[children]})
    parents = (
        world.ties.filter(pl.col("kind") == "parent_of")
        .join(known, left_on="end", right_on="person", maintain_order="left")
        .select(pl.col("start").alias("person"), "code")
    )
    parents = parents.filter(pl.Series(dice.chance(PARENT_IN_SERVICES, parents.height)))
    return (
        pl.concat([known, parents])
        .unique(maintain_order=True)
        .select(
            (pl.lit("cs-") + pl.col("code").str.to_lowercase()).alias(AGENCY),
            pl.lit(Role.CHILDRENS_SERVICES.value).alias("role"),
            pl.lit(_day_of_services(world), dtype=pl.Int64).alias(SENDING_DAY),
            pl.col("person"),
        )
    )


def _day_of_services(world: World) -> int:
    return next(a.sending_day for a in world.setting.agencies.values() if a.role is Role.CHILDRENS_SERVICES)


def _with_duplicates(world: World, records: pl.DataFrame) -> pl.DataFrame:
    again = records.filter(pl.Series(world.setting.dice.chance(rate("recording", "duplicate"), records.height)))
    return pl.concat(
        [
            records.with_columns(pl.lit(value=False).alias("is_duplicate")),
            again.with_columns(pl.lit(value=True).alias("is_duplicate")),
        ]
    )


def _with_refs(world: World, records: pl.DataFrame) -> pl.DataFrame:
    """Number the records in an order that tells nothing of who is who in another agency."""
    setting = world.setting
    number = pl.Series(setting.dice.generator.permutation(records.height)).cast(pl.String).str.zfill(6)
    return records.with_columns(
        (pl.col("role") + pl.lit(f"{setting.area_index:02d}{setting.chunk:02d}") + number).alias("ref")
    )


def best_records(records: pl.DataFrame) -> pl.DataFrame:
    """Return one record of each person in each agency: the one everything else the agency says refers to."""
    return records.filter(~pl.col("is_duplicate"))
