"""The header of a rule file: what the rule is called, who it is for, where it is from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.case_network import Guidance
from service.rules.errors import WrongRule
from service.rules.findings import KEY_KINDS, Severity

_LINE = re.compile(r"^//\s*([a-z ]+?):\s*(.*)$")
_ID = re.compile(r"[A-Z]{2,3}-[0-9]{2,3}(-[A-Z][0-9]{2})?")
"""A family's letters and a number; the checks that make up one rule add their own, as in LVL-01-C07."""

KEY_COLUMNS = ("party", "condition", "transfer", "marac", "site", "address", "episode_from", *KEY_KINDS)
"""By what a rule's findings differ, beside the case."""

_SINGLE = ("id", "title", "family", "severity", "subject", "finding", "next step")
_ALLOWED = frozenset({*_SINGLE, "guidance", "policy", "step", "unknown", "key", "reading", "reach"})

EVERYBODY = "everybody"
"""The reach of a rule that asks of places or people beyond those its case leads to."""


@dataclass(frozen=True)
class Header:
    """What the comments at the top of a rule file say."""

    id: str
    title: str
    family: str
    severity: Severity
    subject: str
    guidance: tuple[Guidance, ...]
    policy_keys: tuple[str, ...]
    step: str | None
    finding: str
    unknown: str
    next_step: str
    key: tuple[str, ...]
    reading: tuple[str, ...] = ()
    """The exact reading of the rule, a sentence or two an entry."""
    reach: str = ""
    """`everybody` where what it finds in a case rests on more than that case leads to, or it finds without a case."""


def read_header(text: str, place: str) -> Header:
    """Read the header; raises WrongRule naming `place` and the line for what is missing, doubled or unknown."""
    entries: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        found = _LINE.match(line)
        if not found or found[1] not in _ALLOWED:
            raise WrongRule(
                f"{place}, line {number}: not an entry of a header. Known are {', '.join(sorted(_ALLOWED))}."
            )
        entries.setdefault(found[1], []).append((number, found[2].strip()))
    for name in _SINGLE:
        if len(entries.get(name, [])) != 1 or not entries[name][0][1]:
            raise WrongRule(f"{place}, line 1: the header must say `{name}` once.")
    if not entries.get("guidance"):
        raise WrongRule(f"{place}, line 1: the header must say `guidance`, as `document | section`.")
    return _header(entries, place)


def _header(entries: Mapping[str, list[tuple[int, str]]], place: str) -> Header:
    def one(name: str) -> str:
        return entries[name][0][1] if name in entries else ""

    def listed(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in one(name).split(",") if part.strip() not in {"", "none"})

    if not _ID.fullmatch(one("id")):
        raise WrongRule(f"{place}, line {entries['id'][0][0]}: an id is like ACC-01.")
    if one("severity") not in set(Severity):
        raise WrongRule(f"{place}, line {entries['severity'][0][0]}: a severity is {', '.join(Severity)}.")
    if odd := [name for name in listed("key") if name not in KEY_COLUMNS]:
        raise WrongRule(
            f"{place}, line {entries['key'][0][0]}: {odd[0]} is no key; known are {', '.join(KEY_COLUMNS)}."
        )
    if one("reach") not in {"", EVERYBODY}:
        raise WrongRule(f"{place}, line {entries['reach'][0][0]}: a reach is {EVERYBODY}, or left out.")
    guidance = [_guidance(value, number, place) for number, value in entries["guidance"]]
    return Header(
        one("id"), one("title"), one("family"), Severity(one("severity")), one("subject"), tuple(guidance),
        listed("policy"), one("step") or None, one("finding"), one("unknown"), one("next step"), listed("key"),
        tuple(value for _, value in entries.get("reading", [])), one("reach"),
    )  # fmt: skip


def _guidance(value: str, number: int, place: str) -> Guidance:
    document, bar, section = (part.strip() for part in value.partition("|"))
    if not (bar and document and section):
        raise WrongRule(f"{place}, line {number}: write guidance as `document | section`.")
    return Guidance(document, section)
