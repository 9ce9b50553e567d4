"""Join, review or apart, for each pair and for all of them together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ingest.linkage.matching.clusters import Clusters
from ingest.linkage.matching.comparisons import GIVEN
from ingest.linkage.matching.guards import CONTRADICTION, GUARDS, IDENTIFIER_ONLY, SAME_AGENCY
from ingest.linkage.matching.levels import gamma_of
from ingest.linkage.matching.model import Thresholds
from ingest.linkage.matching.scoring import SETTLING
from ingest.linkage.proposals import Outcome

Pair = tuple[int, int]
_APART_IN_CLUSTERS = frozenset(guard.name for guard in GUARDS if guard.holds_in_clusters)
_DIFFERENT_GIVEN = gamma_of(GIVEN, "different")


@dataclass(frozen=True)
class Known:
    """What was decided before: pairs a person keeps apart, and groups of records joined now that nobody asks about."""

    kept_apart: Collection[Pair]
    seeds: Sequence[Sequence[int]] = ()


@dataclass(frozen=True)
class Decided:
    """A scored pair and what is proposed of it."""

    pair: Mapping[str, Any]
    outcome: Outcome
    guards: tuple[str, ...]


def decide(pairs: pl.DataFrame, rows: pl.DataFrame, thresholds: Thresholds, known: Known) -> list[Decided]:
    """Return what is proposed of the scored `pairs`, whose places are those of `rows`; most pairs need no word.

    Pairs are joined from the heaviest down, each only where the people that result could be one each. A review is
    proposed once for two people, by the heaviest of their pairs.
    """
    kept_apart = {(min(pair), max(pair)) for pair in known.kept_apart}
    proposed = [
        one for pair in pairs.iter_rows(named=True) if (one := _decide_one(pair, thresholds, kept_apart)) is not None
    ]
    apart = {
        _places(one.pair) for one in proposed if _APART_IN_CLUSTERS & set(one.guards) and one.outcome is Outcome.REVIEW
    }
    clusters = Clusters(rows["agency"].to_list(), _identifiers(rows), [*kept_apart, *apart])
    for seed in known.seeds:
        for place in seed[1:]:
            clusters.bring_together(seed[0], place)
    settled = [_settle(one, clusters) for one in sorted(proposed, key=_by_strength)]
    return list(_without_repeats(settled, clusters, kept_apart))


def _places(pair: Mapping[str, Any]) -> Pair:
    return pair["l"], pair["r"]


def _by_strength(one: Decided) -> tuple[bool, bool, float, int, int]:
    pair = one.pair
    return not pair["settles"], not pair["joined_now"], -pair["weight"], pair["l"], pair["r"]


def _decide_one(pair: Mapping[str, Any], thresholds: Thresholds, kept_apart: Collection[Pair]) -> Decided | None:
    """Return what a pair would be by itself, None where it needs no word."""
    weight, is_joined = pair["weight"], pair["joined_now"]
    if _places(pair) in kept_apart:
        return None
    if pair["contradicts"]:
        is_told = is_joined or weight >= thresholds.join
        return Decided(pair, Outcome.APART, (CONTRADICTION.name,)) if is_told else None
    if pair["settles"]:
        guards = (IDENTIFIER_ONLY.name,) if pair["identifier_only"] else ()
        return Decided(pair, Outcome.REVIEW if guards and not is_joined else Outcome.JOIN, guards)
    guards = (*pair["guards"], *((SAME_AGENCY.name,) if pair["same_agency"] else ()))
    if is_joined:
        return Decided(pair, _of_joined(weight, thresholds), guards)
    if pair["other_person"] or weight < thresholds.review:
        return None
    return Decided(pair, Outcome.REVIEW if guards or weight < thresholds.join else Outcome.JOIN, guards)


def _of_joined(weight: float, thresholds: Thresholds) -> Outcome:
    """Return what becomes of a pair joined now: it stays for less than a new join needs, and no guard undoes it."""
    if weight >= thresholds.stay:
        return Outcome.JOIN
    return Outcome.REVIEW if weight >= thresholds.review else Outcome.APART


def _settle(one: Decided, clusters: Clusters) -> Decided:
    """Bring a pair to be joined together, or say what among the others forbids it."""
    if one.outcome is not Outcome.JOIN:
        return one
    left, right = _places(one.pair)
    if clusters.are_together(left, right):
        return one
    is_sure = one.pair["settles"] or one.pair["joined_now"]
    if objection := clusters.objection(left, right, is_agency_sure=is_sure):
        return Decided(one.pair, Outcome.REVIEW, (*one.guards, objection.name))
    clusters.bring_together(left, right)
    return one


def _without_repeats(settled: Sequence[Decided], clusters: Clusters, kept_apart: Collection[Pair]) -> Iterator[Decided]:
    """Yield all but reviews with nothing to decide: of one person, of people kept apart, or asked already."""
    asked: set[Pair] = set()
    for one in sorted(settled, key=lambda each: (-each.pair["weight"], _places(each.pair))):
        left, right = _places(one.pair)
        if one.outcome is not Outcome.REVIEW or one.pair["joined_now"]:
            yield one
            continue
        roots = clusters.root(left), clusters.root(right)
        people = min(roots), max(roots)
        if roots[0] == roots[1] or people in asked or _is_told_apart(one, clusters, kept_apart):
            continue
        asked.add(people)
        yield one


def _is_told_apart(one: Decided, clusters: Clusters, kept_apart: Collection[Pair]) -> bool:
    """Whether a person keeps the two apart, or an agency does that holds a record of each under different names."""
    left, right = _places(one.pair)
    others = set(clusters.members_of(right))
    ours = clusters.members_of(left)
    if any((min(a, b), max(a, b)) in kept_apart for a in ours for b in others):
        return True
    is_twin = bool(_APART_IN_CLUSTERS & set(one.guards)) and one.pair["gamma_given"] == _DIFFERENT_GIVEN
    return is_twin and bool(clusters.agencies_of(left) & clusters.agencies_of(right))


def _identifiers(rows: pl.DataFrame) -> list[dict[str, str]]:
    return [
        {kind: value for kind, value in row.items() if value} for row in rows.select(SETTLING).iter_rows(named=True)
    ]
