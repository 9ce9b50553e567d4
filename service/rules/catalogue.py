"""All rules in force: those that ship, and an area's own, each checked before anything is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph_schema.case_network import Guidance
from graph_schema.vocabulary import NODE_KINDS
from service.policy import Policy
from service.rules.errors import WrongRule
from service.rules.findings import Severity
from service.rules.header import EVERYBODY, Header, read_header
from service.rules.questions import Question
from service.rules.steps import COUNTING_STEPS, STEPS_BY_NAME

FAMILIES = (
    "accommodation", "victims", "marac", "transfers", "children", "orders", "disclosure",
    "key_workers", "meetings", "levels", "data_quality",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One rule: its header and its question."""

    header: Header
    question: Question

    @property
    def id(self) -> str:
        """Return what it is called in minutes and in the catalogue."""
        return self.header.id

    @property
    def title(self) -> str:
        """Return its name in a few words."""
        return self.header.title

    @property
    def family(self) -> str:
        """Return what it is about."""
        return self.header.family

    @property
    def severity(self) -> Severity:
        """Return its worst severity."""
        return self.header.severity

    @property
    def guidance(self) -> tuple[Guidance, ...]:
        """Return where it comes from."""
        return self.header.guidance

    @property
    def finding(self) -> str:
        """Return what a finding says."""
        return self.header.finding

    @property
    def next_step(self) -> str:
        """Return what is to be done."""
        return self.header.next_step

    @property
    def is_about_everybody(self) -> bool:
        """Return whether it asks beyond those a case leads to, so that any write may change it in any case."""
        return self.header.reach == EVERYBODY

    @property
    def policy_keys(self) -> tuple[str, ...]:
        """Return the thresholds it uses."""
        return self.header.policy_keys

    @property
    def counts_findings(self) -> bool:
        """Return whether it is about what the other rules find, and can only be evaluated after them."""
        return self.header.step in COUNTING_STEPS


@dataclass(frozen=True)
class Catalogue:
    """The rules by id, in order."""

    rules: tuple[Rule, ...]

    def __iter__(self) -> Iterator[Rule]:
        """Return the rules in order."""
        return iter(self.rules)

    def rule(self, id_: str) -> Rule | None:
        """Return a rule, None where there is none of that id."""
        return next((rule for rule in self.rules if rule.id == id_), None)


def load_catalogue(folder: Path | None = None, policy: Policy | None = None) -> Catalogue:
    """Load and check the rules that ship and those of `folder`, its subfolders included.

    With a policy its keys are checked too. Raises WrongRule, naming file and line, for a rule that names what is not
    there, that takes the id of another, or that no step finishes and no column of its rows makes a finding of.
    """
    rules: dict[str, Rule] = {}
    for place, text in [*_shipped(), *_own(folder)]:
        rule = read_rule(text, place, policy)
        if rule.id in rules:
            raise WrongRule(f"{place}, line 1: {rule.id} is the id of a rule already: {rules[rule.id].question.place}.")
        rules[rule.id] = rule
    return Catalogue(tuple(rules[id_] for id_ in sorted(rules)))


def read_rule(text: str, place: str, policy: Policy | None = None) -> Rule:
    """Read one rule; raises WrongRule."""
    header = read_header(text, place)
    question = Question(text, place)
    if header.subject not in NODE_KINDS:
        raise WrongRule(f"{place}, line {_line(text, 'subject')}: there is no kind of node {header.subject}.")
    if header.step is not None and header.step not in STEPS_BY_NAME:
        known = ", ".join(STEPS_BY_NAME)
        raise WrongRule(f"{place}, line {_line(text, 'step')}: there is no step {header.step}. Known are {known}.")
    if policy and (odd := [key for key in header.policy_keys if key not in policy.national]):
        raise WrongRule(f"{place}, line {_line(text, 'policy')}: {odd[0]} is not a policy key. See docs/policy.md.")
    if "{id: $key}" not in text:
        raise WrongRule(f"{place}: the question must find its subject by `{{id: $key}}`.")
    if header.step is None and "AS subject" not in text:
        raise WrongRule(f"{place}: a rule without a step must return its `subject`.")
    _ = question.asked
    return Rule(header, question)


def _line(text: str, entry: str) -> int:
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"// {entry}:")), 1)


def _shipped() -> Iterator[tuple[str, str]]:
    for family in FAMILIES:
        folder = files(__package__).joinpath(family)
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".cypher"):
                yield f"{family}/{file.name}", file.read_text("utf-8")


def _own(folder: Path | None) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.cypher")) if folder else []:
        try:
            yield str(path.relative_to(folder)) if folder else path.name, path.read_text("utf-8")
        except UnicodeDecodeError:
            raise WrongRule(f"{path.name}: not text in UTF-8. Save the rule as UTF-8.") from None
