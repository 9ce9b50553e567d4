"""A replay in words: what the page says, in the same order."""

from collections.abc import Iterator
from textwrap import wrap

from service.replaying.meanings import MEANINGS, Hindsight
from service.replaying.output import Json

_WIDTH = 100


def write_text(told: Json) -> str:
    """Return a replay, as `as_json` or `as_shown` tell it, as plain text of at most 100 characters a line."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Json) -> Iterator[str]:
    meeting = told["meeting"]
    yield f"MAPPA case {told['caseRef']}: meeting {meeting['meetingRef']} of {meeting['heldOn']}, looked at again"
    yield f"The day: {told['asOf']}. Known then: to the end of that day. Known now: {told['knownNow']}."
    yield from wrap(f"For the audience {told['audience']}. Rules and thresholds are those of today.", _WIDTH)
    for kind in Hindsight:
        lines = [line for line in told["lines"] if line["hindsight"] == kind.value]
        if lines:
            yield ""
            yield f"{MEANINGS[kind.value].capitalize()}: {len(lines)}"
            for line in lines:
                yield from _line(line)
    if not told["lines"]:
        yield ""
        yield "Nothing was found about that day, then or now. That nothing was found is not that nobody was in danger."
    if told["hiddenFlags"]:
        yield ""
        yield f"{told['hiddenFlags']} more are not for this audience."


def _line(line: Json) -> Iterator[str]:
    number = f"{line['number']}." if line["number"] is not None else "-"
    yield f"  {number} {line['rule']} {line['title']}"
    for side, name in (("then", "known then"), ("now", "known now")):
        yield from _wrapped(f"{name}: {_side(line[side])}")
    if line["statusThen"]:
        yield from _wrapped(f"the flag then: {line['statusThen'].replace('_', ' ')}")
    for statement in line["statements"]:
        yield from _wrapped(statement_line(statement))
    yield from _wrapped(f"next step: {line['nextStep']}")


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="     ", subsequent_indent="       ")


def _side(side: Json | None) -> str:
    if side is None:
        return "nothing"
    unknown = ", could not be checked" if side["outcome"] == "could_not_check" else ""
    return f"{side['severity']}{unknown}. {side['summary']}"


def statement_line(statement: Json) -> str:
    """Return one statement that made the difference as a line: `+` came to be known, `-` is no longer believed."""
    sign = "+" if statement["became"] == "known" else "-"
    what = "a statement"
    if statement["type"]:
        what = f"{statement['fromLabel']} {statement['type']} {statement['toLabel']}"
    told = ", ".join(dict.fromkeys(f"{one['agency']}, feed {one['feed']}" for one in statement["sources"]))
    when = "together with another statement"
    if statement["at"]:
        word = "known since" if statement["became"] == "known" else "believed until"
        when = f"{word} {statement['at'][:10]}, {statement['daysLater']} days after the meeting"
    return f"{sign} {what} ({told}): {when}" if told else f"{sign} {what}: {when}"
