"""What a run of linkage joins, undoes, and puts before people."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import StoreError
from graph_schema.store.batch import Batch
from ingest.judging.deciding import undo_run
from ingest.judging.held import all_matched, all_waiting
from ingest.judging.runs import Run, RunResult, Standing, work_out_run
from ingest.judging.writing import write
from ingest.linkage.judgements import Answer
from ingest.linkage.proposals import Outcome, Proposal
from tests.ingest.landing.conftest import Area
from tests.ingest.linkage.judgements.story import (
    AGREES,
    AT,
    DISAGREES,
    OTHER_PNC,
    PNC,
    a_person,
    a_tenant,
    proposed,
    record,
    says,
)

POLICE, HOUSING, SCHOOL = record("police"), record("housing"), record("school")
LATER = AT + timedelta(days=1)


@pytest.fixture
def three(area: Area) -> Area:
    """An area with three records of three agencies."""
    area.lands(a_person("police", "2026-02-02"), a_tenant(), a_person("school", "2026-02-04"))
    return area


def runs(area: Area, proposals: Sequence[Proposal], run: Run | None = None) -> RunResult:
    """Write what a run comes to."""
    result = work_out_run(area.store, proposals, Standing.of(area.store), run or Run("run-1", at=AT))
    write(area.store, result.worked)
    return result


def counted(result: RunResult) -> dict[str, int]:
    """Return what a run counted, less what it found none of."""
    return {name: count for name, count in result.counts.items() if count}


def test_a_run_joins_what_is_sure_and_queues_what_is_not(three: Area) -> None:
    proposals = [
        proposed(POLICE, HOUSING, Outcome.JOIN),
        proposed(POLICE, SCHOOL, Outcome.REVIEW, 0.6),
        proposed(HOUSING, SCHOOL, Outcome.APART, 0.1),
    ]
    assert counted(runs(three, proposals)) == {"joined": 1, "queued": 1, "apart": 1}
    assert three.people() == {frozenset({"police:1", "housing:1"}), frozenset({"school:1"})}
    (waits,) = all_waiting(three.store)
    assert (waits.pair, waits.compared.score, waits.compared.guards) == ((POLICE, SCHOOL), 600_000, ("twins",))
    assert waits.compared.reasons == (AGREES, DISAGREES)
    (matched,) = all_matched(three.store)
    assert (matched.compared.model, matched.compared.run, matched.known_from) == ("model-1", "run-1", AT)


def test_the_same_run_again_changes_nothing(three: Area) -> None:
    proposals = [proposed(POLICE, HOUSING, Outcome.JOIN), proposed(POLICE, SCHOOL, Outcome.REVIEW)]
    runs(three, proposals)
    before, stats = three.everything(), three.store.stats()
    again = [
        proposed(POLICE, HOUSING, Outcome.JOIN, run="run-2"),
        proposed(POLICE, SCHOOL, Outcome.REVIEW, run="run-2"),
    ]
    assert counted(runs(three, again, Run("run-2", at=LATER))) == {"kept": 1}
    assert (three.everything().equals(before), three.store.stats()) == (True, stats)


def test_what_a_later_run_finds_no_more_is_undone(three: Area) -> None:
    """What it finds doubtful waits; what it does not mention at all counts as not found."""
    runs(three, [proposed(POLICE, HOUSING, Outcome.JOIN), proposed(POLICE, SCHOOL, Outcome.JOIN)])
    result = runs(three, [proposed(POLICE, HOUSING, Outcome.REVIEW)], Run("run-2", at=LATER))
    assert counted(result) == {"no_longer_joined": 2, "queued": 1}
    assert len(three.people()) == 3
    assert [one["known_to"] for one in three.statements("LIVES_AT")] == [AT, LATER, MAX_MOMENT]


def test_a_run_over_a_few_records_leaves_the_rest_alone(three: Area) -> None:
    runs(three, [proposed(POLICE, HOUSING, Outcome.JOIN)])
    result = runs(three, [proposed(POLICE, SCHOOL, Outcome.JOIN)], Run("run-2", is_full=False, at=LATER))
    assert counted(result) == {"joined": 1}
    assert three.people() == {frozenset({"police:1", "housing:1", "school:1"})}


def test_no_run_goes_against_what_a_person_said(three: Area) -> None:
    says(three.store, Answer.NOT_SAME, POLICE, HOUSING)
    says(three.store, Answer.SAME, POLICE, SCHOOL)
    proposals = [proposed(POLICE, HOUSING, Outcome.JOIN), proposed(POLICE, SCHOOL, Outcome.APART)]
    assert counted(runs(three, proposals, Run("run-1", at=LATER))) == {"decided_by_people": 2}
    assert three.people() == {frozenset({"police:1", "school:1"}), frozenset({"housing:1"})}


def test_rejecting_a_join_of_a_run_parts_the_two_for_good(three: Area) -> None:
    runs(three, [proposed(POLICE, HOUSING, Outcome.JOIN)])
    says(three.store, Answer.NOT_SAME, POLICE, HOUSING, at=LATER)
    assert len(three.people()) == 3
    runs(three, [proposed(POLICE, HOUSING, Outcome.JOIN, 1.0)], Run("run-2", at=LATER + timedelta(days=1)))
    assert len(three.people()) == 3


def test_a_join_that_contradicts_identifiers_waits_instead(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=OTHER_PNC))
    assert counted(runs(area, [proposed(POLICE, HOUSING, Outcome.JOIN)])) == {"queued": 1}
    assert len(area.people()) == 2
    assert all_waiting(area.store)[0].compared.guards == ("told apart by PNC",)
    assert all_matched(area.store) == []


def two_of_one_agency(area: Area) -> list[Proposal]:
    """Land two records of the police and one of housing, and propose that housing's is both."""
    area.lands(
        a_person("police", "2026-02-02").having("persons", {"person_ref": "2", "given_names": "John"}), a_tenant()
    )
    return [proposed(POLICE, HOUSING, Outcome.JOIN, 0.99), proposed(record("police", "2"), HOUSING, Outcome.JOIN, 0.98)]


