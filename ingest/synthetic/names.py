"""Names by sex and year of birth, as common as they are in England and Wales."""

from functools import cache

import numpy as np
import polars as pl

from ingest.synthetic.dice import Dice, Texts, Truth, Whole
from ingest.synthetic.marginals import read_table

_FIRST_DECADE, _LAST_DECADE = 1920, 2010
_RECENT = 0.12
"""Share of people whose name is drawn from the lists of 1996 on, which alone know the names of newer families."""

_SHIFT, _POWER = 12, 0.86
"""Surnames are as common as 1 / (rank + 12) ^ 0.86 (Zipf-Mandelbrot, fitted to a ranked list of UK surnames)."""


@cache
def _given_names() -> dict[tuple[str, int], tuple[Texts, np.ndarray[tuple[int], np.dtype[np.float64]]]]:
    found = {}
    for (sex, decade), rows in read_table("given_names.csv").group_by("sex", "decade", maintain_order=True):
        found[str(sex), int(str(decade))] = (
            rows["name"].to_numpy().astype(np.str_),
            rows["weight"].cast(float).to_numpy(),
        )
    return found


@cache
def _surnames() -> Texts:
    return read_table("surnames.csv")["surname"].to_numpy().astype(np.str_)


def draw_surnames(dice: Dice, count: int) -> Texts:
    """Return family names."""
    ranks = np.arange(1, len(_surnames()) + 1)
    return _surnames()[dice.weighted(np.asarray((ranks + _SHIFT) ** -_POWER, dtype=np.float64), count)]


def draw_given_names(dice: Dice, is_male: Truth, born: Whole) -> Texts:
    """Return given names, one or two, for people born in the years `born`."""
    decades = np.clip(born // 10 * 10, _FIRST_DECADE, _LAST_DECADE)
    decades = np.where(dice.chance(_RECENT, len(born)), 2000, decades)
    first, second = _draw(dice, is_male, decades), _draw(dice, is_male, decades)
    has_second = dice.chance(0.3, len(born)) & (first != second)
    return np.where(has_second, np.char.add(np.char.add(first, " "), second), first)


def _draw(dice: Dice, is_male: Truth, decades: Whole) -> Texts:
    names = np.full(len(decades), "", dtype="<U24")
    for (sex, decade), (options, weights) in sorted(_given_names().items()):
        chosen = np.flatnonzero((decades == decade) & (is_male == (sex == "M")))
        names[chosen] = options[dice.weighted(weights, len(chosen))]
    return names


@cache
def nicknames() -> pl.DataFrame:
    """Return given names with one nickname each: name, nickname."""
    return read_table("nicknames.csv").group_by("name", maintain_order=True).agg(pl.col("nickname").last())
