"""The questions the routes ask of the graph."""

from service.questions import Questions, Row

__all__ = ["Row", "ask", "ask_each"]

_OWN = Questions("service.api")
ask, ask_each = _OWN.ask, _OWN.ask_each
