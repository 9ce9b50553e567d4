"""Evidence of one rule, gathered into one finding per key, each with its facts and the path that proves it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from graph_schema.periods import MAX_DAY, MIN_DAY
from service.rules.catalogue import Rule
from service.rules.findings import KEY_KINDS, FactValue, Finding, Outcome, Party, Severity, Source, Step, Thing
from service.rules.questions import Pattern
from service.rules.world import STEPS, World

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_NOT_FACTS = {
    "subject", "case", "area", "level", "party", "role", "condition", "transfer", "marac", "site", "episode_from",
    "address", "other_address", "outcome", "severity", STEPS, "same_building", "is_unknown", "squared_m", "is_current",
    "age_status", "relative", "since_day", "zone", "uncertainty", "person", "case_right", "worker", "of_case",
    *KEY_KINDS,
}  # fmt: skip
_WANTED = {"position": "a position", "home": "an address for the victim", "area": "the area of an address",
           "age": "a date of birth", "zone": "the zone as drawn", "address": "the address that is named",
           "protected_person": "whom the condition protects", "contact_kind": "what kind of contact it is",
           "kind_of_place": "what the place of work is", "risk": "an assessment of the risk",
           "offence": "a sentence", "level": "the level", "lead": "which agency leads",
           "qualifying_sentence": "the sentence, its length and whether Schedule 15 lists it",
           "placement_end": "the end of the placement",
           "sentence_length": "the length of the sentence", "risk_plan": "the risk management plan",
           "opted_in": "whether the victim opted in", "due_day": "by when it is to be made"}  # fmt: skip
Row = Mapping[str, Any]


def gather(rule: Rule, evidence: pl.DataFrame, world: World) -> list[Finding]:
    """Return one finding per key of the rule, found before not to be checked, with the worst severity of its rows."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in evidence.to_dicts():
        key = (row["case"] or "", row["subject"], *_key_values(rule, row))
        groups.setdefault(key, []).append(row)
    chosen = [_deciding(groups[key]) for key in sorted(groups)]
    statements = _statements(world, {number for rows in chosen for row in rows for number in row[STEPS]})
    said = _Said(statements)
    return [_finding(rule, _ordered(rows, said), world, statements) for rows in chosen]


def _key_values(rule: Rule, row: Row) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "") for name in rule.header.key)


class _Said(dict[int, str]):
    """What each statement says as text, written once however many rows rest on it."""

    def __init__(self, statements: Mapping[int, Step]) -> None:
        super().__init__()
        self._statements = statements

    def __missing__(self, number: int) -> str:
        text = self[number] = str(self._statements[number])
        return text


def _ordered(rows: list[Row], said: Mapping[int, str]) -> list[Row]:
    if len(rows) == 1:
        return rows
    names = sorted(rows[0].keys() - {STEPS})
    return sorted(rows, key=lambda row: _order(row, names, said))


def _deciding(rows: list[Row]) -> list[Row]:
    """Return the rows that count: with one found, those that could not be checked do not."""
    return [row for row in rows if row["outcome"] == Outcome.FOUND] or rows


def _order(row: Row, names: Sequence[str], said: Mapping[int, str]) -> tuple[int, int, list[str], list[str]]:
    """Return what sorts rows, the worst and nearest first, alike whatever order the store answered in."""
    far = row.get("distance_m")
    told = [str(row[name]) for name in names]
    path = [said[number] for number in row[STEPS]]
    return _RANKS[Severity(row["severity"])], -1 if far is None else far, told, path


