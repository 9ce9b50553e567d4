"""Questions of the rules: Cypher with three macros, checked against the vocabulary, asked of all or of some.

`@holds(r)` is the as-of filter of a statement, `@known(r)` its half about knowledge, `@path(r, s)` returns what a path
tells of statements. A question finds one kind of node by `{id: $key}`; asked of everybody, that is left out.
A pattern may name several types of one table, `[h:LIVES_AT|STAYS_AT]`; the kind each row carries tells which it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph_schema.kinds import Property
from graph_schema.periods import as_of_filter
from graph_schema.vocabulary import NODE_KINDS, RELATIONSHIP_TYPES, properties_of
from graph_schema.vocabulary.statements import FORMS
from service.rules.errors import WrongRule

_HOLDS = re.compile(r"@holds\((\w+)\)")
_KNOWN = re.compile(r"@known\((\w+)\)")
_PATH = re.compile(r"@path\(([\w, ]+)\)")
_NODE = r"\((?P<{0}>\w*)\s*(?::\s*`?(?P<{0}_kind>\w+)`?)?\s*(?:\{{[^}}]*\}})?\)"
_PATTERN = re.compile(
    _NODE.format("a") + r"(?P<left><?)-\[(?P<var>\w*)\s*:\s*(?P<type>[\w|]+)\]-(?P<right>>?)" + _NODE.format("b")
)
_LABEL = re.compile(r"\(\w*\s*:\s*`?(\w+)`?")
_TYPES = re.compile(r"\[\w*\s*:\s*([\w|]+)\]")
_ACCESS = re.compile(r"\b(\w+)\.`?(\w+)`?")
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_NAMED = re.compile(r"\((\w+)\s*:\s*`?(\w+)`?")
_KEYED = re.compile(r"\(\s*(\w+)\s*:\s*`?\w+`?\s*\{id: \$key\}")
_PARAMETERS = re.compile(r"\$(\w+)")
ALLOWED_PARAMETERS = frozenset({"key", "day", "known"})

TYPES_BY_KIND = {kind: type_ for form in FORMS for kind, type_ in form.types_by_kind.items()}
"""The relationship type of each kind, for tables whose kind tells it."""

STEP_COLUMNS = ("start", "stop", "valid_from", "valid_to", "source", "feed", "record")
"""What `@path` returns of each statement, as `VARIABLE__COLUMN`."""


@dataclass(frozen=True)
class Pattern:
    """One relationship of a question: its variable, its types, and variables and kinds of its ends as declared."""

    variable: str
    types: tuple[str, ...]
    start: str
    start_kind: str
    end: str
    end_kind: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Return what `@path` returns of the statement; its kind too where that tells the type."""
        return (*STEP_COLUMNS, "kind") if len(self.types) > 1 else STEP_COLUMNS

    def type_of(self, kind: str | None) -> str:
        """Return the type of a statement of this kind."""
        return self.types[0] if kind is None else TYPES_BY_KIND[kind]


