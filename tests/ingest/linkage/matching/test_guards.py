"""Who is joined, who goes to review, who is left alone: each case two records, all in one run."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from ingest.linkage.matching import LinkageRecord
from ingest.linkage.proposals import Outcome
from tests.ingest.linkage.matching.people import Told, living_at, of, tied

JOIN, REVIEW, APART = Outcome.JOIN, Outcome.REVIEW, Outcome.APART


@dataclass(frozen=True)
class Case:
    """Two records and what is proposed of them; `guard` is one that is named."""

    story: str
    one: LinkageRecord
    other: LinkageRecord
    outcome: Outcome | None
    guard: str | None = None


ELM, OAK = living_at("4 Elm Road"), living_at("77 Oak Drive", "WA4 1ND")
HMP = living_at("1 Gaol Lane", "WA3 6BB", kind="prison")

CASES = (
    Case(
        "the same in every respect is joined",
        of("police", "Jonathan", "Amberley", "1980-05-03", ELM),
        of("housing", "Jonathan", "Amberley", "1980-05-03", ELM),
        JOIN,
    ),
    Case(
        "a short form, day and month swapped, one letter wrong, one home: joined",
        of("police", "Jon", "Hartwel", "1980-05-03", OAK),
        of("housing", "Jonathan", "Hartwell", "1980-03-05", OAK),
        JOIN,
    ),
    Case(
        "given and family name in each other's place is joined",
        of("police", "Rosamund", "Thackeray", "1975-07-21"),
        of("health", "Thackeray", "Rosamund", "1975-07-21"),
        JOIN,
    ),
    Case(
        "a name in another script is joined",
        of("police", "Владимир", "Сидоренко", "1984-02-11", living_at("9 Ash Way", "CH1 2DD")),
        of("housing", "Vladimir", "Sidorenko", "1984-02-11", living_at("9 Ash Way", "CH1 2DD")),
        JOIN,
    ),
    Case(
        "a maiden name kept as an alias is joined",
        of("police", "Philippa", "Underhay", "1990-11-09", living_at("3 Fir Close", "CH2 3AA")),
        of(
            "health", "Philippa", "Crowsley", "1990-11-09", living_at("3 Fir Close", "CH2 3AA"),
            aliases=("Philippa Underhay",),
        ),
        JOIN,
    ),
    Case(
        "twins with different names at one address go to review",
        of("police", "Harold", "Quennell", "2012-03-05", living_at("8 Yew Court", "CW2 7AA")),
        of("childrens-services", "George", "Quennell", "2012-03-05", living_at("8 Yew Court", "CW2 7AA")),
        REVIEW,
        "twins",
    ),
    Case(
        "twins with names alike go to review",
        of("police", "Ella", "Ravensdale", "2012-03-05", living_at("8 Box Court", "CW2 7AB")),
        of("childrens-services", "Ellie", "Ravensdale", "2012-03-05", living_at("8 Box Court", "CW2 7AB")),
        REVIEW,
        "twins",
    ),
    Case(
        "a brother born in another year is someone else",
        of("police", "Tobias", "Fenwright", "2009-08-30", living_at("21 Bay Walk", "CW2 7AD")),
        of("childrens-services", "Rupert", "Fenwright", "2011-02-14", living_at("21 Bay Walk", "CW2 7AD")),
        None,
    ),
    Case(
        "father and son of one name at one address go to review",
        of("police", "Desmond", "Pettigrew", "1961-04-02", living_at("5 Elder Rise", "WA1 1AA")),
        of("housing", "Desmond", "Pettigrew", "1989-09-17", living_at("5 Elder Rise", "WA1 1AA")),
        REVIEW,
        "parent and child of one name",
    ),
    Case(
        "one name at one address without a birth date goes to review",
        of("police", "Leopold", "Strangways", "1961-04-02", living_at("6 Elder Rise", "WA1 1AB")),
        of("housing", "Leopold", "Strangways", "", living_at("6 Elder Rise", "WA1 1AB")),
        REVIEW,
        "no birth date",
    ),
    Case(
        "an initial in place of a given name goes to review",
        of("police", "Marcus", "Tillotson", "2001-06-06", living_at("2 Hazel Gate", "WA1 2AB")),
        of("housing", "M", "Tillotson", "2001-06-06", living_at("2 Hazel Gate", "WA1 2AB")),
        REVIEW,
        "no given name",
    ),
    Case(
        "the first of January against another day of that year goes to review where all rests on it",
        of("police", "Peter", "Lavenham", "1988-01-01"),
        of("housing", "Peter", "Lavenham", "1988-10-19"),
        REVIEW,
        "default birth date",
    ),
    Case(
        "two people of one common name in one prison are not joined",
        of("police", "David", "Smith", "1991-01-01", HMP),
        of("probation", "David", "Smith", "1991-12-05", HMP),
        REVIEW,
        "default birth date",
    ),
    Case(
        "brother and sister with an initial in common and one birth date go to review",
        replace(of("police", "Alex", "Winstanley", "2005-05-05", living_at("1 Lime Row", "WA2 2AB")), sex="male"),
        replace(of("housing", "Alex", "Winstanley", "2005-05-05", living_at("1 Lime Row", "WA2 2AB")), sex="female"),
        REVIEW,
        "sex differs",
    ),
    Case(
        "two records of one agency that agree in all go to review",
        of("police", "Clarence", "Oddington", "1970-10-10", ELM, ref="1"),
        of("police", "Clarence", "Oddington", "1970-10-10", ELM, ref="2"),
        REVIEW,
        "same agency",
    ),
    Case(
        "two records of one agency that bear one PNC number are joined, for it says so itself",
        of("police", "Ambrose", "Nettleford", "1970-10-10", identifiers={"pnc": "1999/0000001X"}, ref="3"),
        of("police", "Ambrose", "Nettlford", "1970-10-10", identifiers={"pnc": "1999/0000001X"}, ref="4"),
        JOIN,
    ),
    Case(
        "two valid NHS numbers keep two records apart, whatever else agrees",
        of("health", "Cordelia", "Barrowby", "1995-05-15", ELM, identifiers={"nhs_number": "9990000018"}),
        of("police", "Cordelia", "Barrowby", "1995-05-15", ELM, identifiers={"nhs_number": "9990000026"}),
        APART,
        "contradicting identifier",
    ),
    Case(
        "one PNC number under two names and birth dates goes to review",
        of("police", "Ignatius", "Hallowell", "1950-02-02", identifiers={"pnc": "1999/0000002Y"}),
        of("probation", "Beatrice", "Marchbanks", "1999-09-09", identifiers={"pnc": "1999/0000002Y"}),
        REVIEW,
        "identifier only",
    ),
    Case(
        "a child in common joins a mother whose family name changed",
        of("childrens-services", "Gwendoline", "Abernathy", "1986-12-12", tied("parent_of", "Ellie", "2014-05-03")),
        of("housing", "Gwendoline", "Castlemaine", "1986-12-12", tied("parent_of", "Ellie", "2014-05-03")),
        JOIN,
    ),
    Case(
        "strangers who share a birth date are someone else",
        of("police", "Octavia", "Lissington", "1977-07-07"),
        of("health", "Barnaby", "Muggeridge", "1977-07-07"),
        None,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def told(run: Callable[..., Told]) -> Told:
    """All cases in one run: none knows of another, since no two share a family name."""
    return run([record for case in CASES for record in (case.one, case.other)])


@pytest.mark.parametrize("case", CASES, ids=[case.story for case in CASES])
def test_each_case_comes_out_as_it_should(told: Told, case: Case) -> None:
    proposal = told.about(case.one, case.other)
    assert (proposal.outcome if proposal else None) is case.outcome
    if case.guard:
        assert proposal is not None
        assert case.guard in proposal.guards


def test_the_reasons_of_a_proposal_add_up_to_its_score(told: Told) -> None:
    for proposal in told.proposals.proposals:
        weight = sum(reason.weight for reason in proposal.reasons)
        assert proposal.score == pytest.approx(1 / (1 + 2**-weight), abs=0.002)


def test_reasons_hold_no_fact_of_a_person(told: Told) -> None:
    names = {word for case in CASES for one in (case.one, case.other) for word in (one.given_names, one.family_name)}
    words = {reason.words for proposal in told.proposals.proposals for reason in proposal.reasons}
    assert not [name for name in names if len(name) > 1 and any(name in text for text in words)]


def test_every_guard_has_words_for_a_reviewer(told: Told) -> None:
    from ingest.linkage.matching import GUARD_WORDS

    named = {guard for proposal in told.proposals.proposals for guard in proposal.guards}
    assert named <= GUARD_WORDS.keys()
    assert len(named) >= 9
