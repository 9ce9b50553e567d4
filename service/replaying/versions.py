"""When a statement came to be known, and when it ceased to be believed: its versions on the clock of knowledge."""

from datetime import datetime

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags.statements import question_about
from service.questions import Row
from service.rules.findings import Step


def known_since(store: GraphStore, step: Step, then: AsOf, now: AsOf) -> datetime | None:
    """Return the local time at which a statement, as it is known now, was first known after `then`; None if before."""
    moments = [row["known_from"] for row in _versions(store, step) if row["known_from"] <= now.known < row["known_to"]]
    return min((moment for moment in moments if moment > then.known), default=None)


def ceased_at(store: GraphStore, step: Step, then: AsOf, now: AsOf) -> datetime | None:
    """Return the local time at which a statement, as it was known then, was last believed; None if it still is."""
    moments = [row["known_to"] for row in _versions(store, step) if row["known_from"] <= then.known < row["known_to"]]
    return max((moment for moment in moments if moment <= now.known), default=None)


def _versions(store: GraphStore, step: Step) -> list[Row]:
    """Return the versions of a statement that say of it the same time in the world."""
    question = question_about("service.replaying", "versions", step.start.kind, step.type, step.end.kind)
    rows: list[Row] = store.read(question, {"start": step.start.id, "stop": step.end.id}).to_pylist()
    return [row for row in rows if (row["valid_from"], row["valid_to"]) == (step.valid_from, step.valid_to)]
