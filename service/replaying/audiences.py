"""A replay for one audience: what of it may be told is decided by the redacted networks of its two sides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_schema.case_network import CaseNetwork, NetworkFlag
from graph_schema.sensitivity import Sensitivity
from service.cases.audiences import Audience
from service.replaying.output import Json, counted

WHOLE = (
    Sensitivity.VICTIM_LOCATION, Sensitivity.VICTIM_IDENTITY, Sensitivity.MARAC, Sensitivity.CHILD_IDENTITY,
)  # fmt: skip
"""What a statement behind a finding may tell of; so may the note of a decision."""

_KEPT = ("hindsight", "flagId", "rule", "family", "title", "nextStep", "guidance", "statusThen")


@dataclass(frozen=True)
class Sides:
    """The case's network on the day, redacted for one audience: as known then, and as known now.

    None where no episode of the case was known.
    """

    then: CaseNetwork | None
    now: CaseNetwork | None


def as_shown(told: Json, sides: Sides, who: Audience) -> Json:
    """Return a replay as an audience may read it, counted again.

    A finding is told where each of its sides is in the network of that side; told on one side alone it would look as
    if the other had not been known. An audience that may not see all gets no end of a statement, no note and no fact.
    """
    then, now = _flags(sides.then), _flags(sides.now)
    lines = [line for line in told["lines"] if _is_shown(line, then, now)]
    hidden = 0 if who.is_narrow else len(told["lines"]) - len(lines)
    shown = told | {"audience": who.name, "hiddenFlags": hidden}
    if who.shows(*WHOLE) and not who.is_narrow:
        return counted(shown | {"lines": lines})
    plain = [_plain(line, then.get(line["flagId"]), now.get(line["flagId"]), who) for line in lines]
    if who.is_narrow:
        # Numbers of the case would tell how many flags there are.
        plain = [line | {"number": number} for number, line in enumerate(plain, 1)]
    return counted(shown | {"lines": plain})


def _flags(network: CaseNetwork | None) -> dict[str, NetworkFlag]:
    return {flag.id: flag for flag in network.flags} if network else {}


def _is_shown(line: Json, then: dict[str, NetworkFlag], now: dict[str, NetworkFlag]) -> bool:
    sides = ((line["then"], then), (line["now"], now))
    return all(side is None or line["flagId"] in shown for side, shown in sides)


def _plain(line: Json, then: NetworkFlag | None, now: NetworkFlag | None, who: Audience) -> Json:
    statements = () if who.is_narrow else line["statements"]
    names_sources = who.shows(Sensitivity.MARAC, Sensitivity.VICTIM_IDENTITY)
    kept: dict[str, Any] = {name: line[name] for name in _KEPT}
    return kept | {
        "number": line["number"],
        "subject": None,
        "subjectRefs": [],
        "parties": [],
        "then": _side(then) if line["then"] else None,
        "now": _side(now) if line["now"] else None,
        "historyThen": [] if who.is_narrow else [_without_note(one) for one in line["historyThen"]],
        "statements": [_bare(one, names_sources=names_sources) for one in statements],
    }


def _side(flag: NetworkFlag | None) -> Json | None:
    if flag is None:
        return None
    return {
        "severity": flag.severity, "outcome": flag.outcome, "summary": flag.summary,
        "facts": {name: str(value) if isinstance(value, date) else value for name, value in flag.facts.items()},
    }  # fmt: skip


def _without_note(happening: Json) -> Json:
    return {name: value for name, value in happening.items() if name != "note"}


def _bare(statement: Json, *, names_sources: bool) -> Json:
    """Return when a statement came or went, and from whom where that may be told: nothing of what it says."""
    kept: Json = {name: statement[name] for name in ("became", "at", "daysLater")}
    nothing: Json = dict.fromkeys(("from", "fromLabel", "type", "to", "toLabel", "validFrom", "validTo"))
    return kept | nothing | {"sources": statement["sources"] if names_sources else []}
