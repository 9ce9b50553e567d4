"""What a finding amounts to, without naming anybody: enough to tell later whether it has changed, and for the worse."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b, sha256

from service.rules.findings import SEVERITIES, Finding, Outcome, Severity

_ELAPSED = frozenset({"age", "days", "weeks", "months", "years"})
"""A whole number whose name has one of these words grows by itself: it alone changes nothing."""

_WORD = re.compile(r"[A-Z]?[a-z]+")
_PART = re.compile(r"[^,;\s]+")
_PLACES = frozenset({"address", "otherAddress"})
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_MARK_BYTES = 6

Value = object


@dataclass(frozen=True)
class Facts:
    """The facts of a finding at one time.

    `nearest_m` is the smallest distance in metres, `reach_m` the smallest once the uncertainty is taken off; `marks`
    are digests of who and what it is about and in what way, each of which makes it worse when it is new; `digest` is
    of everything that counts as a fact.
    """

    severity: Severity
    outcome: Outcome
    nearest_m: int | None
    reach_m: int | None
    marks: frozenset[str]
    digest: str


def measure(finding: Finding) -> Facts:
    """Return the facts of a finding; what grows by the day alone is no fact."""
    rows = [finding.facts, *(pair for pair in _pairs(finding))]
    distances = [
        (far, _whole(row.get("uncertaintyM")) or 0) for row in rows if (far := _whole(row.get("distanceM"))) is not None
    ]
    told = sorted(set(_told(finding, rows)))
    marks = frozenset(_mark(text) for text in [*_about(finding), *_ways(rows)])
    return Facts(
        severity=finding.severity,
        outcome=finding.outcome,
        nearest_m=min((far for far, _ in distances), default=None),
        reach_m=min((far - doubt for far, doubt in distances), default=None),
        marks=marks,
        digest=sha256("\x1f".join(told).encode()).hexdigest()[:16],
    )


def is_worse(now: Facts, than: Facts) -> bool:
    """Whether facts are worse than others: more severe, found at last, nearer, or with somebody or something new.

    What is neither clearly worse nor clearly better counts as worse: a home or a danger that nobody decided upon is
    new, wherever it is.
    """
    return (
        _RANKS[now.severity] < _RANKS[than.severity]
        or (now.outcome is Outcome.FOUND and than.outcome is Outcome.COULD_NOT_CHECK)
        or _is_less(now.nearest_m, than.nearest_m)
        or _is_less(now.reach_m, than.reach_m)
        or not now.marks <= than.marks
    )


def _is_less(now: int | None, than: int | None) -> bool:
    return now is not None and than is not None and now < than


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _pairs(finding: Finding) -> Iterator[Mapping[str, Value]]:
    for value in finding.facts.values():
        if isinstance(value, tuple):
            yield from value


def _about(finding: Finding) -> Iterator[str]:
    """Return who and what a finding is about, each with the part it has."""
    yield from (f"{party.role}:{party.person}" for party in finding.parties)
    yield from (f"address:{address}" for address in finding.addresses)
    single = {
        "condition": finding.condition,
        "transfer": finding.transfer,
        "marac": finding.marac,
        "site": finding.site,
    }
    yield from (f"{kind}:{id_}" for kind, id_ in single.items() if id_)


def _ways(rows: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """Return in what ways it holds: the codes among its facts, and that a home is no longer only proposed."""
    for row in rows:
        for name, value in row.items():
            if name == "proposed" and value is False:
                yield "actual"
            elif isinstance(value, str) and name not in _PLACES and name != "missing":
                yield from (f"{name}={part}" for part in _PART.findall(value))


def _told(finding: Finding, rows: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """Return every fact as a text."""
    yield from (finding.severity.value, finding.outcome.value, *_about(finding))
    for number, row in enumerate(rows):
        facts = [f"{name}={_text(value)}" for name, value in sorted(row.items()) if _is_fact(name, value)]
        yield ("" if number == 0 else "pair ") + "\x1e".join(facts)


def _is_fact(name: str, value: Value) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    grows = is_number and any(word.lower() in _ELAPSED for word in _WORD.findall(name))
    return value is not None and not isinstance(value, tuple) and not grows


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _mark(text: str) -> str:
    return blake2b(text.encode(), digest_size=_MARK_BYTES).hexdigest()
