"""A replay as somebody may look at it: told, then cut to their audience by the case's networks of both its sides."""

from collections.abc import Collection
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork
from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.cases.audiences import find_audience
from service.cases.network import read_network
from service.flags import FlagBook, decided_by
from service.policy import Policy
from service.replaying.audiences import Sides, as_shown
from service.replaying.hindsight import Replay
from service.replaying.output import Json, as_json


@dataclass(frozen=True)
class Looking:
    """Who looks: the audience, the clearances they hold, whom a victim-safe view is for, who is closed to them."""

    audience: str
    clearances: Collection[str]
    victim: str | None = None
    barred: frozenset[str] = frozenset()


def show(replay: Replay, store: GraphStore, policy: Policy, book: FlagBook, looking: Looking) -> Json:
    """Return a replay as somebody may read it; nothing is written. Raises WrongView, StoreError or BookAway."""
    who = find_audience(looking.audience, looking.clearances)
    flags = decided_by(book, replay.then, [replay.meeting.case_ref])
    told = as_json(replay, store, flags)
    sides = Sides(*(_network(replay, store, policy, as_of, looking) for as_of in (replay.then, replay.now)))
    return as_shown(told, sides, who)


def _network(replay: Replay, store: GraphStore, policy: Policy, as_of: AsOf, looking: Looking) -> CaseNetwork | None:
    return read_network(
        store,
        policy,
        replay.meeting.case_ref,
        as_of,
        audience=looking.audience,
        clearances=looking.clearances,
        victim=looking.victim,
        barred=looking.barred,
        findings=replay.findings(as_of),
    )
