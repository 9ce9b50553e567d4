from hypothesis import given
from hypothesis import strategies as st

from ingest.linkage.matching.clusters import Clusters
from ingest.linkage.matching.guards import APART_BEYOND, CONTRADICTION_BEYOND, ONE_TO_ONE

PLACES = st.integers(0, 7)
JOINS = st.lists(st.tuples(PLACES, PLACES), max_size=20)
NUMBERS = st.lists(st.sampled_from([{}, {"pnc": "A"}, {"pnc": "B"}]), min_size=8, max_size=8)


def clusters_of(
    agencies: str, identifiers: list[dict[str, str]] | None = None, apart: list[tuple[int, int]] | None = None
) -> Clusters:
    return Clusters(list(agencies), identifiers or [{} for _ in agencies], apart or [])


def join_all(clusters: Clusters, joins: list[tuple[int, int]], *, is_agency_sure: bool = False) -> None:
    for one, other in joins:
        if not clusters.are_together(one, other) and not clusters.objection(one, other, is_agency_sure=is_agency_sure):
            clusters.bring_together(one, other)


@given(JOINS, NUMBERS)
def test_no_person_ever_has_two_values_of_one_identifier(
    joins: list[tuple[int, int]], numbers: list[dict[str, str]]
) -> None:
    clusters = clusters_of("abcdefgh", numbers)
    join_all(clusters, joins)
    for place in range(8):
        assert len({numbers[one]["pnc"] for one in clusters.members_of(place) if numbers[one]}) <= 1


@given(JOINS, st.lists(st.tuples(PLACES, PLACES).filter(lambda pair: pair[0] != pair[1]), max_size=6))
def test_two_kept_apart_never_come_together(joins: list[tuple[int, int]], apart: list[tuple[int, int]]) -> None:
    clusters = clusters_of("abcdefgh", apart=apart)
    join_all(clusters, joins)
    assert not [pair for pair in apart if clusters.are_together(*pair)]


@given(JOINS)
def test_an_agency_has_one_record_of_a_person(joins: list[tuple[int, int]]) -> None:
    clusters = clusters_of("aabbccdd")
    join_all(clusters, joins)
    for place in range(8):
        agencies = ["aabbccdd"[one] for one in clusters.members_of(place)]
        assert len(agencies) == len(set(agencies))


def test_a_chain_of_joins_stops_at_a_contradiction() -> None:
    clusters = clusters_of("abc", [{"pnc": "A"}, {}, {"pnc": "B"}])
    clusters.bring_together(0, 1)
    assert clusters.objection(1, 2, is_agency_sure=False) is CONTRADICTION_BEYOND


def test_a_chain_of_joins_stops_at_two_kept_apart() -> None:
    clusters = clusters_of("abc", apart=[(0, 2)])
    clusters.bring_together(0, 1)
    assert clusters.objection(1, 2, is_agency_sure=False) is APART_BEYOND


def test_an_agency_that_is_sure_may_have_two_records() -> None:
    clusters = clusters_of("aab")
    clusters.bring_together(0, 2)
    assert clusters.objection(1, 2, is_agency_sure=False) is ONE_TO_ONE
    assert clusters.objection(1, 2, is_agency_sure=True) is None
