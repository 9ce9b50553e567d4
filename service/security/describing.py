"""What a security rule means, in words: for the command, and for docs/rules.md."""

from collections.abc import Sequence

from service.policy import Policy
from service.security.catalogue import FAMILY, WATCHES, Watch

_INTRODUCTION = """## About those who ask

These are read off the audit and the ledger of placement checks, never off the graph. They raise no flag, and reach the
security officer alone: `risk-network audit patterns`, and `GET /security/findings` for the role AUDITOR.
"""


def tell(rule: Watch, policy: Policy) -> list[str]:
    """Return a rule in lines."""
    return [
        f"{rule.id}  {rule.title}  ({FAMILY}, at worst {rule.severity})",
        "",
        rule.finding,
        *(f"  {name}: {meaning}" for name, meaning in rule.patterns.items()),
        f"Next step: {rule.next_step}",
        *(f"Guidance: {one.document}, {one.section}" for one in rule.guidance),
        *(f"Threshold: {one}" for one in _thresholds(rule, policy)),
    ]


def rule_as_json(rule: Watch, policy: Policy) -> dict[str, object]:
    """Return a rule as the command prints rules."""
    return {
        "id": rule.id,
        "title": rule.title,
        "family": FAMILY,
        "severity": rule.severity.value,
        "subject": None,
        "guidance": [{"document": one.document, "section": one.section} for one in rule.guidance],
        "finding": rule.finding,
        "couldNotCheck": None,
        "reading": " ".join(f"{name}: {meaning}" for name, meaning in rule.patterns.items()),
        "nextStep": rule.next_step,
        "policy": {key: policy.threshold(key).value for key in rule.policy_keys},
    }


def render_section(policy: Policy, rules: Sequence[Watch] = WATCHES) -> str:
    """Return the part of docs/rules.md about them."""
    parts = [_INTRODUCTION.strip()]
    for rule in rules:
        lines = [
            f"### {rule.id}",
            "",
            f"**{rule.title}.** {rule.finding}",
            "",
            *(f"- `{name}`: {meaning}" for name, meaning in rule.patterns.items()),
            f"- severity: {rule.severity}",
            f"- next step: {rule.next_step}",
            *(f"- guidance: {one.document}, {one.section}" for one in rule.guidance),
            *(f"- threshold: {one}" for one in _thresholds(rule, policy)),
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _thresholds(rule: Watch, policy: Policy) -> list[str]:
    told = ((key, policy.threshold(key)) for key in rule.policy_keys)
    return [
        f"{key} = {one.value} ({one.source}; {'verified' if one.verified else 'not verified'})" for key, one in told
    ]
