"""What things are called, and by which agencies' references, as known at a time."""

from service.naming.names import Named, describe, name_thing

__all__ = ["Named", "describe", "name_thing"]
