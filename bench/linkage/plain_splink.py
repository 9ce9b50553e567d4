"""Splink as its documentation does it: one flat table, library comparisons, trained on the set, one threshold."""

import logging
import time
import warnings
from collections.abc import Sequence

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.linkage.scores import Linking, group_up
from bench.linkage.sets import TruthSet
from ingest.linkage.matching import LinkageRecord

THRESHOLDS = (0.5, 0.95)
"""As good as even, and what the tutorial clusters at."""

_RULES = (
    block_on("first_name", "surname"),
    block_on("surname", "date_of_birth"),
    block_on("first_name", "date_of_birth"),
    block_on("date_of_birth", "postcode"),
    block_on("first_name", "postcode"),
    block_on("surname", "postcode"),
    block_on("street", "number"),
    block_on("substr(first_name, 1, 1)", "surname", "substr(date_of_birth, 1, 4)"),
)


def link_plainly(truth: TruthSet) -> list[Linking]:
    """Return what Splink makes of a set at each of THRESHOLDS."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    begun = time.perf_counter()
    with warnings.catch_warnings(), duckdb.connect() as connection:
        warnings.simplefilter("ignore")
        database = DuckDBAPI(connection=connection)
        table = database.register([_flat(record) for record in truth.records])
        linker = Linker(table, _settings(), log_level=logging.ERROR)
        linker.training.estimate_probability_two_random_records_match(
            [block_on("first_name", "surname", "date_of_birth"), block_on("surname", "date_of_birth", "postcode")],
            recall=0.7,
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for session in (block_on("date_of_birth"), block_on("first_name", "surname")):
            linker.training.estimate_parameters_using_expectation_maximisation(session)
        predicted = linker.inference.predict(threshold_match_probability=0.01)
        rows = predicted.as_record_list()
    seconds = time.perf_counter() - begun
    scores = {tuple(sorted((row["unique_id_l"], row["unique_id_r"]))): row["match_probability"] for row in rows}
    return [_at(truth, scores, threshold, seconds) for threshold in THRESHOLDS]


def _at(truth: TruthSet, scores: dict[tuple[str, ...], float], threshold: float, seconds: float) -> Linking:
    pairs = {(one, other): score for (one, other), score in scores.items()}
    groups: Sequence[list[str]] = group_up(
        truth.person_of, [pair for pair, score in pairs.items() if score >= threshold]
    )
    return Linking(f"plain Splink, {threshold:.2f} and above", groups, (), pairs, seconds, len(pairs))


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.ExactMatch("number"),
            cl.DamerauLevenshteinAtThresholds("street", [2]),
        ],
        blocking_rules_to_generate_predictions=list(_RULES),
        max_iterations=5,  # the default of 25 lets a level that never occurs sink below what a float holds
    )


def _flat(record: LinkageRecord) -> dict[str, str | None]:
    home = record.addresses[0] if record.addresses else None
    given, family = record.given_names.lower().split(), record.family_name.lower()
    born = f"{record.born:%Y%m%d}" if record.born else record.born_text
    return {
        "unique_id": record.record,
        "first_name": given[0] if given else None,
        "surname": family or None,
        "first_name_surname_concat": f"{given[0]} {family}" if given and family else None,
        "date_of_birth": born or None,
        "postcode": (home.postcode or None) if home else None,
        "number": (home.primary or None) if home else None,
        "street": (home.street.lower() or None) if home else None,
    }
