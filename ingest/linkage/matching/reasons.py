"""Why two records are, or are not, taken to be about one person: one reason a respect, in words a reviewer reads."""

import math
from collections.abc import Mapping
from typing import Any

from ingest.linkage.matching.comparisons import RESPECTS
from ingest.linkage.matching.engine import COUNTED
from ingest.linkage.matching.levels import Respect, level_of
from ingest.linkage.proposals import Reason, Verdict

START, IDENTIFIERS = "start", "identifiers"
RARE_BITS, COMMON_BITS = 1.5, -1.0
"""From how many bits more or less than usual an agreeing name is called rare or common."""

_START_WORDS = "Before anything is compared: how seldom two records drawn at random are about one person."


def reasons_of(pair: Mapping[str, Any], prior: float) -> tuple[Reason, ...]:
    """Return the reasons for a scored pair; their weights add up to the pair's, the first being what it starts from."""
    start = Reason(START, Verdict.MISSING, round(prior, 2), _START_WORDS)
    return (start, *(_reason(respect, pair) for respect in RESPECTS), _identifiers(pair))


def probability(weight: float) -> float:
    """Return the probability that a weight in bits stands for, to four digits."""
    odds = float(2.0 ** max(min(weight, 500.0), -500.0))
    return round(odds / (1 + odds), 4)


def _reason(respect: Respect, pair: Mapping[str, Any]) -> Reason:
    level = level_of(respect, pair[f"gamma_{respect.name}"])
    rarity = pair[f"mw_tf_adj_{respect.name}"] if respect.name in COUNTED else 0.0
    words = level.words
    if rarity >= RARE_BITS:
        words = f"{words.removesuffix('.')}, and rare."
    elif rarity <= COMMON_BITS:
        words = f"{words.removesuffix('.')}, and common."
    weight = float(pair[f"mw_{respect.name}"]) + rarity
    return Reason(respect.name, level.verdict, _bits(weight), f"{respect.title}: {words}")


def _identifiers(pair: Mapping[str, Any]) -> Reason:
    weight = _bits(pair["mw_identifiers"])
    if pair["contradicts"]:
        return Reason(
            IDENTIFIERS, Verdict.DISAGREES, weight, "Identifiers: two valid ones differ, which forbids a join."
        )
    if pair["agrees"]:
        return Reason(IDENTIFIERS, Verdict.AGREES, weight, "Identifiers: a valid one agrees.")
    if pair["slip"]:
        words = "Identifiers: one that is not valid is one slip from the other record's, or the same in both."
        return Reason(IDENTIFIERS, Verdict.PARTLY, weight, words)
    return Reason(IDENTIFIERS, Verdict.MISSING, weight, "Identifiers: none to compare.")


def _bits(weight: float) -> float:
    return round(weight, 2) if math.isfinite(weight) else 0.0