def _finding(rule: Rule, rows: Sequence[Row], world: World, statements: Mapping[int, Step]) -> Finding:
    first = rows[0]
    outcome = Outcome(first["outcome"])
    header = rule.header
    summary = header.finding if outcome is Outcome.FOUND else header.unknown or header.finding
    next_step = header.next_step
    if outcome is Outcome.COULD_NOT_CHECK and first["missing"] in _WANTED:
        next_step = f"Find out {_WANTED[first['missing']]}; until then it is not clear. {next_step}"
    addresses = dict.fromkeys(
        row[name] for row in rows for name in ("address", "other_address") if row.get(name) is not None
    )
    episode = first.get("episode_from")
    return Finding(
        rule=header.id, family=header.family, severity=Severity(first["severity"]), outcome=outcome,
        title=header.title, summary=summary, next_step=next_step, guidance=header.guidance,
        subject=first["subject"], case_ref=first["case"], as_of=world.as_of,
        parties=tuple(sorted({
            Party(row.get("role") or "associate", row["party"]) for row in rows if row.get("party") is not None
        })),
        condition=first.get("condition") if "condition" in header.key else None,
        transfer=first.get("transfer"), marac=first.get("marac"), site=first.get("site"),
        addresses=tuple(addresses), episode_from=episode if isinstance(episode, date) else None,
        facts=_facts(rows),
        path=_path(rows, statements),
        keyed=tuple(
            (name, Thing(KEY_KINDS[name], first[name]))
            for name in header.key if name in KEY_KINDS and first.get(name) is not None
        ),
        key_values=_key_values(rule, first),
    )  # fmt: skip


def _facts(rows: Sequence[Row]) -> dict[str, FactValue]:
    """Return the facts of the deciding row, and of every pair of addresses or other row where there are several."""
    told = [
        {_camel(name): value for name, value in row.items() if name not in _NOT_FACTS and value is not None}
        for row in rows
    ]
    facts: dict[str, FactValue] = {name: value for name, value in told[0].items() if "Proposed" not in name}
    if rows[0].get("is_proposed") is not None:
        facts["proposed"] = bool(rows[0]["is_proposed"] or rows[0].get("other_is_proposed"))
    if len(rows) > 1 and "address" in rows[0]:
        pairs = [
            {"address": row.get("address"), "otherAddress": row.get("other_address"),
             **{name: _plain(value) for name, value in one.items()}}
            for row, one in zip(rows, told, strict=True)
        ]  # fmt: skip
        facts["pairs"] = tuple(pair for number, pair in enumerate(pairs) if pair not in pairs[:number])
    return facts


def _plain(value: object) -> str | int | bool | None:
    return value if isinstance(value, (str, int, bool)) or value is None else str(value)


@cache
def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def _path(rows: Sequence[Row], statements: Mapping[int, Step]) -> tuple[Step, ...]:
    """Return the statements in order, each once; the same said by several agencies is one with all its sources."""
    steps: dict[tuple[object, ...], Step] = {}
    for number in dict.fromkeys(number for row in rows for number in row[STEPS]):
        step = statements[number]
        key = (step.start, step.type, step.end, step.valid_from, step.valid_to)
        known = steps.get(key)
        sources = step.sources if known is None else tuple(sorted({*known.sources, *step.sources}))
        steps[key] = Step(step.start, step.type, step.end, step.valid_from, step.valid_to, sources)
    return tuple(steps.values())


def _statements(world: World, numbers: set[int]) -> dict[int, Step]:
    return {number: _step(pattern, told) for number, pattern, told in world.statements(numbers)}


def _step(pattern: Pattern, told: Row) -> Step:
    return Step(
        Thing(pattern.start_kind, told["start"]),
        pattern.type_of(told.get("kind")),
        Thing(pattern.end_kind, told["stop"]),
        told["valid_from"] or MIN_DAY,
        told["valid_to"] or MAX_DAY,
        _sources(told),
    )


def _sources(row: Row) -> tuple[Source, ...]:
    """Return who said it; a statement that rests on several records names them side by side."""
    parts = [str(row[name] or "").split(";") for name in ("source", "feed", "record")]
    longest = max(len(part) for part in parts)
    padded = [[*part, *([part[-1]] * (longest - len(part)))] for part in parts]
    return tuple(sorted({Source(*one) for one in zip(*padded, strict=True)}))
