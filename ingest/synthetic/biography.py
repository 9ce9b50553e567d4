"""What each person is called, which numbers each has, and who is easily taken for another."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ingest.synthetic import identifiers
from ingest.synthetic.cast import Part
from ingest.synthetic.dice import Texts, Truth, Whole
from ingest.synthetic.frames import days
from ingest.synthetic.marginals import rate, weights
from ingest.synthetic.names import draw_given_names, draw_surnames
from ingest.synthetic.serials import Range
from ingest.synthetic.setting import Setting

_OCCUPATIONS = (
    "labourer",
    "driver",
    "warehouse operative",
    "unemployed",
    "retired",
    "student",
    "chef",
    "carer",
    "teacher",
)


@dataclass(frozen=True)
class Lookalikes:
    """Pairs of different people whom a careless reader would join: twins, and sons with their fathers' names."""

    twins: tuple[tuple[int, int], ...]
    namesakes: tuple[tuple[int, int], ...]


def write_biographies(setting: Setting, people: pl.DataFrame, ties: pl.DataFrame) -> tuple[pl.DataFrame, Lookalikes]:
    """Return `people` with names and identifiers, and those among them who look alike."""
    dice = setting.dice
    born = people["born"].to_numpy().copy()
    is_male = people["is_male"].to_numpy().copy()
    part = people["part"].to_numpy().astype(np.str_)
    given = draw_given_names(dice, is_male, born.astype("datetime64[Y]").astype(np.int64) + 1970)
    family = _family_names(setting, people, part)
    twins = _make_twins(setting, people, ties, (born, is_male, family, given))
    namesakes = _make_namesakes(setting, ties, is_male, (given, family))
    died = dice.chance(rate("network", "deceased"), people.height)
    deceased_on = np.where(died, dice.days_before(setting.as_of, 10, 900, people.height), np.datetime64("NaT"))
    told = people.with_columns(
        pl.Series("born", born).cast(pl.Date),
        pl.Series("given", given),
        pl.Series("family", family),
        pl.Series("ethnicity", dice.one_of(weights("ethnicity"), people.height)),
        pl.Series("occupation", np.where(part == Part.CHILD, "", dice.one_of(_OCCUPATIONS, people.height))),
        days(deceased_on).alias("deceased_on"),
        *_identifiers(setting, part),
    )
    return told, Lookalikes(twins, namesakes)


def _family_names(setting: Setting, people: pl.DataFrame, part: Texts) -> Texts:
    names = draw_surnames(setting.dice, people.height)
    shares = {Part.CHILD: 0.6, Part.RELATIVE: 0.6, Part.PARTNER: 0.25}
    chance = np.zeros(people.height)
    for kind, share in shares.items():
        chance[part == kind] = share
    takes = setting.dice.chance(chance, people.height)
    return np.where(takes, names[people["anchor"].to_numpy()], names)


def _make_twins(
    setting: Setting, people: pl.DataFrame, ties: pl.DataFrame, columns: tuple[Texts, ...]
) -> tuple[tuple[int, int], ...]:
    """Give neighbours among the children of one parent the same birthday, sex and family name."""
    born, is_male, family, given = columns
    parents = ties.filter(pl.col("kind") == "parent_of").sort("start", "end")
    start, end = parents["start"].to_numpy(), parents["end"].to_numpy()
    siblings = np.flatnonzero((start[:-1] == start[1:]) & (end[:-1] + 1 == end[1:]))
    chosen = siblings[setting.dice.chance(rate("network", "twin") * 3, len(siblings))]
    pairs: list[tuple[int, int]] = []
    for one, other in dict.fromkeys((int(end[place]), int(end[place + 1])) for place in chosen):
        if any(one in pair or other in pair for pair in pairs[-2:]) or given[one] == given[other]:
            continue
        born[other], is_male[other], family[other] = born[one], is_male[one], family[one]
        pairs.append((one, other))
    return tuple(pairs)


def _make_namesakes(
    setting: Setting, ties: pl.DataFrame, is_male: Truth, names: tuple[Texts, Texts]
) -> tuple[tuple[int, int], ...]:
    given, family = names
    parents = ties.filter((pl.col("kind") == "parent_of") & (pl.col("start") < setting.offenders))
    father, son = parents["start"].to_numpy(), parents["end"].to_numpy()
    chosen = setting.dice.chance(rate("network", "namesake") * 2, len(son)) & is_male[father] & is_male[son]
    given[son[chosen]], family[son[chosen]] = given[father[chosen]], family[father[chosen]]
    return tuple(zip(father[chosen].tolist(), son[chosen].tolist(), strict=True))


def _identifiers(setting: Setting, part: Texts) -> list[pl.Series]:
    dice, count = setting.dice, len(part)
    is_nominal = part == Part.OFFENDER
    known_to_police = is_nominal | np.isin(part, (Part.ASSOCIATE, Part.PERPETRATOR)) | dice.chance(0.12, count)

    def numbers(whose: Truth, kind: Range) -> Whole:
        found = np.full(count, -1, dtype=np.int64)
        found[whose] = kind.allot(setting.area_index, setting.chunk, int(whose.sum()))
        return found

    return [
        pl.Series("pnc", identifiers.make_pnc(numbers(known_to_police, identifiers.PNC))),
        pl.Series("cro", identifiers.make_cro(numbers(is_nominal & dice.chance(0.7, count), identifiers.CRO))),
        pl.Series("crn", identifiers.make_crn(numbers(is_nominal, identifiers.CRN))),
        pl.Series(
            "prison_number",
            identifiers.make_prison_number(numbers(is_nominal & dice.chance(0.11, count), identifiers.PRISON)),
        ),
        pl.Series("nhs_number", identifiers.make_nhs_number(numbers(np.ones(count, dtype=bool), identifiers.NHS))),
    ]
