"""Transfers of cases to the areas that nominals have moved to, at every stage of their way."""

import numpy as np
import polars as pl

from graph_schema.areas import LOCAL_AUTHORITIES
from ingest.synthetic.agencies import Role
from ingest.synthetic.dice import Days
from ingest.synthetic.frames import Statements, before, days, tell_again, tell_from
from ingest.synthetic.telling import Telling

STAGES = ("sent_on", "acknowledged_on", "address_checked_on", "accepted_on", "moved_on", "completed_on")
_CHECKED = STAGES.index("address_checked_on")

PROPOSED, REJECTED = 0.55, 0.08
"""Share of moves for which a transfer is proposed, and of these that are rejected: assumptions."""


def tell_transfers(telling: Telling) -> Statements:
    """Return `transfers`: one for about half of the nominals who now live in another area."""
    dice, setting = telling.dice, telling.world.setting
    rows = telling.of_cases(Role.PROBATION, _moved_away(telling))
    rows = rows.filter(pl.Series(dice.chance(PROPOSED, rows.height)))
    since = np.maximum(rows["valid_from"].to_numpy(), rows["case_from"].to_numpy()).astype("datetime64[D]")
    proposed = before(since, -dice.whole(0, 20, rows.height))
    kinds = {"mappa_area": 6, "temporary": 2, "lead_agency": 1, "visor_ownership": 1}
    rows = telling.numbered(rows, "transfer_ref", "TRF").with_columns(
        pl.Series("kind", dice.one_of(kinds, rows.height)),
        pl.lit(setting.area).alias("from_area"),
        days(proposed).alias("proposed_on"),
        *_stages(telling, proposed),
        pl.lit("Has moved there.").alias("reason"),
    )
    begun = tell_from(rows.filter(pl.col("proposed_on") <= setting.as_of), setting.calendar, "proposed_on")
    dated = (*STAGES, "rejected_on")
    latest = begun.with_columns(pl.max_horizontal(*dated).alias("latest"))
    return telling.table("transfers", tell_again(latest, setting.calendar, "latest", *dated))


def _moved_away(telling: Telling) -> pl.DataFrame:
    """Return the nominals whose present home is in another area: person, valid_from, to_area."""
    world = telling.world
    areas = np.array([district.area for district in LOCAL_AUTHORITIES.values()])
    last = world.homes.filter(
        pl.col("is_last") & pl.col("kind").is_in(["home", "staying"]) & pl.col("valid_from").is_not_null()
    )
    at = world.addresses[last["address"].to_numpy()]
    last = last.with_columns(pl.Series("to_area", areas[at["authority"].to_numpy()]), at["place"])
    away = last.filter((pl.col("to_area") != world.setting.area) & (pl.col("place") >= 0))
    return away.select("person", "valid_from", "to_area")


def _stages(telling: Telling, proposed: Days) -> list[pl.Series]:
    """Return when each stage was reached; a rejected transfer comes no further than the check of the address."""
    dice, count, now = telling.dice, len(proposed), np.datetime64(telling.world.setting.as_of)
    steps = np.cumsum(np.stack([dice.whole(1, 8, count) for _ in STAGES]), axis=0)
    is_rejected = dice.chance(REJECTED, count)
    reached = np.where(is_rejected, _CHECKED + 1, dice.whole(0, len(STAGES) + 3, count))
    dates = {name: np.where(reached > place, before(proposed, -steps[place]), np.datetime64("NaT"))
             for place, name in enumerate(STAGES)}  # fmt: skip
    dates["rejected_on"] = np.where(is_rejected, before(proposed, -steps[-1]), np.datetime64("NaT"))
    return [days(np.where(when <= now, when, np.datetime64("NaT"))).alias(name) for name, when in dates.items()]
