"""The questions of access."""

from service.questions import Questions, Row

__all__ = ["Row", "ask", "ask_each"]

_OWN = Questions("service.access")
ask, ask_each = _OWN.ask, _OWN.ask_each
