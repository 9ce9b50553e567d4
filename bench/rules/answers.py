"""What the SQL and the sweep answer, in one form, and where they differ."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

import duckdb

from service.rules import Finding

RULES = (
    *(f"ACC-0{number}" for number in range(1, 8)),
    *(f"CHI-0{number}" for number in range(1, 5)),
    *(f"MAR-0{number}" for number in range(1, 8)),
    *(f"TRF-0{number}" for number in range(1, 5)),
)
WORDS = ("words", "pairs")
"""What all rules share, as two pieces of SQL that come before them."""

_GATHERED = """
SELECT subject, case_ref, other, outcome,
       (['critical', 'high', 'medium', 'low'])[min(list_position(['critical', 'high', 'medium', 'low'], severity))]
           AS severity,
       list_sort(list_distinct(list(missing))) AS missing,
       list_sort(list_distinct(flatten(list([CAST(address AS VARCHAR), CAST(other_address AS VARCHAR)])))) AS addresses,
       CAST(floor(min(distance)) AS BIGINT) AS distance
FROM ({query})
GROUP BY ALL
"""
_ANSWERED = (
    "FROM ({gathered}) QUALIFY row_number() OVER (PARTITION BY subject, case_ref, other ORDER BY outcome DESC) = 1"
)
"""Of one key's two outcomes found is kept: it comes later in the alphabet than could_not_check."""


@dataclass(frozen=True, order=True)
class Key:
    """What makes two findings the same one: the rule, the case, its subject and the other party."""

    rule: str
    case: str
    subject: str
    other: str


@dataclass(frozen=True)
class Answer:
    """What was found for a key.

    `addresses` are all that show it and `distance` is the least, in whole metres; both only of rules about places.
    """

    outcome: str
    severity: str
    missing: tuple[str, ...]
    addresses: tuple[str, ...]
    distance: int | None


@dataclass(frozen=True)
class Timed:
    """One piece of the catalogue: its name, the seconds it took, and how many findings it gave."""

    name: str
    seconds: float
    findings: int = 0


def ask_sql(tables: duckdb.DuckDBPyConnection) -> tuple[dict[Key, Answer], list[Timed]]:
    """Answer every rule, the words first, and leave the tables as they were."""
    answers: dict[Key, Answer] = {}
    timed = []
    tables.begin()
    try:
        for name in WORDS:
            begun = time.perf_counter()
            tables.execute(_text(f"{name}.sql"))
            timed.append(Timed(name, time.perf_counter() - begun))
        for rule in RULES:
            begun = time.perf_counter()
            rows = tables.execute(rule_sql(rule)).fetchall()
            answers |= dict(_read(rule, row) for row in rows)
            timed.append(Timed(rule, time.perf_counter() - begun, len(rows)))
    finally:
        tables.rollback()
    return answers, timed


def rule_sql(rule: str) -> str:
    """Return the whole question of a rule: one row per key, with the worst severity and every address."""
    return _ANSWERED.format(gathered=_GATHERED.format(query=_text(f"asked/{rule.lower().replace('-', '_')}.sql")))


def of_sweep(findings: Iterable[Finding]) -> dict[Key, Answer]:
    """Return a sweep's findings in the same form; raises ValueError where two have one key."""
    answers: dict[Key, Answer] = {}
    for finding in findings:
        key = Key(finding.rule, finding.case_ref or "", finding.subject, _other(finding))
        if key in answers:
            raise ValueError(f"two findings of the sweep have one key: {key}")
        missing, distance = finding.facts.get("missing"), finding.facts.get("distanceM")
        places = finding.addresses if finding.rule.startswith("ACC") else ()
        answers[key] = Answer(
            finding.outcome.value,
            finding.severity.value,
            (str(missing),) if missing else (),
            tuple(sorted(places)),
            distance if isinstance(distance, int) else None,
        )
    return answers


def differences(sql: Mapping[Key, Answer], sweep: Mapping[Key, Answer]) -> list[str]:
    """Return every difference as a line to read, by rule and case."""
    return [
        f"{key.rule} case {key.case or '-'} subject {key.subject} other {key.other or '-'}: "
        f"SQL {_tell(sql.get(key))}; sweep {_tell(sweep.get(key))}"
        for key in sorted(sql.keys() | sweep.keys())
        if sql.get(key) != sweep.get(key)
    ]


def _tell(answer: Answer | None) -> str:
    if answer is None:
        return "nothing"
    far = f" {answer.distance} m" if answer.distance is not None else ""
    return f"{answer.outcome} {answer.severity} {','.join(answer.missing)}[{' '.join(answer.addresses)}]{far}"


def _read(rule: str, row: tuple[object, ...]) -> tuple[Key, Answer]:
    subject, case, other, outcome, severity, missing, addresses, distance = row
    key = Key(rule, str(case or ""), str(subject), str(other or ""))
    return key, Answer(
        str(outcome), str(severity), _some(missing), _some(addresses), distance if isinstance(distance, int) else None
    )


def _some(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value is not None) if isinstance(values, list) else ()


def _other(finding: Finding) -> str:
    if finding.rule == "MAR-03":
        return ""
    if finding.rule == "MAR-06":
        return finding.parties[0].person
    if finding.episode_from is not None:
        return finding.episode_from.isoformat()
    if finding.rule in {"TRF-01", "TRF-03"} and finding.transfer is None:
        return finding.addresses[0]
    named = finding.condition or finding.transfer or finding.marac or finding.site
    return named or ";".join(sorted({party.person for party in finding.parties}))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
