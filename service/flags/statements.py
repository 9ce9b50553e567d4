"""Which statements behind a finding are not the same at two moments: begun, ended, corrected or taken back."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from graph_schema.periods import AsOf
from graph_schema.provenance import SEPARATOR
from graph_schema.store import GraphStore, Parameters
from graph_schema.vocabulary import NODE_KINDS, RELATIONSHIP_TYPES
from service.questions import load_question
from service.rules import Finding
from service.rules.findings import Source, Step, Thing

_Told = tuple[date, date, datetime]
_POSITION = ("easting", "northing", "uncertainty_m")


class Statements:
    """The statements of a store at two moments."""

    def __init__(self, store: GraphStore, before: AsOf, after: AsOf) -> None:
        self._store = store
        self._moments = (before, after)

    def changed(self, finding: Finding | None) -> tuple[Step, ...]:
        """Return the statements of a finding, as they are in it, that are known or hold otherwise at the other moment.

        They are those of its path, and where its addresses are, which its distances rest on.
        """
        if finding is None:
            return ()
        steps = (step for step in finding.path if len({self._state(step, moment) for moment in self._moments}) > 1)
        return (*steps, *self._moved(finding))

    def _state(self, step: Step, as_of: AsOf) -> tuple[bool, frozenset[_Told]]:
        """Return whether a statement holds, and all that is told of it; with another fact it is known anew."""
        parameters: Parameters = {"start": step.start.id, "stop": step.end.id, "known": as_of.known}
        question = question_about("service.flags", "statement", step.start.kind, step.type, step.end.kind)
        rows = self._store.read(question, parameters).to_pylist()
        told = frozenset((row["valid_from"], row["valid_to"], row["known_from"]) for row in rows)
        return any(begins <= as_of.day < ends for begins, ends, _ in told), told

    def _moved(self, finding: Finding) -> Iterator[Step]:
        """Yield where those addresses are that are known at both moments, and elsewhere or otherwise certain."""
        before, after = (self._positions(finding, moment) for moment in self._moments)
        shown = before if finding.as_of == self._moments[0] else after
        for address in sorted(before.keys() & after.keys()):
            if any(before[address][name] != after[address][name] for name in _POSITION):
                yield _located(shown[address])

    def _positions(self, finding: Finding, as_of: AsOf) -> Mapping[str, Mapping[str, Any]]:
        rows = self._store.read_each(
            load_question("service.flags", "positions"), finding.addresses, {"known": as_of.known}
        ).to_pylist()
        return {row["address"]: row for row in rows}


def _located(row: Mapping[str, Any]) -> Step:
    """Return the statement of a position, with all who said it."""
    parts = (str(row[name] or "").split(SEPARATOR) for name in ("source", "feed", "records"))
    sources = tuple(sorted({Source(*one) for one in zip(*parts, strict=False)}))
    ends = Thing("Address", row["address"]), Thing("Record", row["record"])
    return Step(ends[0], "LOCATED_AT", ends[1], row["valid_from"], row["valid_to"], sources)


@cache
def question_about(package: str, question: str, start: str, type_: str, stop: str) -> str:
    """Return a package's question about one statement, with its kinds and type put in for `@start`, `@type`, `@stop`.

    They are words of the vocabulary, or it is not asked: raises ValueError.
    """
    if type_ not in RELATIONSHIP_TYPES or not {start, stop} <= NODE_KINDS.keys():
        raise ValueError("not a statement of the vocabulary")
    text = load_question(package, question)
    return text.replace("@start", start).replace("@type", type_).replace("@stop", stop)
