"""Why two records are one person, or are not: the chain that joins them, what was said of them, and the weights."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from graph_schema.periods import MAX_MOMENT, AsOf
from graph_schema.store import GraphStore
from ingest.errors import NoSuchPair
from ingest.judging.deciding import NAMES
from ingest.judging.held import judged_of, matched_of, waiting_of
from ingest.judging.said import MILLIONTHS, Compared, Judged, Matched, pair_of
from ingest.linkage.judgements import Answer
from ingest.linkage.proposals import Reason, Verdict
from ingest.records import public_ref
from service.linkage.questions import ask_each
from service.linkage.sides import IDENTIFIERS, Side, read_sides

ANSWERS = {"same": "one person", "not_same": "two people", "unsure": "not to be told apart or together"}
_VERDICTS = {
    Verdict.AGREES: "agrees", Verdict.PARTLY: "agrees in part", Verdict.DISAGREES: "disagrees",
    Verdict.MISSING: "missing",
}  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """What there is to tell of two records: `are_one` now, sentences in order, and the weights behind a score."""

    left: Side
    right: Side
    are_one: bool
    sentences: tuple[str, ...]
    compared: Compared | None


def explain(store: GraphStore, pair: tuple[str, str], now: AsOf) -> Explanation:
    """Explain two records of people; raises NoSuchPair where one of them is not there."""
    sides = read_sides(store, pair, now)
    if len(sides) < len(pair):
        raise NoSuchPair("No record of a person has this reference: write it as agency:ref, as its agency sends it.")
    left, right = (sides[record] for record in pair)
    are_one = left.person is not None and left.person == right.person
    judged = [one for one in judged_of(store, [pair[0]]) if one.pair == pair]
    matched = [one for one in matched_of(store, [pair[0]]) if one.pair == pair]
    waits = waiting_of(store, pair)
    sentences = [*(_chain(store, left, right, now) if are_one else _apart(left, right))]
    sentences += [_tell_judged(one) for one in judged]
    sentences += [_tell_matched(one) for one in matched]
    if waits is not None:
        sentences.append(
            f"They wait for somebody to decide, as review {waits.statement}, since {waits.since:%d %B %Y}."
        )
        if waits.asked.asked_by:
            sentences.append(
                f"{waits.asked.asked_by} asked for a second opinion: {waits.asked.asked_note or 'no note'}."
            )
    said = [*([waits] if waits else []), *reversed(matched), *reversed(judged)]
    compared = next((one.compared for one in said if one.compared.reasons), None)
    return Explanation(left, right, are_one, tuple(sentences), compared)


def waterfall(compared: Compared) -> Iterator[str]:
    """Yield what agrees, disagrees and is missing, each with its weight in bits, and what they come to."""
    total = 0.0
    for reason in compared.reasons:
        total += reason.weight
        yield f"{_weight(reason)}  {reason.words.rstrip('.')} ({_VERDICTS[reason.verdict]})"
    if compared.score is not None:
        yield f"{total:+6.1f}  together: {told_score(compared.score)} likely to be one person, says {compared.model}"
    yield from (f"        held back: {guard}" for guard in compared.guards)


def told_score(score: int) -> str:
    """Return a probability in millionths as people read it; never 0 or 100 per cent, which no model can say."""
    percent = min(max(score / MILLIONTHS * 100, 0.01), 99.99)
    return f"{percent:.2f} %"


def _weight(reason: Reason) -> str:
    return "      " if reason.verdict is Verdict.MISSING and not reason.weight else f"{reason.weight:+6.1f}"


def _apart(left: Side, right: Side) -> Iterator[str]:
    yield f"{left.ref} and {right.ref} are about two people as things stand."
    for kind in IDENTIFIERS:
        if kind in left.says and kind in right.says:
            is_same = left.says[kind] == right.says[kind]
            yield f"Their {NAMES[kind]}s {'are the same' if is_same else 'differ'}."


def _chain(store: GraphStore, left: Side, right: Side, now: AsOf) -> Iterator[str]:
    """Yield one sentence for each step from one record to the other, by as few as there are."""
    records = [row["record"] for row in ask_each(store, "records_of_person", [str(left.person)], now)]
    sides = read_sides(store, records, now)
    grounds = dict(_grounds(store, sides))
    yield f"{left.ref} and {right.ref} are about one person, {left.person}."
    path = _shortest(left.record, right.record, grounds)
    if len(path) > 2:
        yield f"They are joined through {', '.join(public_ref(record) for record in path[1:-1])}."
    for one, other in pairwise(path):
        yield grounds[pair_of(one, other)]


def _grounds(store: GraphStore, sides: Mapping[str, Side]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what joins any two records of a person: an identifier, else a person's word, else a model's."""
    records = sorted(sides)
    told: dict[tuple[str, str], str] = {}
    said: list[Judged | Matched] = [*matched_of(store, records), *judged_of(store, records)]
    for one in said:
        is_same = isinstance(one, Matched) or one.answer == Answer.SAME
        if one.known_to == MAX_MOMENT and is_same and one.right in sides:
            told[one.pair] = _tell_judged(one) if isinstance(one, Judged) else _tell_matched(one)
    for left, right in combinations(records, 2):
        for kind in IDENTIFIERS:
            value = sides[left].says.get(kind)
            if value is not None and value == sides[right].says.get(kind):
                told[left, right] = f"{sides[left].ref} and {sides[right].ref} have one valid {NAMES[kind]}."
                break
    yield from told.items()


def _shortest(start: str, end: str, grounds: Mapping[tuple[str, str], str]) -> Sequence[str]:
    near: dict[str, list[str]] = {}
    for one, other in sorted(grounds):
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop(0)
        if path[-1] == end:
            return path
        for record in near.get(path[-1], ()):
            if record not in seen:
                seen.add(record)
                paths.append([*path, record])
    return [start]


def _tell_judged(one: Judged) -> str:
    refs = f"{public_ref(one.left)} and {public_ref(one.right)}"
    note = f": {one.note}" if one.note else ""
    told = f"On {one.known_from:%d %B %Y} {one.judged_by} judged {refs} {ANSWERS[one.answer]} ({one.statement}){note}."
    return told + _tell_ended(one)


def _tell_matched(one: Matched) -> str:
    refs = f"{public_ref(one.left)} and {public_ref(one.right)}"
    score = "" if one.compared.score is None else f", {told_score(one.compared.score)} likely"
    told = f"On {one.known_from:%d %B %Y} run {one.compared.run} found {refs} one person{score} ({one.statement})."
    return told + _tell_ended(one)


def _tell_ended(one: Judged | Matched) -> str:
    if one.known_to == MAX_MOMENT:
        return ""
    why = f", {one.ended_note}" if one.ended_note else ""
    return f" That no longer counts since {one.known_to:%d %B %Y} ({one.ended_by}{why})."
