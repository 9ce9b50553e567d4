import pytest

from bench.linkage.scores import Linking, calibration_error, errors_by_group, group_up, measure
from bench.linkage.sets import TruthSet, pairs_within
from ingest.linkage.matching import LinkageRecord

RECORDS = tuple(LinkageRecord(one, one, one) for one in "abcd")
TRUTH = TruthSet("drawn", RECORDS, {"a": "1", "b": "1", "c": "2", "d": "3"}, frozenset({frozenset({"2", "3"})}))


def linked(*pairs: tuple[str, str], reviews: tuple[tuple[str, str], ...] = ()) -> Linking:
    return Linking("drawn", group_up("abcd", pairs), reviews)


def test_the_truth_itself_is_right_in_all() -> None:
    found = measure(TRUTH, linked(("a", "b")))
    assert (found.precision, found.recall, found.f1, found.cluster_f1) == (1, 1, 1, 1)


def test_a_chain_of_pairs_makes_one_person_of_all() -> None:
    found = measure(TRUTH, linked(("a", "b"), ("b", "c")))
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 1
    assert found.false_pairs == 2


def test_lookalikes_joined_are_counted() -> None:
    assert measure(TRUTH, linked(("c", "d"))).lookalikes_joined == 1
    assert measure(TRUTH, linked(("a", "c"))).lookalikes_joined == 0


def test_nothing_linked_misses_all_and_is_never_wrong() -> None:
    found = measure(TRUTH, linked())
    assert (found.precision, found.recall) == (1, 0)


def test_scores_that_say_what_is_true_are_calibrated() -> None:
    true = pairs_within([["a", "b"]])
    assert calibration_error({("a", "b"): 1.0, ("c", "d"): 0.0}, true) == 0
    assert calibration_error({("a", "b"): 0.0, ("c", "d"): 1.0}, true) == 1


def test_a_pair_sent_to_review_is_not_missed() -> None:
    groups = dict.fromkeys("abcd", "all")
    ((_, true, missed, false),) = errors_by_group(TRUTH, linked(reviews=(("a", "b"),)), groups)
    assert (true, missed, false) == (1, 0, 0)
    ((_, _, missed, _),) = errors_by_group(TRUTH, linked(), groups)
    assert missed == 1
