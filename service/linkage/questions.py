"""The questions of linkage."""

from service.questions import Questions, Row

__all__ = ["Row", "ask", "ask_each"]

_OWN = Questions("service.linkage")
ask, ask_each = _OWN.ask, _OWN.ask_each
