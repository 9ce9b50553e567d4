"""What each pair of records weighs, respect by respect, and which guards it meets: one row a pair."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from ingest.linkage.matching.blocking import BlockingReport, block
from ingest.linkage.matching.comparisons import RESPECTS, Weights, settings_of
from ingest.linkage.matching.engine import COUNTED, RECORDS, Engine, count_values
from ingest.linkage.matching.guards import GUARDS, IDENTIFIER_ONLY, OTHER_PERSON
from ingest.linkage.matching.model import Model
from ingest.linkage.matching.table import KINDS

FEWEST_PRIOR_RECORDS = 5_000
"""Sets smaller than this are taken to be part of one as large: two records alone are not one person to begin with."""

SETTLING = tuple(kind for kind in KINDS if kind != "nino")
"""Identifiers of which nobody has two, so that agreement settles and contradiction forbids."""


@dataclass(frozen=True)
class Scored:
    """Pairs (l, r: places; weight, prior, gamma_*, mw_*, guards, what identifiers say) and what comparing cost."""

    pairs: pl.DataFrame
    blocking: BlockingReport
    prior: float


def prior_bits(others_per_record: float, records: int) -> float:
    """Return the weight of nothing but that two records were drawn from so many, in bits."""
    share = min(others_per_record / max(records - 1, FEWEST_PRIOR_RECORDS), 0.5)
    return math.log2(share / (1 - share))


def score(engine: Engine, rows: pl.DataFrame, model: Model, only: Collection[str] | None = None) -> Scored:
    """Compare what is worth comparing and return the pairs that may matter: possible, joined now, or contradicting."""
    _, blocking = block(engine.connection, RECORDS, only)
    prior = prior_bits(model.others_per_record, rows.height)
    if not blocking.comparisons:
        return Scored(pl.DataFrame(), blocking, prior)
    predicted = predict(engine, model.weights, prior, count_values(rows, model.frequencies))
    answer = engine.connection.execute(_query(predicted, model)).to_arrow_table()
    return Scored(pl.DataFrame(answer), blocking, prior * model.scale)


def predict(engine: Engine, weights: Weights, prior: float, frequencies: Mapping[str, pl.DataFrame]) -> str:
    """Let Splink weigh the blocked pairs and return the table it puts them in."""
    engine.connection.execute(
        "CREATE OR REPLACE TABLE blocked AS SELECT '0' AS match_key, l AS join_key_l, r AS join_key_r FROM pairs"
    )
    share = 1 / (1 + 2**-prior)
    settings = {**settings_of(weights), "probability_two_random_records_match": share}
    linker = engine.linker(settings, frequencies)
    linker.table_management.register_blocked_pairs_for_predict(engine.database.register("blocked"))
    return str(linker.inference.predict(warning_mode="never").physical_name)


def _query(predicted: str, model: Model) -> str:
    levels = ", ".join(f"gamma_{respect.name}" for respect in RESPECTS)
    weights = ", ".join(f"mw_{one} * {model.scale} AS mw_{one}" for one in _weighed())
    identifiers = (
        f"CASE WHEN contradicts THEN 0.0::DOUBLE WHEN agrees THEN {model.identifiers.agrees}::DOUBLE "
        f"WHEN slip THEN {model.identifiers.slip}::DOUBLE ELSE 0.0::DOUBLE END"
    )
    guards = ", ".join(
        f"CASE WHEN {guard.condition.replace('$join', str(model.thresholds.join))} THEN '{guard.name}' END"
        for guard in GUARDS
    )
    return f"""
    WITH facts AS (
        SELECT place_l AS l, place_r AS r, match_weight, {levels}, {weights},
               tf_given_l, tf_given_r, p.born_first_l, p.born_first_r,
               a.agency = b.agency AS same_agency, len(list_intersect(a.clusters, b.clusters)) > 0 AS joined_now,
               {_any(f"a.{kind} = b.{kind}" for kind in SETTLING)} AS settles,
               {_any(f"a.{kind} = b.{kind}" for kind in KINDS)} AS agrees,
               {_any(f"a.{kind} <> b.{kind}" for kind in SETTLING)} AS contradicts,
               {_any(_slip(kind) for kind in KINDS)} AS slip
        FROM {predicted} p JOIN {RECORDS} a ON a.place = p.place_l JOIN {RECORDS} b ON b.place = p.place_r),
    weighed AS (
        SELECT *, {identifiers} AS mw_identifiers,
               match_weight * {model.scale} + mw_identifiers AS weight FROM facts)
    SELECT *, list_filter([{guards}], x -> x IS NOT NULL) AS guards,
           coalesce({OTHER_PERSON}, false) AS other_person,
           coalesce({IDENTIFIER_ONLY.condition}, false) AS identifier_only
    FROM weighed
    WHERE joined_now OR settles OR weight >= {model.thresholds.review}
    ORDER BY l, r"""


def _weighed() -> list[str]:
    return [*(respect.name for respect in RESPECTS), *(f"tf_adj_{column}" for column in COUNTED)]


def _any(conditions: Iterable[str]) -> str:
    return "coalesce(" + " OR ".join(f"coalesce({one}, false)" for one in conditions) + ", false)"


def _slip(kind: str) -> str:
    """Return whether one side's raw text is one slip from what the other has, or the same as its raw text."""
    return (
        f"damerau_levenshtein(a.raw_{kind}, b.{kind}) <= 1 OR damerau_levenshtein(a.{kind}, b.raw_{kind}) <= 1 "
        f"OR a.raw_{kind} = b.raw_{kind}"
    )
