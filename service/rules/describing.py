"""What a rule means, in words and as a drawing of what it looks for: for the command, and for docs/rules.md."""

from service.policy import Policy
from service.rules.catalogue import Catalogue, Rule
from service.rules.questions import Pattern, Question

_INTRODUCTION = """# Rules

<!-- Made by `make docs` from the rule files in `service/rules/` and the policy. -->

What is flagged, what a finding says, what to do next, and where it is from. A rule finds, finds nothing, or could not
check for want of a fact that would decide; unknown is never clear. A threshold is policy: `docs/policy.md` has its
source, and whether somebody has verified it.

LVL-01 is a set of consistency checks of category and level, each a rule of its own: LVL-01-C01 to LVL-01-C20. Check
C16, a registration that says "not MAPPA" beside a MAPPA case, is missing: no table of a feed carries it.
"""


def draw(question: Question) -> list[str]:
    """Return the statements a rule's own question looks for, a line each: `Person n ──SUBJECT_OF──▶ MappaCase c`."""
    return [_arrow(pattern) for pattern in question.asked.steps]


def _arrow(pattern: Pattern) -> str:
    start, end = f"{pattern.start_kind} {pattern.start}".strip(), f"{pattern.end_kind} {pattern.end}".strip()
    return f"{start} ──{' or '.join(pattern.types)}──▶ {end}"


def thresholds(rule: Rule, policy: Policy) -> list[str]:
    """Return the thresholds a rule uses, with their values and sources."""
    return [
        f"{key} = {policy.threshold(key).value} ({policy.threshold(key).source};"
        f" {'verified' if policy.threshold(key).verified else 'not verified'})"
        for key in rule.policy_keys
    ]


def render_page(catalogue: Catalogue, policy: Policy) -> str:
    """Return docs/rules.md."""
    parts = [_INTRODUCTION, "| rule | severity | title |\n|---|---|---|"]
    parts[-1] += "".join(
        f"\n| [{rule.id}](#{rule.id.lower()}) | {rule.severity} | {rule.title} |" for rule in catalogue
    )
    parts += [_section(rule, policy) for rule in catalogue]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _section(rule: Rule, policy: Policy) -> str:
    lines = [
        f"## {rule.id}",
        "",
        f"**{rule.title}.** {rule.finding}",
        "",
        *([f"Could not check: {rule.header.unknown}", ""] if rule.header.unknown else []),
        *([f"Exactly: {' '.join(rule.header.reading)}", ""] if rule.header.reading else []),
        f"- severity at worst: {rule.severity}",
        f"- next step: {rule.next_step}",
        *(f"- guidance: {one.document}, {one.section}" for one in rule.guidance),
        *(f"- threshold: {one}" for one in thresholds(rule, policy)),
        "",
        "```text",
        *draw(rule.question),
        "```",
    ]
    return "\n".join(lines)
