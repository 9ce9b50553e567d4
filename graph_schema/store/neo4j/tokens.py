"""The words of a query text: names, quoted names, values, parameters and signs, without comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    QUOTED = auto()
    TEXT = auto()
    NUMBER = auto()
    PARAMETER = auto()
    SIGN = auto()


@dataclass(frozen=True)
class Token:
    """One token; the text of a quoted name is without its quotes."""

    kind: Kind
    text: str

    @property
    def word(self) -> str:
        """Return an unquoted name in capitals, as keywords are compared, and nothing for anything else."""
        return self.text.upper() if self.kind is Kind.NAME else ""

    @property
    def name(self) -> str | None:
        """Return the name it is, quoted or not, None where it is none."""
        return self.text if self.kind in {Kind.NAME, Kind.QUOTED} else None

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of these signs."""
        return self.kind is Kind.SIGN and self.text in signs


_TOKEN = re.compile(
    r"""
    (?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | `(?P<quoted>[^`]*)`
    | \$(?P<parameter>\w+)
    | (?P<number>\d+\.\d+(?:[eE][+-]?\d+)?|\d+)
    | (?P<name>[^\W\d]\w*)
    | (?P<sign><>|<=|>=|=~|\.\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


def tokenise(query: str) -> tuple[Token, ...]:
    """Return the tokens of a query text."""
    found = ((match.lastgroup or "skip", match) for match in _TOKEN.finditer(query))
    return tuple(Token(Kind[group.upper()], match[group]) for group, match in found if group != "skip")


def depths(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield each token with how many brackets, or CASE ... END, it stands in; a bracket itself stands outside."""
    depth = 0
    for token in tokens:
        if token.is_sign(*_CLOSING) or (token.word == "END" and depth):
            depth -= 1
        yield depth, token
        if token.is_sign(*_OPENING) or token.word == "CASE":
            depth += 1


def split(tokens: Sequence[Token], *signs: str, words: frozenset[str] = frozenset()) -> list[tuple[Token, ...]]:
    """Return the parts between signs or words that stand in no bracket."""
    parts: list[list[Token]] = [[]]
    for depth, token in depths(tokens):
        if depth == 0 and (token.is_sign(*signs) or token.word in words):
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]
