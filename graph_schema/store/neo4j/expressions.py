"""Of what type an expression of a query is, as far as its text and the vocabulary tell.

The server says nothing of types but through values, so a column without any would have none; callers rely on a column
having the same type whatever was found, as the embedded engine gives it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa

from graph_schema.store.neo4j.tokens import Kind, Token, depths, split

TEXT, INTEGER, FRACTION, TRUTH = pa.string(), pa.int64(), pa.float64(), pa.bool_()
DAY, MOMENT, SUM = pa.date32(), pa.timestamp("us"), pa.decimal128(38, 0)

_TRUTH_WORDS = frozenset({"AND", "OR", "XOR", "NOT", "IN", "IS", "STARTS", "ENDS", "CONTAINS"})
_TRUTHS = frozenset({"TRUE", "FALSE"})
_COMPARING = ("=", "<>", "<", ">", "<=", ">=", "=~")
_FUNCTIONS: Mapping[str, pa.DataType] = {
    **dict.fromkeys(("count", "size", "length"), INTEGER),
    **dict.fromkeys(("sqrt", "floor", "ceil", "round", "avg", "exp", "log", "sin", "cos", "tan", "atan2"), FRACTION),
    **dict.fromkeys(("lower", "upper", "tolower", "toupper", "trim", "substring", "replace", "tostring"), TEXT),
    **dict.fromkeys(("any", "all", "none", "single", "exists"), TRUTH),
    "date": DAY,
}


@dataclass(frozen=True)
class Thing:
    """A node or relationship in a variable, of one of these kinds or types; of any where none is named."""

    names: tuple[str, ...]
    is_node: bool


Held: TypeAlias = "pa.DataType | Thing | None"
"""What a variable or an expression holds; None where the text does not tell."""

PropertyType = Callable[[str], pa.DataType | None]


@dataclass(frozen=True)
class Scope:
    """What variables hold, and how the vocabulary types a property."""

    variables: Mapping[str, Held]
    property_type: PropertyType

    def type_of(self, tokens: Sequence[Token]) -> Held:
        """Return what an expression holds."""
        if not tokens:
            return None
        top = [token for depth, token in depths(tokens) if depth == 0]
        if any(token.word in _TRUTH_WORDS or token.is_sign(*_COMPARING) for token in top):
            return TRUTH
        for signs in (("+", "-"), ("*", "/", "%"), ("^",)):
            parts = [part for part in split(tokens, *signs) if part]
            if len(parts) > 1:
                return FRACTION if signs == ("^",) else _combine([self.type_of(part) for part in parts])
        return self._operand(tokens[1:] if tokens[0].is_sign("+", "-") else tokens)

    def _operand(self, tokens: Sequence[Token]) -> Held:
        first, rest = tokens[0], tokens[1:]
        if first.kind in {Kind.TEXT, Kind.NUMBER}:
            return TEXT if first.kind is Kind.TEXT else FRACTION if "." in first.text else INTEGER
        if first.word == "CASE":
            return self._case(rest)
        if first.is_sign("(", "[", "{"):
            inside, after = _bracketed(tokens)
            return self._followed(self._bracket(first.text, inside), after)
        if first.name is not None and rest and rest[0].is_sign("("):
            inside, after = _bracketed(rest)
            return self._followed(self._function(first.text.lower(), inside), after)
        if first.word in _TRUTHS or (rest and rest[0].is_sign("{")):
            return INTEGER if first.word == "COUNT" else TRUTH
        return self._followed(self.variables.get(first.name), rest) if first.name is not None else None

    def _followed(self, held: Held, rest: Sequence[Token]) -> Held:
        """Return what is left of a value after `.name` and `[place]`."""
        while rest:
            if rest[0].is_sign(".") and len(rest) > 1 and rest[1].name is not None:
                held, rest = self._property(held, rest[1].text), rest[2:]
            elif rest[0].is_sign("["):
                held, rest = (held.value_type if isinstance(held, pa.ListType) else None), _bracketed(rest)[1]
            else:
                return None
        return held

    def _property(self, held: Held, name: str) -> pa.DataType | None:
        if isinstance(held, pa.StructType):
            return held.field(name).type if held.get_field_index(name) >= 0 else None
        return self.property_type(name) if isinstance(held, Thing) else None

    def _bracket(self, sign: str, inside: Sequence[Token]) -> Held:
        if sign == "(":
            return self.type_of(inside)
        parts = [part for part in split(inside, ",") if part]
        if sign == "[":
            return _listed(next((found for part in parts if (found := self.type_of(part)) is not None), None))
        named = [(part[0].text, self.type_of(part[2:])) for part in parts if len(part) > 2]
        return pa.struct([(name, held if isinstance(held, pa.DataType) else TEXT) for name, held in named])

    def _function(self, name: str, inside: Sequence[Token]) -> Held:
        if inside and inside[0].word == "DISTINCT":
            inside = inside[1:]
        if name in _FUNCTIONS:
            return _FUNCTIONS[name]
        if name == "collect":
            return _listed(self.type_of(inside))
        if name == "sum":
            return SUM if self.type_of(inside) == INTEGER else FRACTION
        if name in {"max", "min", "coalesce", "abs"}:
            return next((held for part in split(inside, ",") if (held := self.type_of(part)) is not None), None)
        return None

    def _case(self, tokens: Sequence[Token]) -> Held:
        branches = split(tokens, words=frozenset({"WHEN", "THEN", "ELSE", "END"}))[1:]
        told = [self.type_of(branch) for branch in branches[1::2] + branches[2::2] if branch]
        # What stands after THEN and ELSE; after WHEN are truths, which only tell where nothing else does.
        return next((held for held in told if held is not None), None)


def _bracketed(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return what stands in the bracket that `tokens` begin with, and what stands after it."""
    for place, (depth, _) in enumerate(depths(tokens)):
        if depth == 0 and place:
            return tokens[1:place], tokens[place + 1 :]
    return tokens[1:], ()


def _listed(held: Held) -> pa.DataType | None:
    return pa.list_(held) if isinstance(held, pa.DataType) else None


def _combine(parts: Sequence[Held]) -> Held:
    for wins in (TEXT, FRACTION, SUM):
        if wins in parts:
            return wins
    lists = [part for part in parts if isinstance(part, pa.ListType)]
    if lists:
        return lists[0]
    return INTEGER if parts and all(part == INTEGER for part in parts) else None
