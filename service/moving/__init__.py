"""Moving a whole store to another engine, statement by statement, and proving that the copy is the same."""

from service.moving.copying import copy_rows
from service.moving.digests import Compared, compare
from service.moving.errors import CannotCopy
from service.moving.target import Target, opened_target

__all__ = ["CannotCopy", "Compared", "Target", "compare", "copy_rows", "opened_target"]
