"""Who is asking, and what they may see."""

from service.access.callers import Caller, Role
from service.access.errors import AccessError, BadToken, NoIssuer

__all__ = ["AccessError", "BadToken", "Caller", "NoIssuer", "Role"]