def test_no_model_makes_two_records_of_an_agency_one_person(area: Area) -> None:
    """The surer join is made, the other waits."""
    assert counted(runs(area, two_of_one_agency(area))) == {"joined": 1, "queued": 1}
    assert area.people() == {frozenset({"police:1", "housing:1"}), frozenset({"police:2"})}
    assert "their agency" in all_waiting(area.store)[0].compared.guards[-1]


def test_it_does_where_policy_lets_it(area: Area) -> None:
    assert counted(runs(area, two_of_one_agency(area), Run("run-1", within_agency=True, at=AT))) == {"joined": 2}
    assert len(area.people()) == 1


def test_identifiers_that_contradict_each_other_wait_for_a_person(area: Area) -> None:
    """Until somebody decides, or an agency mends them."""
    crns = ("Z000001", "Z000002")
    area.lands(a_person("police", "2026-02-02", pnc=PNC, crn=crns[0]), a_tenant(pnc=PNC, crn=crns[1]))
    assert counted(runs(area, [])) == {"queued": 1}
    (waits,) = all_waiting(area.store)
    assert (waits.compared.model, waits.compared.score) == ("identifiers", None)
    assert waits.compared.reasons[0].words == "Both have one PNC."
    area.lands(a_tenant("2026-04-01", pnc=PNC))
    assert counted(runs(area, [], Run("run-2", at=LATER))) == {"no_longer_queued": 1}


def test_a_whole_run_can_be_undone(three: Area) -> None:
    proposals = [proposed(POLICE, HOUSING, Outcome.JOIN), proposed(POLICE, SCHOOL, Outcome.JOIN)]
    runs(three, proposals)
    undo_run(three.store, "run-1", "a", "the model was a trial")
    assert len(three.people()) == 3
    assert all_matched(three.store) == []


def test_a_run_whose_write_fails_leaves_nothing(three: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    result = work_out_run(
        three.store, [proposed(POLICE, HOUSING, Outcome.JOIN)], Standing.of(three.store), Run("run-1", at=AT)
    )
    before, write_whole = three.store.stats(), three.store.write

    def lose_a_node(batch: Batch) -> None:
        removals = {link: table.slice(0, 0) if link.type == "X" else table for link, table in batch.removals.items()}
        links = {link: table.set_column(0, "from", [["nobody"] * len(table)]) for link, table in batch.links.items()}
        write_whole(Batch(batch.nodes, batch.updates, removals, batch.closings, links))

    monkeypatch.setattr(three.store, "write", lose_a_node)
    with pytest.raises(StoreError):
        write(three.store, result.worked)
    monkeypatch.undo()
    assert three.store.stats() == before
    assert len(three.people()) == 3
    write(three.store, result.worked)
    assert len(three.people()) == 2


def test_a_model_that_doubts_a_join_by_identifier_asks_a_person(area: Area) -> None:
    """Who leaves it standing until somebody parts the two."""
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=PNC, family_name="Quite-Another"))
    doubted = proposed(POLICE, HOUSING, Outcome.REVIEW, 0.4)
    assert counted(runs(area, [doubted])) == {"queued": 1}
    assert len(area.people()) == 1
    says(area.store, Answer.NOT_SAME, POLICE, HOUSING, at=LATER)
    assert len(area.people()) == 2
    assert all_waiting(area.store) == []


def test_a_join_that_identifiers_made_already_is_not_made_again(area: Area) -> None:
    area.lands(a_person("police", "2026-02-02", pnc=PNC), a_tenant(pnc=PNC))
    assert counted(runs(area, [proposed(POLICE, HOUSING, Outcome.JOIN, 1.0)])) == {}
    assert all_matched(area.store) == []
