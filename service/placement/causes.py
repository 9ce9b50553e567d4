"""Why a check is referred: told to nobody who asks, and to those who may see the finding."""

from collections.abc import Mapping
from enum import StrEnum


class Cause(StrEnum):
    """One cause of a referral; a check may have several."""

    CASE_NOT_KNOWN = "case_not_known"
    ADDRESS_NOT_KNOWN = "address_not_known"
    ADDRESS_NOT_TO_ASK = "address_not_to_ask"
    BUDGET_SPENT = "budget_spent"
    LEVEL_3 = "level_3"
    STALE_DATA = "stale_data"
    STORE_AWAY = "store_away"
    FAULT = "fault"
    NO_POSITION = "no_position"
    NO_CELL = "no_cell"
    SMALL_CELL = "small_cell"
    PROTECTED_REGION = "protected_region"
    PROTECTED_PLACE_NOT_KNOWN = "protected_place_not_known"
    RULE = "rule"

    @property
    def is_about_people(self) -> bool:
        """Whether it tells of somebody protected: such a cause is never written down, but worked out again."""
        return self in _ABOUT_PEOPLE


_ABOUT_PEOPLE = frozenset({Cause.SMALL_CELL, Cause.PROTECTED_REGION, Cause.PROTECTED_PLACE_NOT_KNOWN, Cause.RULE})

MEANINGS: Mapping[Cause, str] = {
    Cause.CASE_NOT_KNOWN: "nobody manages this case today, or it is not one the caller may know of",
    Cause.ADDRESS_NOT_KNOWN: "the address is not known, or is not one address alone",
    Cause.ADDRESS_NOT_TO_ASK: "the address is not one the caller may ask about",
    Cause.BUDGET_SPENT: "the case, the officer or the address has had all its checks of the day",
    Cause.LEVEL_3: "the case is managed at level 3: people decide",
    Cause.STALE_DATA: "police or probation have not sent lately",
    Cause.STORE_AWAY: "the graph could not be read",
    Cause.FAULT: "the check failed",
    Cause.NO_POSITION: "nobody knows where the address is",
    Cause.NO_CELL: "the address lies outside England and Wales, where there are no public cells",
    Cause.SMALL_CELL: "the public cell of the address or of a protected place has too few households",
    Cause.PROTECTED_REGION: "the address lies within reach of the public cell of a protected place",
    Cause.PROTECTED_PLACE_NOT_KNOWN: "a protected place has no position, or a current victim no home that is known",
    Cause.RULE: "an accommodation rule found something, or could not be checked",
}
"""Each cause in words, for the full finding."""
