"""The case asked about: whom it is about, where it is managed, and whether the caller may know of it."""

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.access import Caller
from service.access.visibility import Standing, Visibility, standings
from service.placement.homes import find_dead

HIGHEST_LEVEL = 3
"""Level 3: cases that a panel of senior people manages; no machine answers for them."""


def read_case(store: GraphStore, case_ref: str, as_of: AsOf) -> Standing | None:
    """Return where a case stands; None for one that nobody manages on the day, or whose subject has died."""
    return _managed(store, standings(store, [case_ref], as_of).get(case_ref), as_of)


def read_case_for(store: GraphStore, caller: Caller, case_ref: str, as_of: AsOf) -> Standing | None:
    """Return what `read_case` does, and None also for a case that the caller may not know of."""
    return _managed(store, Visibility(store, caller, as_of).case(case_ref), as_of)


def _managed(store: GraphStore, case: Standing | None, as_of: AsOf) -> Standing | None:
    if case is None or not case.is_current or find_dead(store, [case.subject], as_of):
        return None
    return case
