"""The matching of this service, as a whole and by its scores alone."""

import time
from collections.abc import Iterator

from bench.linkage.scores import Linking, group_up
from bench.linkage.sets import TruthSet
from ingest.linkage.matching import Model, propose
from ingest.linkage.matching.engine import open_engine
from ingest.linkage.matching.proposing import rows_of
from ingest.linkage.matching.reasons import probability
from ingest.linkage.matching.scoring import score
from ingest.linkage.proposals import Outcome

EVEN = 0.5


def link_by_service(truth: TruthSet, model: Model, title: str) -> Iterator[Linking]:
    """Yield what the service joins by itself, and what it is once reviews have been decided rightly."""
    begun = time.perf_counter()
    made = propose(truth.records, model=model, run="bench")
    seconds = time.perf_counter() - begun
    joins = [(one.left, one.right) for one in made.proposals if one.outcome is Outcome.JOIN]
    reviews = [(one.left, one.right) for one in made.proposals if one.outcome is Outcome.REVIEW]
    compared = made.blocking.comparisons
    yield Linking(f"{title}: joined", group_up(truth.person_of, joins), reviews, None, seconds, compared)
    decided = [*joins, *(pair for pair in reviews if pair in truth.true_pairs)]
    yield Linking(f"{title}: joined and reviewed", group_up(truth.person_of, decided), reviews, None, seconds, compared)


def link_by_score(truth: TruthSet, model: Model, title: str, *, is_one_to_one: bool) -> Iterator[Linking]:
    """Yield what comes of scores alone, without guards: at even odds, and from the threshold of review on.

    With `is_one_to_one` each record of one list goes to at most one of the other, the heaviest pair first.
    """
    begun = time.perf_counter()
    rows = rows_of(truth.records)
    with open_engine(rows) as engine:
        scored = score(engine, rows, model)
    seconds = time.perf_counter() - begun
    ids = rows["unique_id"].to_list()
    weights = {
        (ids[left], ids[right]): weight for left, right, weight in scored.pairs.select("l", "r", "weight").iter_rows()
    }
    scores = {pair: probability(weight) for pair, weight in weights.items()}
    agency_of = dict(rows.select("unique_id", "agency").iter_rows())
    for name, least in (("even odds", 0.0), ("review threshold", model.thresholds.review)):
        pairs = [pair for pair, weight in sorted(weights.items(), key=lambda each: -each[1]) if weight >= least]
        kept = list(_one_to_one(pairs, agency_of)) if is_one_to_one else pairs
        groups = group_up(truth.person_of, kept)
        yield Linking(f"{title}: scores alone, {name}", groups, (), scores, seconds, scored.blocking.comparisons)


def _one_to_one(pairs: list[tuple[str, str]], agency_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for pair in pairs:
        if not taken & set(pair) and agency_of[pair[0]] != agency_of[pair[1]]:
            taken |= set(pair)
            yield pair
