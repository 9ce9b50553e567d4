"""Joining by exact identifiers."""

import random

import pytest

from ingest.linkage.exact import ADDRESS_RULE, PERSON_RULE, Bearer, Joined, join_records


def a_record(ref: str, **identifiers: str) -> Bearer:
    """Return a record `agency:ref` bearing identifiers."""
    agency, _, own = ref.partition(":")
    return Bearer(ref, (agency, own), identifiers)


def things(joined: Joined) -> set[frozenset[str]]:
    """Return what was joined to what."""
    return {frozenset(group) for group in joined.things}


def groups(*joined: str) -> set[frozenset[str]]:
    """Return sets of records, each written as one text."""
    return {frozenset(group.split()) for group in joined}


CASES = [
    pytest.param(
        [a_record("a:1", pnc="P"), a_record("b:1", pnc="P")], groups("a:1 b:1"), 0, id="two agencies agree on the PNC"
    ),
    pytest.param(
        [a_record("a:1", pnc="P", crn="X"), a_record("b:1", pnc="P", crn="Y")],
        groups("a:1", "b:1"),
        1,
        id="the PNC agrees but the CRN contradicts it, so a person decides",
    ),
    pytest.param(
        [a_record("a:1", pnc="P"), a_record("b:1", pnc="P", crn="X"), a_record("c:1", crn="X")],
        groups("a:1 b:1 c:1"),
        0,
        id="one record ties two others together",
    ),
    pytest.param(
        [a_record("a:1", pnc="P", crn="X"), a_record("b:1", pnc="P"), a_record("c:1", pnc="P", crn="Y")],
        groups("a:1 b:1", "c:1"),
        1,
        id="a record between two that contradict each other goes to the agency first by name",
    ),
    pytest.param(
        [
            a_record("a:1", nhs_number="N", pnc="P"),
            a_record("b:1", nhs_number="N", cro="C"),
            a_record("c:1", cro="C", pnc="Q"),
        ],
        groups("b:1 c:1", "a:1"),
        1,
        id="a CRO is tried before an NHS number, whoever comes first by name",
    ),
    pytest.param(
        [a_record("a:1", pnc="P"), a_record("a:2", pnc="P")],
        groups("a:1 a:2"),
        0,
        id="one agency's two records, one PNC",
    ),
    pytest.param([a_record("a:1"), a_record("b:1")], groups("a:1", "b:1"), 0, id="nothing in common, nothing joined"),
    pytest.param(
        [a_record("a:1", nino="N"), a_record("b:1", nino="N")], groups("a:1", "b:1"), 0, id="a NINO never joins"
    ),
]


@pytest.mark.parametrize(("records", "expected", "refused"), CASES)
def test_people_are_joined(records: list[Bearer], expected: set[frozenset[str]], refused: int) -> None:
    """The contract's cases, in whatever order the records come."""
    for seed in range(5):
        shuffled = random.Random(seed).sample(records, len(records))
        joined = join_records(shuffled, PERSON_RULE)
        assert things(joined) == expected
        assert len(joined.refused) == refused


def test_addresses_agree_by_text_unless_two_uprns_say_otherwise() -> None:
    """A text alone joins; two different UPRNs tell flats of one name apart."""
    records = [a_record("a:1", uprn="1", text="t"), a_record("b:1", text="t"), a_record("c:1", uprn="2", text="t")]
    joined = join_records(records, ADDRESS_RULE)
    assert things(joined) == groups("a:1 b:1", "c:1")


def test_thousands_of_records_of_one_identifier_are_joined_at_once() -> None:
    """A default value in an identifier must not cost the square of its bearers."""
    joined = join_records([a_record(f"a:{number}", pnc="P") for number in range(20_000)], PERSON_RULE)
    assert len(joined.things) == 1
