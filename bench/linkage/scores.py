"""How right a linking is, beside the truth."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.linkage.sets import Pairs, TruthSet, pairs_within

MILLION = 1_000_000
BINS = 10


@dataclass(frozen=True)
class Linking:
    """What one way of linking made of a set: groups of records, pairs for review, and scores of pairs where it has."""

    way: str
    groups: Sequence[Collection[str]]
    reviews: Collection[tuple[str, str]] = ()
    scores: Mapping[tuple[str, str], float] | None = None
    seconds: float = 0.0
    compared: int = 0


@dataclass(frozen=True)
class Scores:
    """How right a linking is: over pairs, over whole people, and for people easily taken for each other."""

    precision: float
    recall: float
    f1: float
    cluster_f1: float
    false_pairs: int
    lookalikes_joined: int
    reviews_per_thousand: float
    calibration_error: float | None


def group_up(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return all ids in the groups that pairs make of them."""
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent[root(one)] = root(other)
    groups: dict[str, list[str]] = defaultdict(list)
    for one in parent:
        groups[root(one)].append(one)
    return list(groups.values())


def measure(truth: TruthSet, linking: Linking) -> Scores:
    """Return how right a linking is."""
    found, true = pairs_within(linking.groups), truth.true_pairs
    right = len(found & true)
    precision, recall = _share(right, len(found)), _share(right, len(true))
    wrong = found - true
    people: dict[str, set[str]] = defaultdict(set)
    for record, person in truth.person_of.items():
        people[person].add(record)
    groups, wanted = {frozenset(group) for group in linking.groups}, {frozenset(group) for group in people.values()}
    whole = len(groups & wanted)
    lookalikes = [pair for pair in wrong if frozenset(truth.person_of[one] for one in pair) in truth.lookalikes]
    return Scores(
        precision,
        recall,
        _mean(precision, recall),
        _mean(_share(whole, len(groups)), _share(whole, len(wanted))),
        len(wrong),
        len(lookalikes),
        len(linking.reviews) * 1_000 / len(truth.records),
        calibration_error(linking.scores, true) if linking.scores else None,
    )


def calibration_error(scores: Mapping[tuple[str, str], float], true: Pairs) -> float:
    """Return how far scores are from shares of true pairs, on average over all pairs scored, in ten bins of scores."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair, score in scores.items():
        held[min(int(score * BINS), BINS - 1)].append((score, pair in true))
    gaps = [abs(sum(score for score, _ in of) - sum(is_true for _, is_true in of)) for of in held.values()]
    return sum(gaps) / max(len(scores), 1)


def errors_by_group(
    truth: TruthSet, linking: Linking, group_of: Mapping[str, str]
) -> list[tuple[str, int, float, float]]:
    """Return by group: true pairs, the share of them neither joined nor sent to review, false pairs a 1,000 records.

    A pair counts for the group of each of its records.
    """
    found = pairs_within(linking.groups)
    reviewed = pairs_within(group_up(truth.person_of, [*found, *(set(linking.reviews) & truth.true_pairs)]))
    true, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for pair in truth.true_pairs:
        for group in {group_of[one] for one in pair}:
            true[group] += 1
            missed[group] += pair not in reviewed
    for pair in found - truth.true_pairs:
        false.update({group_of[one] for one in pair})
    records = Counter(group_of.values())
    return [
        (group, true[group], _share(missed[group], true[group]), false[group] * 1_000 / records[group])
        for group in sorted(true)
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
