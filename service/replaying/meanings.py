"""What later knowledge makes of a finding about a day, and how that is said."""

from collections.abc import Mapping
from enum import StrEnum


class Hindsight(StrEnum):
    """What later knowledge makes of a finding about the day."""

    LEARNT_LATER = "learnt_later"
    """It was so, and nobody could know it from what had been sent."""

    WORSE = "worse"
    """It was known, and was worse than it was known to be."""

    OTHERWISE = "otherwise"
    """It was known, and was neither clearly worse nor clearly better."""

    BETTER = "better"
    """It was known, and was less bad than it was known to be."""

    NOT_SO = "not_so"
    """It was found then, and by what is known now it was not so."""

    AS_KNOWN = "as_known"
    """It was known as it was."""


MEANINGS: Mapping[str, str] = {
    Hindsight.LEARNT_LATER.value: "so on the day, and known only later",
    Hindsight.WORSE.value: "known on the day, and worse than was known",
    Hindsight.OTHERWISE.value: "known on the day, and otherwise than was known",
    Hindsight.BETTER.value: "known on the day, and less bad than was known",
    Hindsight.NOT_SO.value: "believed on the day, and not so by what is known now",
    Hindsight.AS_KNOWN.value: "known on the day as it was",
}
"""What each word means, for pages and text."""
