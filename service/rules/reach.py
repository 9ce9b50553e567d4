"""Which cases a write can change the findings of: the rules' own questions, walked backwards from what it touched.

A rule goes from a case to its subject, to their victims, to the victims' homes, by asking questions, each of some keys.
So whatever a statement changes is found from it by the same patterns the other way round, whenever they held. Nothing
is listed by hand: a new question, an area's own rules included, is walked like the others.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from graph_schema.store import GraphStore, Link, Touched
from service.rules.catalogue import Catalogue
from service.rules.questions import Pattern, Question
from service.rules.shared import words

STEPS_BACK = 7
"""How many questions lie between a case and the farthest thing a rule asks about, with one to spare: a test follows
what the rules ask."""

CASE = "MappaCase"


@dataclass(frozen=True)
class _Back:
    """A question the other way round: from nodes of a kind, `{id: $key}` in `text`, to the keys it is asked for."""

    kind: str
    text: str
    key_kind: str


class Reach:
    """The questions of a catalogue and of the steps, each walked backwards."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the questions apart; none is asked yet."""
        self._questions = tuple({
            question.asked.keyed: question for question in chain(words(), (rule.question for rule in catalogue))
        }.values())  # fmt: skip

    def cases(self, store: GraphStore, touched: Touched) -> frozenset[str] | None:
        """Return the cases within reach of what was touched; None where it may concern any case.

        A superset: it asks who was ever tied to whom, not who is. Raises StoreError.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for link, ends in touched.ends.items():
            for key_kind, keys in self._keys_of(store, link, ends):
                if key_kind not in self._leading_to_cases:
                    return None
                found[key_kind] |= keys
        frontier: dict[str, set[str]] = {kind: set(ids) for kind, ids in found.items()}
        for _ in range(STEPS_BACK):
            following: dict[str, set[str]] = defaultdict(set)
            for back in self._backwards:
                if ids := frontier.get(back.kind):
                    following[back.key_kind] |= _ask(store, back.text, ids)
            frontier = {kind: ids - found[kind] for kind, ids in following.items() if ids - found[kind]}
            for kind, ids in frontier.items():
                found[kind] |= ids
        return frozenset(found[CASE])

    def _keys_of(
        self, store: GraphStore, link: Link, ends: tuple[frozenset[str], frozenset[str]]
    ) -> Iterable[tuple[str, set[str]]]:
        """Yield, of every question that reads such statements, the keys for which it reads the touched ones."""
        starts, stops = ends
        for question in self._questions:
            key = question.key
            for pattern in question.patterns:
                if link.type not in pattern.types or (link.from_label, link.to_label) != (
                    pattern.start_kind, pattern.end_kind,
                ):  # fmt: skip
                    continue
                # From the end that is nearer to the key: the statement itself may be gone.
                is_start = _is_nearer(question, pattern.start, pattern.end)
                near, ids = (pattern.start, starts) if is_start else (pattern.end, stops)
                yield (
                    question.kinds[key],
                    set(ids) if near == key else _ask(store, _backwards(question, near), ids),
                )

    @cached_property
    def _backwards(self) -> tuple[_Back, ...]:
        """Return the ways back; none leads on from a case, since no rule asks of a case about another case."""
        return tuple({
            _Back(kind, _backwards(question, variable), question.kinds[question.key])
            for question in self._questions
            for variable, kind in question.kinds.items()
            if variable != question.key and kind in self._key_kinds and kind != CASE
        })  # fmt: skip

    @cached_property
    def _key_kinds(self) -> frozenset[str]:
        """Return the kinds that questions are asked of: only such are ever asked about."""
        return frozenset(question.kinds[question.key] for question in self._questions)

    @cached_property
    def _leading_to_cases(self) -> frozenset[str]:
        """Return the kinds from which a case is reached; of another, such as a site, the questions are of everybody."""
        leading = {CASE}
        before: set[str] = set()
        while leading != before:
            before = set(leading)
            leading |= {back.kind for back in self._backwards if back.key_kind in leading}
        return frozenset(leading)


@lru_cache(maxsize=4)
def reach_of(catalogue: Catalogue) -> Reach:
    """Return the reach of the rules of a catalogue, whose questions are taken apart once."""
    return Reach(catalogue)


def _backwards(question: Question, variable: str) -> str:
    """Return the way from one of a question's nodes to its key, whenever it held; what lies beyond is left out."""
    here = f"({variable}:`{question.kinds[variable]}` {{id: $key}})"
    way = _way(question.patterns, variable, question.key)
    told = {variable}
    parts = [here]
    for pattern in way:
        ends = []
        for name in (pattern.start, pattern.end):
            ends.append(f"({name})" if name in told else f"({name}:`{question.kinds[name]}`)")
            told.add(name)
        types = "|".join(f"`{one}`" for one in pattern.types)
        parts.append(f"{ends[0]}-[:{types}]->{ends[1]}")
    return f"MATCH {', '.join(parts)} RETURN DISTINCT {question.key}.id AS id"


def _is_nearer(question: Question, one: str, other: str) -> bool:
    ways = [len(_way(question.patterns, node, question.key)) for node in (one, other)]
    return ways[0] < ways[1]


def _way(patterns: Iterable[Pattern], start: str, goal: str) -> list[Pattern]:
    """Return the fewest patterns that lead from one node of a question to another."""
    ways: dict[str, list[Pattern]] = {start: []}
    waiting = [start]
    for here in waiting:
        for pattern in patterns:
            if here in {pattern.start, pattern.end}:
                there = pattern.end if here == pattern.start else pattern.start
                if there not in ways:
                    ways[there] = [*ways[here], pattern]
                    waiting.append(there)
    return ways[goal]


def _ask(store: GraphStore, text: str, keys: Iterable[str]) -> set[str]:
    found = store.read_each(text, sorted(keys), {})
    return set(found["id"].to_pylist()) if found.num_rows else set()
