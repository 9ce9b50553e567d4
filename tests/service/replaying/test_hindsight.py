"""What the rules say about the day of a meeting, by what was known then and by what is known now."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime

import pytest

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.flags import FlagBook, Judgement, decide, sweep_flags
from service.replaying import NoSuchMeeting, NotYetHeld, Replay, as_json, find_meeting, look_back, meetings_of
from service.replaying.hindsight import Line
from service.replaying.text import write_text
from tests.service.flags.findings import HOMES, POLICY
from tests.service.replaying.areas import AREAS, case_of, meeting_of
from tests.service.rules.drawn import land

NOW = AsOf(date(2026, 6, 1), datetime(2026, 6, 1, 12))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[GraphStore]:
    place = tmp_path_factory.mktemp("replaying")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as opened:
        land(opened, place / "feeds", reader, list(AREAS.values()))
        yield opened


def replayed(store: GraphStore, sentence: str) -> Replay:
    meeting = find_meeting(store, case_of(sentence), meeting_of(sentence), NOW)
    return look_back(store, HOMES, POLICY, meeting, NOW.known)


def line(store: GraphStore, sentence: str, rule: str = "ACC-03") -> Line:
    [found] = [one for one in replayed(store, sentence).lines if one.finding.rule == rule]
    return found


def evidence(found: Line) -> list[tuple[str, bool, date | None]]:
    return [(one.step.type, one.is_new, one.at.date() if one.at else None) for one in found.evidence]


def test_what_came_to_be_known_later_is_told_with_the_statement_and_its_day(store: GraphStore) -> None:
    found = line(store, "her move is told late")
    assert (found.hindsight, found.then) == ("learnt_later", None)
    assert evidence(found) == [("LIVES_AT", True, date(2026, 5, 11))]
    assert found.finding.as_of.day == date(2026, 5, 10)


def test_what_was_worse_than_known_has_both_its_sides(store: GraphStore) -> None:
    found = line(store, "her home turns out to be nearer")
    assert found.hindsight == "worse"
    assert found.then is not None
    assert found.now is not None
    assert (found.then.facts["distanceM"], found.now.facts["distanceM"]) == (800, 300)
    assert evidence(found) == [("LOCATED_AT", True, date(2026, 5, 11)), ("LOCATED_AT", False, date(2026, 5, 11))]


def test_what_can_no_longer_be_checked_names_what_was_taken_back(store: GraphStore) -> None:
    found = line(store, "her home is taken back")
    assert found.then is not None
    assert found.now is not None
    assert (found.then.outcome, found.now.outcome) == ("found", "could_not_check")
    assert evidence(found) == [("LIVES_AT", False, date(2026, 5, 11))]


def test_what_was_found_then_and_was_not_so_is_told_as_that(store: GraphStore) -> None:
    found = line(store, "she was no victim of his")
    assert (found.hindsight, found.now) == ("not_so", None)
    assert evidence(found) == [("VICTIM_OF", False, date(2026, 5, 11))]


def test_what_was_known_as_it_was_needs_no_evidence(store: GraphStore) -> None:
    found = line(store, "all was known")
    assert (found.hindsight, found.evidence) == ("as_known", ())


def test_what_began_after_the_meeting_is_not_about_its_day(store: GraphStore) -> None:
    assert [one.finding.rule for one in replayed(store, "she moves only after it").lines] == []


def test_a_meeting_is_found_whenever_its_row_was_sent(store: GraphStore) -> None:
    assert [one.hindsight for one in replayed(store, "the meeting itself is told late").lines] == ["as_known"]


def test_a_meeting_that_is_not_there_or_only_planned_cannot_be_looked_at_again(store: GraphStore) -> None:
    sentence = "another meeting is planned"
    case = case_of(sentence)
    assert [one.ref for one in meetings_of(store, case, NOW)] == [meeting_of(sentence, "M2"), meeting_of(sentence)]
    with pytest.raises(NotYetHeld, match="2999-01-01"):
        find_meeting(store, case, meeting_of(sentence, "M2"), NOW)
    with pytest.raises(NoSuchMeeting, match=meeting_of(sentence)):
        find_meeting(store, case, meeting_of("all was known"), NOW)
    with pytest.raises(NoSuchMeeting, match="none that is known"):
        find_meeting(store, "nobody's", "M1", NOW)


def test_a_replay_tells_names_feeds_and_how_the_flag_stood_then(store: GraphStore, book: FlagBook) -> None:
    from service.flags import decided_by

    sentence = "her home turns out to be nearer"
    case, then = case_of(sentence), AsOf(date(2026, 5, 10), datetime(2026, 5, 10, 9))
    [flag] = sweep_flags(book, store, HOMES, POLICY, then, cases=[case])
    decide(book, flag.id, Judgement("start", "chair-1", "Look into it.", at=datetime(2026, 5, 10, 10)), 1, POLICY)
    decide(book, flag.id, Judgement("confirm", "chair-2", at=datetime(2026, 5, 20, 10)), 2, POLICY)
    replay = replayed(store, sentence)
    told = as_json(replay, store, decided_by(book, replay.then, [case]))
    [only] = told["lines"]
    assert (only["number"], only["statusThen"], told["counts"]) == (1, "in_progress", {"worse": 1})
    assert [one["what"] for one in only["historyThen"]] == ["opened", "start"]
    assert (only["then"]["facts"]["distanceM"], only["now"]["facts"]["distanceM"]) == (800, 300)
    came, went = only["statements"]
    assert (came["became"], came["at"], came["daysLater"]) == ("known", "2026-05-11T00:00:00", 1)
    assert came["sources"] == [{"agency": "cheshire-police", "feed": "cheshire-police-2026-05-11"}]
    assert went["sources"] == [{"agency": "cheshire-police", "feed": "cheshire-police-2026-04-01"}]
    text = write_text(told)
    assert "known since 2026-05-11, 1 days after the meeting" in text.replace("\n       ", " ")
    assert "Known on the day, and worse than was known: 1" in text
    assert all(len(one) <= 100 for one in text.splitlines())


def test_looking_back_writes_nothing(store: GraphStore, book: FlagBook) -> None:
    from service.cases.audiences import CLEARANCES
    from service.replaying import Looking, show

    told = show(replayed(store, "all was known"), store, POLICY, book, Looking("chair", CLEARANCES))
    assert (told["counts"], told["lines"][0]["number"]) == ({"as_known": 1}, None)
    assert book.held() == []
