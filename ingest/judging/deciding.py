"""What a person may do about two records: say what they are, undo what was said, and ask somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from ingest.errors import JudgementRefused, NoSuchPair, ReviewChanged
from ingest.judging.held import all_judged, all_matched, judged_of, matched_of, waiting_of
from ingest.judging.said import Asked, Compared, Judged, Matched, Waiting, pair_of, waiting
from ingest.judging.writing import PEOPLE, Changes, Worked, work_out, write
from ingest.landing.state import LandedState
from ingest.linkage.exact import RefusedJoin
from ingest.linkage.judgements import AGENCY, APART, PERSON, Answer

LONGEST_NOTE = 4000
"""Characters: a page of reasons."""

WORK = "judging records"
NAMES = {
    "pnc": "PNC", "cro": "CRO", "crn": "CRN", "prison_number": "prison number", "nhs_number": "NHS number",
    APART: "another person's judgement", AGENCY: "their agency, which keeps them apart",
}  # fmt: skip
_TICK = timedelta(microseconds=1)


def now() -> datetime:
    """Return this moment as the graph keeps it: local time."""
    return datetime.now().astimezone().replace(tzinfo=None)


@dataclass(frozen=True)
class Saying:
    """What somebody says of two records: who, why, and when (local time)."""

    answer: Answer
    by: str
    note: str = ""
    at: datetime = field(default_factory=now)


def weigh_saying(store: GraphStore, pair: tuple[str, str], saying: Saying) -> Worked:
    """Work out what a judgement would change, without writing it; raises what `decide` does but for ReviewChanged."""
    _check(saying)
    _check_records(store, pair)
    waits = waiting_of(store, pair)
    earlier = [one for one in judged_of(store, [pair[0]]) if one.pair == pair]
    at = max([saying.at, *(one.known_from + _TICK for one in earlier)])
    standing = [one for one in earlier if one.known_to == MAX_MOMENT]
    judged = _judged(pair, replace(saying, at=at), waits, _compared(store, pair))
    ended = tuple(_ended(one, at, saying.by, "judged again") for one in standing)
    worked = work_out(store, Changes((judged,), (), ended, (), (waits,) if waits else ()))
    if saying.answer is Answer.SAME:
        _refuse_idle(store, worked, pair)
    return worked


def decide(store: GraphStore, pair: tuple[str, str], saying: Saying, version: int | None = None) -> Worked:
    """Keep what a person says of two records, with all that follows, in one write; what waited waits no longer.

    It takes the place of what was judged before. `version` is that of the waiting pair as it was looked at. Raises
    NoSuchPair for records that are not there; ReviewChanged where what waits is at another version; JudgementRefused
    for two records that cannot be one person, and for what says too little. Nothing is written then.
    """
    with store.lease(WORK):
        check_version(waiting_of(store, pair), version)
        worked = weigh_saying(store, pair, saying)
        write(store, worked)
    return worked


def ask_another(store: GraphStore, pair: tuple[str, str], saying: Saying, version: int | None = None) -> Waiting:
    """Have a pair wait for somebody else's opinion: `saying` is one's own, which decides nothing.

    Raises what `decide` does.
    """
    _check(saying)
    with store.lease(WORK):
        waits = waiting_of(store, pair)
        check_version(waits, version)
        if waits is None:
            _check_records(store, pair)
            asked = replace(waiting(pair, _compared(store, pair), saying.at), asked=_asking(saying))
        else:
            at = max(saying.at, waits.known_from + _TICK)
            asked = replace(waits, known_from=at, version=waits.version + 1, asked=_asking(saying))
        settled = (waits,) if waits else ()
        write(store, work_out(store, Changes(waiting=(asked,), settled=settled)))
    return asked


def undo(store: GraphStore, statement: str, by: str, note: str = "", at: datetime | None = None) -> Worked:
    """Undo one judgement or match by its id; what stood before it stands again, and what waited waits again.

    Raises NoSuchPair where none that stands has the id, JudgementRefused for a note that is too long.
    """
    with store.lease(WORK):
        worked = weigh_undoing(store, [statement], by, note, at)
        write(store, worked)
    return worked


def undo_run(store: GraphStore, run: str, by: str, note: str = "") -> Worked:
    """Undo every match of a run that still stands; raises NoSuchPair where none does."""
    with store.lease(WORK):
        found = [one.statement for one in all_matched(store) if one.compared.run == run]
        worked = weigh_undoing(store, found, by, note)
        write(store, worked)
    return worked


def weigh_undoing(
    store: GraphStore, statements: Sequence[str], by: str, note: str = "", at: datetime | None = None
) -> Worked:
    """Work out what undoing would change, without writing it; raises what `undo` does."""
    _check(Saying(Answer.UNSURE, by, note))
    wanted = set(statements)
    judged = [one for one in all_judged(store) if one.known_to == MAX_MOMENT and one.statement in wanted]
    matched = [one for one in all_matched(store) if one.statement in wanted] if wanted else []
    found: list[Judged | Matched] = [*judged, *matched]
    if not found:
        raise NoSuchPair("Nothing that stands has this id: `risk-network linkage explain A B` tells what was judged.")
    moment = max([at or now(), *(one.known_from + _TICK for one in found)])
    ended = tuple(_ended(one, moment, by, note or "undone") for one in found)
    again = tuple(
        waiting(one.pair, one.compared, moment) for one in judged if one.review and waiting_of(store, one.pair) is None
    )
    return work_out(store, Changes(ended=ended, waiting=again))


def check_version(waits: Waiting | None, version: int | None) -> None:
    """Raise ReviewChanged where a pair is not waiting at the version that was looked at."""
    if version is None:
        return
    if waits is None:
        raise ReviewChanged("Somebody has decided about these two records, or they no longer wait: look again.")
    if waits.version != version:
        raise ReviewChanged(
            f"What waits has changed: it is at version {waits.version}, and {version} was decided upon. "
            "Look at it again, then decide."
        )


def pair_of_refs(one: str, other: str) -> tuple[str, str]:
    """Return a pair; raises NoSuchPair for one and the same record."""
    if one == other:
        raise NoSuchPair("Two records are needed: these are one and the same.")
    return pair_of(one, other)


def _check(saying: Saying) -> None:
    if not saying.by.strip():
        raise JudgementRefused("A judgement must say who makes it.")
    if len(saying.note) > LONGEST_NOTE:
        raise JudgementRefused(f"The note is longer than {LONGEST_NOTE} characters: put the rest into a document.")


def _check_records(store: GraphStore, pair: tuple[str, str]) -> None:
    there = LandedState(store).existing("Record", list(pair))
    if len(there) < len(set(pair)) or any(record.split(":", 2)[1] != PEOPLE for record in pair):
        raise NoSuchPair("No record of a person has this reference: write it as agency:ref, as its agency sends it.")


def _compared(store: GraphStore, pair: tuple[str, str]) -> Compared:
    """Return what was last made of a pair where it does not wait: what a run found, or nobody ever compared."""
    found = [one.compared for one in matched_of(store, [pair[0]]) if one.pair == pair]
    return found[-1] if found else Compared()


def _judged(pair: tuple[str, str], saying: Saying, waits: Waiting | None, compared: Compared) -> Judged:
    said = (saying.answer.value, saying.by.strip(), saying.note.strip())
    if waits is None:
        return Judged(*pair, saying.at, MAX_MOMENT, compared, *said)
    return Judged(*pair, saying.at, MAX_MOMENT, waits.compared, *said, waits.statement, waits.since, waits.asked)


def _ended(one: Judged | Matched, at: datetime, by: str, note: str) -> Judged | Matched:
    return replace(one, known_to=at, ended_by=by, ended_note=note)


def _asking(saying: Saying) -> Asked:
    return Asked(saying.by.strip(), saying.answer.value, saying.note.strip())


def _refuse_idle(store: GraphStore, worked: Worked, pair: tuple[str, str]) -> None:
    """Refuse a judgement that would join nothing, and say what stands against it."""
    about = worked.people_after
    if about[pair[0]] == about[pair[1]]:
        return
    states = LandedState(store).versions_of(list(pair))
    stating = set(states.filter(states["known_to"] == MAX_MOMENT)["record"])
    if len(stating) < len(pair):
        raise JudgementRefused("One of the two records has been taken back by its agency: there is nothing to join.")
    raise JudgementRefused(f"They cannot be one person: {_against(worked.refused(), pair)}")


def _against(refused: Sequence[RefusedJoin], pair: tuple[str, str]) -> str:
    kinds = next((r.contradicting for r in refused if r.agreeing == PERSON and pair_of(*r.records) == pair), ())
    names = ", ".join(NAMES[kind] for kind in kinds) or "their identifiers"
    return f"they are told apart by {names}. Have the agency correct it, or undo what stands against it, then decide."
