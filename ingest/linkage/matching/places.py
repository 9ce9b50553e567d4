"""Addresses as they are compared: homes that tell people apart, and places so many share that they tell little."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_schema.addresses import match_key, normalise
from graph_schema.identifiers.postcode import is_pseudo
from ingest.linkage.matching.evidence import HeldAddress, LinkageRecord
from ingest.linkage.matching.names import latin

SHARED_KINDS = frozenset(
    [
        "approved_premises",
        "cas2",
        "cas3",
        "prison",
        "hospital",
        "refuge",
        "care_home",
        "house_of_multiple_occupation",
        "workplace",
        "school",
    ]
)
"""Kinds of places where people who are not related live or work: sharing one never joins two records."""

NO_PLACE_KINDS = frozenset({"no_fixed_abode"})
CROWDED_ABOVE = 20
"""An address that more records than this name is taken for a shared place whatever it is called. A household of six,
known to three agencies, has 18; a household known to more falls on the side of caution."""

_ANY_FLAT = frozenset(["flat", "apartment", "apt", "unit", "room", "floor", "no"])
_HOME_USES = frozenset({"home", "staying", ""})


@dataclass(frozen=True)
class Places:
    """The places of a record: match keys of homes and of shared places, number and postcode of homes, postcodes.

    `number`, `building`, `street`, `town`, `postcode` are those of the newest home, normalised, blank where missing.
    """

    homes: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    number: str = ""
    building: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""


def crowded_keys(records: Iterable[LinkageRecord]) -> frozenset[str]:
    """Return the match keys of addresses that more than CROWDED_ABOVE records name."""
    named = Counter(key for record in records for key in {key_of(one) for one in record.addresses} if key)
    return frozenset(key for key, count in named.items() if count > CROWDED_ABOVE)


def key_of(address: HeldAddress) -> str:
    """Return what two records of one address agree on, blank where they cannot."""
    return match_key(address.secondary, address.primary, address.street, address.postcode or None) or ""


def places_of(addresses: Sequence[HeldAddress], crowded: frozenset[str]) -> Places:
    """Return the places of a record, newest first; only addresses lived at or stayed at count."""
    lived = [one for one in addresses if one.use in _HOME_USES and one.kind not in NO_PLACE_KINDS]
    homes = [one for one in lived if one.kind not in SHARED_KINDS and key_of(one) not in crowded]
    shared = [one for one in lived if one not in homes]
    with_postcode = [one for one in homes if one.postcode and not is_pseudo(one.postcode)]
    newest = homes[0] if homes else HeldAddress()
    return Places(
        homes=_distinct(key_of(one) for one in homes),
        shared=_distinct(key_of(one) or normalise(one.primary) for one in shared),
        doors=_distinct(f"{door}|{one.postcode}" for one in with_postcode if (door := _door(one))),
        postcodes=_distinct(one.postcode for one in with_postcode),
        number=_door(newest),
        building=_building(newest),
        street=latin(newest.street),
        town=latin(newest.town),
        postcode="" if newest.postcode and is_pseudo(newest.postcode) else newest.postcode,
    )


def _door(address: HeldAddress) -> str:
    """Return the numbers of an address, the flat's first, which survive a misspelt street or building."""
    words = latin(f"{address.secondary} {address.primary}").split()
    return " ".join(word for word in words if any(letter.isdigit() for letter in word))


def _building(address: HeldAddress) -> str:
    """Return the words of an address before its street that hold no number, but for what any flat is called."""
    words = latin(f"{address.secondary} {address.primary}").split()
    return " ".join(word for word in words if word not in _ANY_FLAT and not any(one.isdigit() for one in word))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