@dataclass(frozen=True)
class Asked:
    """A question ready to be asked: its text with `{id: $key}` and without, and the statements its rows carry."""

    keyed: str
    whole: str
    steps: tuple[Pattern, ...]

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Return the names of its parameters, but for the key."""
        return frozenset(_PARAMETERS.findall(self.whole))


@dataclass(frozen=True)
class Question:
    """The text of a question, and where it stands, for messages."""

    text: str
    place: str

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Return the kind of every node it names, by variable."""
        bare = _COMMENT.sub("", self.text)
        return {found[1]: found[2] for found in _NAMED.finditer(bare)}

    @cached_property
    def key(self) -> str:
        """Return the variable of the node it finds by `{id: $key}`; raises WrongRule where it finds none so."""
        found = _KEYED.search(_COMMENT.sub("", self.text))
        if found is None:
            raise self._wrong(self.text, 0, "a question finds one kind of node by {id: $key}, and this one none")
        return found[1]

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Return its relationships, each with the kinds of its ends."""
        return tuple(_patterns(_COMMENT.sub("", self.text), dict(self.kinds)).values())

    @cached_property
    def asked(self) -> Asked:
        """Return it expanded; raises WrongRule for a name the vocabulary does not have."""
        text = self.text
        patterns = self._check(text)
        steps = tuple(
            self._pattern(patterns, name.strip(), text, found.start())
            for found in _PATH.finditer(text)
            for name in found[1].split(",")
        )
        by_variable = {step.variable: step for step in steps}
        body = _COMMENT.sub("", text)
        body = _HOLDS.sub(lambda found: as_of_filter(found[1]), body)
        body = _KNOWN.sub(lambda found: f"{found[1]}.known_from <= $known AND $known < {found[1]}.known_to", body)
        body = _PATH.sub(
            lambda found: ", ".join(_step_columns(by_variable[name.strip()]) for name in found[1].split(",")), body
        ).strip()
        return Asked(body, body.replace(" {id: $key}", ""), steps)

    def _pattern(self, patterns: dict[str, Pattern], name: str, text: str, at: int) -> Pattern:
        if name not in patterns:
            raise self._wrong(text, at, f"@path names {name}, which is no relationship of the pattern")
        return patterns[name]

    def _wrong(self, text: str, at: int, what: str) -> WrongRule:
        line = text.count("\n", 0, at) + 1
        return WrongRule(f"{self.place}, line {line}: {what}. docs/vocabulary.md lists what there is.")

    def _check(self, text: str) -> dict[str, Pattern]:
        bare = _COMMENT.sub(lambda found: " " * len(found.group()), text)
        for found in _LABEL.finditer(bare):
            if found[1] not in NODE_KINDS:
                raise self._wrong(text, found.start(1), f"there is no kind of node {found[1]}")
        for found in _TYPES.finditer(bare):
            for name in found[1].split("|"):
                if name not in RELATIONSHIP_TYPES:
                    raise self._wrong(text, found.start(1), f"there is no relationship type {name}")
        for found in _PARAMETERS.finditer(bare):
            if found[1] not in ALLOWED_PARAMETERS:
                raise self._wrong(text, found.start(), f"there is no parameter ${found[1]}, only $key, $day and $known")
        kinds = {found[1]: found[2] for found in _NAMED.finditer(bare)}
        patterns = _patterns(bare, kinds)
        for pattern in patterns.values():
            if not (pattern.variable and pattern.start_kind and pattern.end_kind):
                raise self._wrong(
                    text, text.find("MATCH"), "every node needs a name and a kind, every relationship one"
                )
        self._check_properties(text, bare, patterns, kinds)
        return patterns

    def _check_properties(self, text: str, bare: str, patterns: dict[str, Pattern], kinds: dict[str, str]) -> None:
        unquoted = re.sub(r"'[^']*'", lambda found: " " * len(found.group()), bare)
        for found in _ACCESS.finditer(unquoted):
            variable, name = found[1], found[2]
            if variable in patterns:
                held: tuple[Property, ...] = properties_of(patterns[variable].types[0])
            elif variable in kinds:
                held = NODE_KINDS[kinds[variable]].properties
            else:
                continue
            if name != "id" and name not in {one.name for one in held}:
                raise self._wrong(text, found.start(), f"{variable} has no property {name}")
        for found in re.finditer(r"\(\w*\s*:\s*`?(\w+)`?\s*\{\s*(\w+)\s*:", unquoted):
            if found[2] != "id" and found[2] not in {one.name for one in NODE_KINDS[found[1]].properties}:
                raise self._wrong(text, found.start(2), f"{found[1]} has no property {found[2]}")
        for found in re.finditer(r"@(?:holds|known)\((\w+)\)", unquoted):
            if found[1] not in patterns:
                raise self._wrong(text, found.start(), f"{found[1]} is no relationship of the pattern")


def _patterns(text: str, kinds: dict[str, str]) -> dict[str, Pattern]:
    patterns: dict[str, Pattern] = {}
    at = 0
    while found := _PATTERN.search(text, at):
        a, b = (found["a"], found["b"]) if not found["left"] else (found["b"], found["a"])
        types = tuple(found["type"].split("|"))
        patterns[found["var"]] = Pattern(found["var"], types, a, kinds.get(a, ""), b, kinds.get(b, ""))
        at = found.start("b") - 1
    return patterns


def _step_columns(step: Pattern) -> str:
    name = step.variable
    values = (f"{step.start}.id", f"{step.end}.id", *(f"{name}.{column}" for column in step.columns[2:]))
    return ", ".join(f"{value} AS {name}__{column}" for value, column in zip(values, step.columns, strict=True))
