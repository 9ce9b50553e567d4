"""Who works with whom: key workers of every agency, their caseloads, and who took over from whom."""

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Role
from ingest.synthetic.dice import Dice
from ingest.synthetic.frames import AGENCY, MONTH, Statements, blank_days, days, merge, tell_again, tell_from
from ingest.synthetic.identifiers import make_landline, make_mobile
from ingest.synthetic.names import draw_given_names, draw_surnames
from ingest.synthetic.telling import Telling

_CASELOAD = 45
_OFFENDER = ("offender",)
_CASELOADS: dict[Role, tuple[tuple[str, tuple[str, ...], float, bool], ...]] = {
    Role.POLICE: (("mosovo_officer", _OFFENDER, 0.75, False),),
    Role.PROBATION: (("community_offender_manager", _OFFENDER, 0.97, True),),
    Role.PRISON: (("prison_offender_manager", _OFFENDER, 0.9, False),),
    Role.CHILDRENS_SERVICES: (("social_worker", ("child",), 0.7, False), ("personal_adviser", ("child",), 0.05, False)),
    Role.HOUSING: (("housing_officer", _OFFENDER, 0.5, False),),
    Role.MARAC: (("idva", ("victim",), 0.7, False),),
    Role.VICTIM_UNIT: (("victim_liaison_officer", ("victim",), 0.85, False),),
    Role.HEALTH: (("health_visitor", ("child",), 0.4, False), ("safeguarding_lead", ("child",), 0.2, False)),
}
"""By agency: role, whose, the share of its records with one, and whether the case (not the person) is assigned."""


def tell_workers(telling: Telling) -> Statements:
    """Return `key_workers` and `assignments`."""
    assigned = [_assignments(telling, role, kind) for role, kinds in _CASELOADS.items() for kind in kinds]
    return merge([_key_workers(telling), *assigned])


def _worker_counts(telling: Telling) -> dict[str, int]:
    sizes = telling.records.group_by(AGENCY).len().sort(AGENCY)
    return {agency: count // (_CASELOAD * 3) + 6 for agency, count in sizes.iter_rows()}


def _key_workers(telling: Telling) -> Statements:
    setting, counts = telling.world.setting, _worker_counts(telling)
    agencies = [agency for agency, count in counts.items() for _ in range(count)]
    places = [place for count in counts.values() for place in range(count)]
    size, dice = len(places), telling.dice
    given = draw_given_names(dice, dice.chance(0.4, size), dice.whole(1962, 2001, size))
    names = np.char.add(np.char.add(np.char.partition(given, " ")[:, 0], " "), draw_surnames(dice, size))
    refs = [
        _worker_ref(telling, setting.agencies[agency].role, place)
        for agency, place in zip(agencies, places, strict=True)
    ]
    rows = pl.DataFrame(
        {
            AGENCY: agencies,
            MONTH: np.zeros(size, dtype=np.int32),
            "worker_ref": refs,
            "name": names,
            "agency_ref": agencies,
            "phone": [make_mobile(place * 7) if place % 2 else make_landline(place) for place in range(size)],
            "email": [f"{ref.lower()}@example.com" for ref in refs],
        }
    )
    return telling.table("key_workers", rows)


def _worker_ref(telling: Telling, role: Role, place: int) -> str:
    setting = telling.world.setting
    return f"{role.value}-K{setting.area_index:02d}{setting.chunk:02d}{place:04d}"


def _assignments(telling: Telling, role: Role, kind: tuple[str, tuple[str, ...], float, bool]) -> Statements:
    name, parts, share, is_of_case = kind
    dice, setting = telling.dice, telling.world.setting
    people = telling.world.people.filter(pl.col("part").is_in(parts)).select("person", "known_on")
    rows = telling.by(role, people)
    rows = rows.filter(pl.Series(dice.chance(share, rows.height)))
    if is_of_case:
        rows = rows.join(telling.cases.select("person", "case_ref", "case_month"), on="person", maintain_order="left")
        rows = rows.with_columns(pl.max_horizontal(MONTH, "case_month").alias(MONTH), pl.lit("").alias("person_ref"))
    rows = rows.with_columns(pl.lit(name).alias("role"), pl.col("known_on").alias("valid_from"))
    changed = dice.chance(0.25, rows.height)
    when = dice.days_before(setting.as_of, 5, 700, rows.height)
    changed &= when > rows["known_on"].to_numpy().astype("datetime64[D]") + 30
    left = rows.with_columns(days(np.where(changed, when, blank_days(rows.height))).alias("valid_to"))
    taken = rows.filter(pl.Series(changed)).with_columns(
        days(when[changed]).alias("valid_from"), pl.lit(None, pl.Date).alias("valid_to")
    )
    counts = _worker_counts(telling)
    both = pl.concat([_with_worker(dice, telling, left, counts), _with_worker(dice, telling, taken, counts)])
    told = tell_again(tell_from(both, setting.calendar, "valid_from"), setting.calendar, "valid_to")
    return telling.table("assignments", told)


def _with_worker(dice: Dice, telling: Telling, rows: pl.DataFrame, counts: dict[str, int]) -> pl.DataFrame:
    setting = telling.world.setting
    limits = rows[AGENCY].replace_strict(counts, return_dtype=pl.Int64).to_numpy()
    places = pl.Series(dice.up_to(limits)).cast(pl.String).str.zfill(4)
    prefixes = rows[AGENCY].replace_strict(
        {ref: agency.role.value for ref, agency in setting.agencies.items()}, return_dtype=pl.String
    )
    return rows.with_columns((prefixes + f"-K{setting.area_index:02d}{setting.chunk:02d}" + places).alias("worker_ref"))
