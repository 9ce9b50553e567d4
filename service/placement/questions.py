"""The questions of a placement check."""

from collections.abc import Sequence

from service.questions import Questions, Row

__all__ = ["Row", "ask", "ask_each", "texts"]

_OWN = Questions("service.placement")
ask, ask_each = _OWN.ask, _OWN.ask_each


def texts(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    """Return a column of texts, each once, sorted."""
    return tuple(sorted({str(row[column]) for row in rows}))
