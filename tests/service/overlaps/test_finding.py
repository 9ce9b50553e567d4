"""Where MARAC and MAPPA hear of the same person: lead forum, shared or why not, next joint review."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.overlaps import Overlap, as_json, marac_overlaps
from tests.service.overlaps.areas import AREAS, case_of
from tests.service.rules.drawn import land

DAY = date(2026, 5, 27)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[GraphStore]:
    place = tmp_path_factory.mktemp("overlaps")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as opened:
        land(opened, place / "feeds", reader, list(AREAS.values()))
        yield opened


def found(store: GraphStore, sentence: str, day: date = DAY) -> list[Overlap]:
    return marac_overlaps(store, case_of(sentence), AsOf(day, end_of_day(day)))


@pytest.mark.parametrize(
    ("sentence", "lead", "reason"),
    [
        ("nothing shared", ("mappa", "guidance"), "nothing_recorded"),
        ("shared", ("marac", "recorded"), None),
        ("shared without a forum", ("mappa", "guidance"), None),
        ("shared only after", ("mappa", "guidance"), "only_after"),
        ("shared about another", ("mappa", "guidance"), "about_another_marac_case"),
        ("shared naming none", ("mappa", "guidance"), "without_naming_it"),
        ("he is the victim", (None, None), "nominal_is_a_victim"),
        ("a dangerous person", (None, None), "nothing_recorded"),
    ],
)
def test_the_lead_forum_and_whether_it_was_shared(
    store: GraphStore, sentence: str, lead: tuple[str | None, str | None], reason: str | None
) -> None:
    [overlap] = found(store, sentence)
    assert (overlap.lead_forum, overlap.lead_basis) == lead
    assert (overlap.not_shared_because, overlap.is_shared) == (reason, reason is None)
    assert bool(overlap.shares) is overlap.is_shared


def test_what_was_shared_is_told_with_its_agencies_the_newest_last(store: GraphStore) -> None:
    [told] = as_json(found(store, "shared"))
    assert [(one["sharedOn"], one["fromAgency"], one["toAgency"], one["what"]) for one in told["shares"]] == [
        ("2026-03-20", "cheshire-police", None, "The plan"),
        ("2026-04-20", None, "cs-east", None),
    ]
    assert told["nominalIs"] == ["perpetrator"]
    [plain] = as_json(found(store, "shared"), with_texts=False)
    assert {one["what"] for one in plain["shares"]} == {None}


def test_as_of_the_day_it_was_shared_it_is_shared_and_led_as_agreed_then(store: GraphStore) -> None:
    known = end_of_day(DAY)
    [before] = marac_overlaps(store, case_of("shared"), AsOf(date(2026, 3, 19), known))
    [after] = found(store, "shared", date(2026, 4, 2))
    assert not before.is_shared
    assert (after.lead_forum, len(after.shares)) == ("mappa", 1)


@pytest.mark.parametrize(
    ("sentence", "review"),
    [
        ("nothing shared", (None, None)),
        ("a meeting is planned", (date(2026, 6, 10), "mappa_meeting")),
        ("the review comes first", (date(2026, 6, 1), "mappa_review")),
        ("the hearing comes first", (DAY, "marac_hearing")),
    ],
)
def test_the_next_joint_review_is_the_first_day_either_forum_takes_it_up(
    store: GraphStore, sentence: str, review: tuple[date | None, str | None]
) -> None:
    [overlap] = found(store, sentence)
    assert (overlap.next_review_on, overlap.next_review_basis) == review


def test_what_is_closed_or_not_yet_known_is_no_overlap(store: GraphStore) -> None:
    assert found(store, "closed") == []
    assert len(found(store, "closed", date(2026, 5, 26))) == 1
    assert found(store, "not yet known", date(2026, 5, 10)) == []
    assert len(found(store, "not yet known")) == 1
    assert marac_overlaps(store, "nobodys", AsOf(DAY, end_of_day(DAY))) == []


def test_the_newest_referral_comes_first_whatever_its_area(store: GraphStore) -> None:
    told = found(store, "two at once")
    assert [(one.referred_on, one.marac_area) for one in told] == [
        (date(2026, 5, 1), "kent"), (date(2026, 3, 10), "cheshire"),
    ]  # fmt: skip
    assert all(len(one.people) == 2 for one in told)
