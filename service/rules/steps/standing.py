"""How a nominal's case stands on the day: category, level and what is recorded of them."""

import polars as pl

from service.rules.world import STEPS, World

_TOLD = ("category", "case_kind", "level_reason", "is_critical_case", "next_review_on")


def standings(world: World) -> pl.DataFrame:
    """Return `subject`, `case`, `area`, `level`, `since` of the episode that counts, and what else it says."""
    told = world.word("standings", world.nominals["case"])
    return world.keep(("standings",), (told,), lambda: _of_nominals(world, told))


def _of_nominals(world: World, told: pl.DataFrame) -> pl.DataFrame:
    key = ["subject", "case", "since"]
    nominals = world.nominals.select("subject", "case", "area", "level", "since", STEPS)
    other = told.select(*key, *_TOLD).unique(key, keep="last", maintain_order=True)
    return nominals.join(other, on=key, how="left")
