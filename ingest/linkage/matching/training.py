"""Learning how records compare from records alone, nobody having said which are the same."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from ingest.linkage.matching.blocking import block
from ingest.linkage.matching.comparisons import RESPECTS, Weights, settings_of
from ingest.linkage.matching.engine import RECORDS, Engine, count_values, most_frequent, open_engine
from ingest.linkage.matching.errors import CannotTrain
from ingest.linkage.matching.evidence import LinkageRecord
from ingest.linkage.matching.levels import Respect, gamma_of
from ingest.linkage.matching.model import Model
from ingest.linkage.matching.scoring import predict, prior_bits
from ingest.linkage.matching.table import tabulate

FEWEST_RECORDS = 500
SAMPLED_PAIRS = 1_500_000
SEED = 1
NAMES_KEPT = 1_500
LEAST_SHARE = 1e-7
"""No level is taken to be rarer than this among records of different people, nor a hundredth of it among the same."""

MOST_AGAINST = -8.0
"""Bits that no disagreement weighs more than: any field may be wrong once in a few hundred records."""

SHOWN = 1e-5
"""A level seen in fewer of the pairs of one person than this counts as not seen at all."""

SESSIONS = (
    "l.born = r.born",
    "l.given = r.given and l.family = r.family",
    "l.given = r.given and l.postcode = r.postcode",
)
"""Pairs that the weights are learnt from: those who agree on one respect teach what the others weigh."""

SURE_RULES = (
    "l.given = r.given and l.family = r.family and l.born = r.born",
    "l.family = r.family and l.born = r.born and l.postcode = r.postcode",
)
FOUND_BY_SURE_RULES = 0.7
"""How many of the true pairs the sure rules find, as a first guess that learning replaces."""


@dataclass(frozen=True)
class WeightChange:
    """The weight in bits of one level of one respect, before and after learning."""

    respect: str
    level: str
    before: float | None
    after: float

    @property
    def difference(self) -> float:
        """Return by how many bits the weight went up; 0 where there was none before."""
        return self.after - self.before if self.before is not None else 0.0


def train(
    records: Sequence[LinkageRecord], base: Model | None, *, made_on: date, trained_on: str
) -> tuple[Model, tuple[WeightChange, ...]]:
    """Learn a model from records, without labels, and return it with the difference from `base`, largest first.

    Thresholds, identifiers' weights and scale are taken over from `base`. The same records give the same model.
    Raises CannotTrain below FEWEST_RECORDS records.
    """
    if len(records) < FEWEST_RECORDS:
        raise CannotTrain(
            f"A model needs {FEWEST_RECORDS} records of persons or more, here are {len(records)}: keep that shipped."
        )
    rows = tabulate(records).with_row_index("place").with_columns(pl.lit([], pl.List(pl.String)).alias("clusters"))
    known = base.frequencies if base else {}
    counted = count_values(rows, {})
    with open_engine(rows) as engine:
        weights, others = _learn(engine, counted, len(records))
    frequencies = {column: most_frequent(values, column, NAMES_KEPT) for column, values in counted.items()}
    model = Model(made_on, trained_on, weights, others, frequencies=frequencies or known)
    if base:
        model = replace(model, thresholds=base.thresholds, identifiers=base.identifiers, scale=base.scale)
    return model, _compare(base, model)


def _learn(engine: Engine, counted: Mapping[str, pl.DataFrame], records: int) -> tuple[Weights, float]:
    linker = engine.linker(settings_of(), counted)
    linker.training.estimate_probability_two_random_records_match(list(SURE_RULES), recall=FOUND_BY_SURE_RULES)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED, min_count_per_level=None)
    try:
        for session in SESSIONS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                session, estimate_without_term_frequencies=True
            )
    except ValueError as error:  # a share that sank below what Splink takes
        raise CannotTrain(
            "These records do not teach every weight: some way to compare never occurs in one person's records. "
            "Train on more records, or keep that shipped."
        ) from error
    learnt = linker.misc.save_model_to_json()
    prior = float(learnt["probability_two_random_records_match"])
    others = round(prior * (records - 1), 4)
    sampled = {respect.name: _settle(respect, learnt, prior) for respect in RESPECTS}
    return _count_strangers(engine, sampled, others, counted), others


def _settle(respect: Respect, learnt: Mapping[str, Any], prior: float) -> dict[str, tuple[float, float]]:
    """Return the shares of a respect's levels, every one filled in.

    Pairs sampled at random hold some of the same person, which would pass for chance agreement: they are taken out.
    """
    comparison = next(one for one in learnt["comparisons"] if one["output_column_name"] == respect.name)
    levels = comparison["comparison_levels"][1:]
    same = _shares([one.get("m_probability") for one in levels])
    random = _shares([one.get("u_probability") for one in levels])
    chance = _shares([(u - prior * m) / (1 - prior) for m, u in zip(same, random, strict=True)])
    return _within_reason(respect, same, chance)


def _count_strangers(engine: Engine, sampled: Weights, others: float, counted: Mapping[str, pl.DataFrame]) -> Weights:
    """Return weights in which how often strangers agree on what few agree on is counted over all pairs.

    A sample of pairs has none or a few of these. Who is a stranger is told by all other respects.
    """
    block(engine.connection, RECORDS)
    records = engine.count()
    table = predict(engine, sampled, prior_bits(others, records), counted)
    pairs = records * (records - 1) / 2
    weights = {}
    for respect in RESPECTS:
        strangers = dict(
            engine.connection.execute(
                f"SELECT gamma_{respect.name}, sum(1 / (1 + pow(2, match_weight - mw_{respect.name}))) "
                f"FROM {table} GROUP BY ALL"
            ).fetchall()
        )
        shares = sampled[respect.name]
        chance = [
            max(strangers.get(gamma_of(respect, level.name), 0.0), 1.0) / pairs
            if level.is_counted
            else shares[level.name][1]
            for level in respect.levels[1:]
        ]
        weights[respect.name] = _within_reason(respect, [shares[level.name][0] for level in respect.levels[1:]], chance)
    return weights


def _shares(values: Sequence[float | None]) -> list[float]:
    """Return shares that add up to one, none below what sampling can tell from nothing."""
    floored = [max(value if isinstance(value, float) else 0.0, LEAST_SHARE) for value in values]
    total = sum(floored)
    return [value / total for value in floored]


def _within_reason(respect: Respect, same: Sequence[float], chance: Sequence[float]) -> dict[str, tuple[float, float]]:
    """Return shares such that no level weighs more than full agreement, or less than none at all or MOST_AGAINST.

    Levels that hardly occur would otherwise weigh whatever chance makes of one pair or none: they weigh what is
    assumed.
    """
    levels = respect.levels[1:]
    assumed = [*(level.assumed for level in levels[:-1]), MOST_AGAINST]
    weights = [math.log2(m / u) if m > SHOWN else if_not for m, u, if_not in zip(same, chance, assumed, strict=True)]
    most, least = max(weights[0], 0.0), min(max(weights[-1], MOST_AGAINST), 0.0)
    kept = [min(max(weight, least), most) for weight in weights]
    return {
        level.name: (_rounded(m), _rounded(m / 2**weight)) for level, m, weight in zip(levels, same, kept, strict=True)
    }


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _weights(model: Model) -> dict[tuple[str, str], float]:
    return {(respect, level): math.log2(m / u) for respect, of in model.weights.items() for level, (m, u) in of.items()}


def _compare(base: Model | None, model: Model) -> tuple[WeightChange, ...]:
    before = _weights(base) if base else {}
    changes = [WeightChange(*key, before.get(key), after) for key, after in _weights(model).items()]
    return tuple(sorted(changes, key=lambda one: -abs(one.difference)))
