"""Cases of the multi-agency risk assessment conference: who, against whom, with which children, and when."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ingest.synthetic.cast import Cast, Nominals, Part
from ingest.synthetic.dice import Days, Whole
from ingest.synthetic.frames import days
from ingest.synthetic.marginals import rate
from ingest.synthetic.setting import Setting

DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Maracs:
    """The cases of a chunk and who is in them.

    `cases`: marac_ref, referred_on, incident_on, heard_on, closed_on, dash_score, perpetrator, victim;
    `people`: marac_ref, referred_on, person, role.
    """

    cases: pl.DataFrame
    people: pl.DataFrame


def draw_maracs(setting: Setting, cast: Cast, nominals: Nominals, victim: Whole, partner: Whole) -> Maracs:
    """Draw the cases of a chunk; `victim` and `partner` are each nominal's first adult victim and present partner."""
    dice, count = setting.dice, len(nominals.born)
    chance = np.where(nominals.category == 1, rate("marac", "category_1"), rate("marac", "others"))
    harmed = np.where(partner >= 0, np.where(victim >= 0, victim, partner), victim)
    perpetrator = np.flatnonzero((harmed >= 0) & dice.chance(chance, count))
    victims = harmed[perpetrator]
    outsiders, their_victims = _draw_outsiders(setting, cast, victims)
    perpetrator = np.concatenate([perpetrator, outsiders])
    victims = np.concatenate([victims, their_victims])
    referred = dice.days_before(setting.as_of, 25, 900, len(victims))
    again = np.flatnonzero(dice.chance(rate("marac", "repeat"), len(victims)))
    second = referred[again] + dice.whole(40, 420, len(again)) * DAY
    is_past = second < np.datetime64(setting.as_of) - 20 * DAY
    again, second = again[is_past], second[is_past]
    perpetrator = np.concatenate([perpetrator, perpetrator[again]])
    victims = np.concatenate([victims, victims[again]])
    cases = _date_cases(setting, np.concatenate([referred, second])).with_columns(
        pl.Series("perpetrator", perpetrator), pl.Series("victim", victims)
    )
    return Maracs(cases, _people_of(cases, cast))


def _draw_outsiders(setting: Setting, cast: Cast, victims: Whole) -> tuple[Whole, Whole]:
    """Add perpetrators who are no nominals, and let some nominals be victims; return both ends of each case."""
    dice = setting.dice
    count = setting.offenders // 60 if len(victims) else 0
    anchor = dice.whole(0, setting.offenders, count)
    since = dice.days_before(setting.as_of, 900, 1_500, count)
    born = dice.days_before(setting.as_of, 22 * 365, 55 * 365, count)
    perpetrators = cast.add(Part.PERPETRATOR, dice.chance(0.9, count), born, anchor, since)
    serial = perpetrators[dice.chance(0.4, count)]
    against_nominal = dice.whole(0, setting.offenders, count // 4)
    start = np.concatenate([perpetrators, serial, perpetrators[: count // 4]])
    known_victims = victims[dice.whole(0, max(len(victims), 1), count + len(serial))] if count else victims[:0]
    return start, np.concatenate([known_victims, against_nominal])


def _date_cases(setting: Setting, referred: Days) -> pl.DataFrame:
    dice, count = setting.dice, len(referred)
    heard = referred + dice.whole(7, 29, count) * DAY
    closed = np.where(
        dice.chance(rate("marac", "closed"), count), heard + dice.whole(60, 360, count) * DAY, np.datetime64("NaT")
    )
    now = np.datetime64(setting.as_of)
    closed[closed > now] = np.datetime64("NaT")
    heard[heard > now] = np.datetime64("NaT")
    incident = np.where(dice.chance(0.8, count), referred - dice.whole(0, 20, count) * DAY, np.datetime64("NaT"))
    return pl.DataFrame(
        {
            "marac_ref": [f"{setting.shared_name('MARAC')}{place:05d}" for place in range(count)],
            "referred_on": days(referred),
            "incident_on": days(incident),
            "heard_on": days(heard),
            "closed_on": days(closed),
            "dash_score": np.clip(dice.whole(10, 25, count), 0, 24),
        }
    )


def _people_of(cases: pl.DataFrame, cast: Cast) -> pl.DataFrame:
    head = ["marac_ref", "referred_on"]
    parents = cast.all_ties().filter(pl.col("kind") == "parent_of").select(pl.col("start").alias("victim"), "end")
    children = cases.join(parents, on="victim", maintain_order="left_right").select(
        *head, pl.col("end").alias("person"), pl.lit("child").alias("role")
    )
    both = [
        cases.select(*head, pl.col(role).alias("person"), pl.lit(role).alias("role"))
        for role in ("victim", "perpetrator")
    ]
    return pl.concat([*both, children]).unique(["marac_ref", "person"], keep="first", maintain_order=True)
