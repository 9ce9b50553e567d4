"""What a query names and returns, read from its text and checked against the vocabulary.

The server takes a label it does not know for one without nodes and answers "nothing found", which must never look like
a "clear"; the embedded engine refuses it. So every label, type and property is looked up before a query is sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa

from graph_schema.store.errors import QueryFault
from graph_schema.store.neo4j.expressions import TEXT, Held, Scope, Thing
from graph_schema.store.neo4j.tokens import Kind, Token, split, tokenise
from graph_schema.store.schema import Schema
from graph_schema.store.shaping import ARROW_TYPES

_CLAUSES = frozenset({"MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "RETURN", "UNION", "ORDER", "SKIP", "LIMIT"})
_PROJECTION_ENDS = frozenset({"ORDER", "SKIP", "LIMIT", "WHERE"})

Columns = tuple[pa.DataType | None, ...]
"""The types of the columns a query returns, None where its text does not tell."""


@dataclass(frozen=True)
class _Clause:
    word: str
    tokens: tuple[Token, ...]


class Vocabulary:
    """The names of a schema, and the types of its properties, which are the same wherever a name is used."""

    def __init__(self, schema: Schema) -> None:
        """Learn the names of a schema."""
        self._nodes = {label: {column.name for column in schema.node_columns(label)} for label in schema.nodes}
        self._types = {
            name: {column.name for column in declared.columns} for name, declared in schema.relationships.items()
        }
        carried = [column for label in schema.nodes for column in schema.node_columns(label)]
        carried += [column for declared in schema.relationships.values() for column in declared.columns]
        self._properties: Mapping[str, pa.DataType] = {column.name: ARROW_TYPES[column.type] for column in carried}
        self._known: dict[str, Columns] = {}

    def columns_of(self, query: str) -> Columns:
        """Return the types of what a query returns; raises QueryFault for a name the vocabulary does not have."""
        if query not in self._known:
            tokens = tokenise(query)
            self._check(tokens)
            self._known[query] = self._type(tokens)
        return self._known[query]

    def _check(self, tokens: Sequence[Token]) -> None:
        bound: dict[str, Thing] = {}
        for _, variable, thing in _patterns(tokens):
            held = self._nodes if thing.is_node else self._types
            for name in thing.names:
                if name not in held:
                    what = "node kind" if thing.is_node else "relationship type"
                    raise QueryFault(f"The query cannot be answered. The vocabulary has no {what} {name!r}.")
            if variable is not None and (variable not in bound or thing.names):
                bound[variable] = thing
        for variable, name in _accesses(tokens):
            if variable in bound and name not in self._properties_of(bound[variable]):
                raise QueryFault(
                    f"The query cannot be answered. What {variable!r} stands for has no property {name!r}."
                )

    def _properties_of(self, thing: Thing) -> set[str]:
        held = self._nodes if thing.is_node else self._types
        return set().union(*(held[name] for name in thing.names or held))

    def _type(self, tokens: Sequence[Token]) -> Columns:
        variables: dict[str, Held] = {}
        first: Columns | None = None
        for clause in _clauses(tokens):
            variables.update({name: thing for _, name, thing in _patterns(clause.tokens) if name is not None})
            scope = Scope(variables, self._properties.get)
            if clause.word == "UNWIND":
                variables.update(_unwound(clause.tokens, scope))
            elif clause.word == "WITH":
                kept = dict(variables) if any(token.is_sign("*") for token in clause.tokens[:1]) else {}
                variables = kept | {name: held for name, held in _projected(clause.tokens, scope) if name is not None}
            elif clause.word == "RETURN":
                held = tuple(
                    found if isinstance(found, pa.DataType) else None for _, found in _projected(clause.tokens, scope)
                )
                first = held if first is None else _merged(first, held)
            elif clause.word == "UNION":
                variables = {}
        return first or ()


def _merged(one: Columns, other: Columns) -> Columns:
    return tuple(a if a is not None else b for a, b in zip(one, other, strict=False))


def _patterns(tokens: Sequence[Token]) -> Iterator[tuple[int, str | None, Thing]]:
    """Yield what patterns bind: `(name:Kind ...)` and `[name:TYPE ...]`, also where kind or name is left out."""
    for place, token in enumerate(tokens):
        if not token.is_sign("(", "["):
            continue
        if place and tokens[place - 1].name is not None and tokens[place - 1].word not in _BEFORE_PATTERN:
            continue
        rest = tokens[place + 1 :]
        variable = rest[0].name if rest and rest[0].name is not None else None
        after = rest[1:] if variable is not None else rest
        names: tuple[str, ...] = ()
        if after and after[0].is_sign(":"):
            names = tuple(_names(after))
        elif not (variable is not None and after and after[0].is_sign(")", "]", "{")):
            continue
        yield place, variable, Thing(names, token.is_sign("("))


_BEFORE_PATTERN = frozenset({"MATCH", "WHERE", "AND", "OR", "NOT", "XOR", "EXISTS"})


def _names(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the labels or types after a colon: `:A`, `:A|B`, `:A|:B`."""
    for token in tokens:
        if token.name is not None:
            yield token.text
        elif not token.is_sign(":", "|", "&"):
            return


def _accesses(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield each `variable.property`, and each key of a map that a pattern's variable is matched with."""
    for before, dot, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if dot.is_sign(".") and before.name is not None and after.name is not None:
            yield before.text, after.text
    for place, variable, _ in _patterns(tokens):
        for token, colon in _map_after(tokens[place:]):
            if variable is not None and colon.is_sign(":"):
                yield variable, token.text


def _map_after(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    opened = False
    for token, following in pairwise(tokens[1:]):
        if token.is_sign(")", "]", "}"):
            return
        opened = opened or token.is_sign("{")
        if opened and token.name is not None:
            yield token, following


def _clauses(tokens: Sequence[Token]) -> Iterator[_Clause]:
    """Yield the clauses of a query in order; ORDER, SKIP, LIMIT and WHERE stay with the projection they follow."""
    depth, word, part = 0, "", list[Token]()
    for place, token in enumerate(tokens):
        depth -= token.is_sign(")", "]", "}")
        begins = depth == 0 and token.word in _CLAUSES and not (token.word == "WITH" and _is_of_text(tokens, place))
        if begins and not (token.word in _PROJECTION_ENDS and word in {"WITH", "RETURN"}):
            yield _Clause(word, tuple(part))
            word, part = token.word, []
        else:
            part.append(token)
        depth += token.is_sign("(", "[", "{")
    yield _Clause(word, tuple(part))


def _is_of_text(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the WITH at `place` is that of STARTS WITH or ENDS WITH."""
    return place > 0 and tokens[place - 1].word in {"STARTS", "ENDS"}


def _projected(tokens: Sequence[Token], scope: Scope) -> Iterator[tuple[str | None, Held]]:
    (items, *_) = split(tokens, words=_PROJECTION_ENDS)
    if items and items[0].word == "DISTINCT":
        items = items[1:]
    for item in split(items, ","):
        expression, name = item, item[0].name if len(item) == 1 else None
        if len(item) > 2 and item[-2].word == "AS":
            expression, name = item[:-2], item[-1].text
        yield name, scope.type_of(expression)


def _unwound(tokens: Sequence[Token], scope: Scope) -> dict[str, Held]:
    if len(tokens) < 3 or tokens[-2].word != "AS":
        return {}
    held = scope.type_of(tokens[:-2])
    of_keys = tokens[0].kind is Kind.PARAMETER and tokens[0].text == "keys"
    return {tokens[-1].text: TEXT if of_keys else held.value_type if isinstance(held, pa.ListType) else None}
