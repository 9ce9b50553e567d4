"""A package's questions of the graph: Cypher in its folder `queries`, in files named for what they ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, Value

Row = dict[str, Any]


@cache
def load_question(package: str, question: str) -> str:
    """Return the text of `queries/QUESTION.cypher` of a package."""
    return files(package).joinpath(f"queries/{question}.cypher").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Questions:
    """The questions of one package, asked as of a day and a time of knowledge where they name these."""

    package: str

    def ask(self, store: GraphStore, question: str, as_of: AsOf | None = None, **given: Value) -> list[Row]:
        """Return the rows that answer a question asked once."""
        text = load_question(self.package, question)
        rows: list[Row] = store.read(text, _named(text, as_of, given)).to_pylist()
        return rows

    def ask_each(self, store: GraphStore, question: str, keys: Sequence[str], as_of: AsOf | None = None) -> list[Row]:
        """Return the rows that answer a question asked for each of `keys`; none without keys."""
        if not keys:
            return []
        text = load_question(self.package, question)
        rows: list[Row] = store.read_each(text, keys, _named(text, as_of, {})).to_pylist()
        return rows


def _named(text: str, as_of: AsOf | None, given: Mapping[str, Value]) -> dict[str, Value]:
    both: dict[str, Value] = {**(as_of.parameters if as_of else {}), **given}
    return {name: value for name, value in both.items() if f"${name}" in text}
