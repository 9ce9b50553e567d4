"""Variants of one address brought to one, and never a flat to its neighbour.

Weights are set by hand: what is written of an address is compared part by part, and every number must agree.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph_schema.addresses import normalise
from graph_schema.identifiers.postcode import is_pseudo
from ingest.linkage.proposals import Outcome, Proposal, Reason, Verdict
from ingest.linkage.spelling import are_one_slip_apart, likeness

MODEL = "addresses-1"
MAX_BLOCK = 300
"""Addresses of one postcode and number, or of one number in one street, above which a block is left out."""

_SHORT = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "cl": "close", "ct": "court",
    "crt": "court", "cres": "crescent", "cr": "crescent", "dr": "drive", "gdns": "gardens", "gdn": "garden",
    "gr": "grove", "grv": "grove", "hse": "house", "ho": "house", "la": "lane", "ln": "lane", "pk": "park",
    "pl": "place", "sq": "square", "ter": "terrace", "terr": "terrace", "wk": "walk", "wy": "way", "bldg": "building",
    "bldgs": "buildings", "blk": "block", "mt": "mount", "nth": "north", "sth": "south", "gt": "great", "apts": "court",
}  # fmt: skip
_FLAT_WORDS = frozenset({"flat", "apartment", "apt", "unit", "room", "maisonette", "studio", "no", "number", "floor"})
_ORDINALS = {
    "ground": "g",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "basement": "b",
    "upper": "u",
    "lower": "l",
}
_FLAT_IN_PRIMARY = re.compile(r"^(?:flat|apartment|apt|unit|room)\s+(\w+)\s+(.+)$")
_SUFFIXED = re.compile(r"^(\d+)\s+([a-z])$")
ALIKE = 0.8


@dataclass(frozen=True)
class AddressRecord:
    """One agency's record of an address, parts as sent, postcode canonical."""

    record: str
    secondary: str = ""
    primary: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    uprn: str = ""


@dataclass(frozen=True)
class Parts:
    """An address taken apart: flat, number of the house or a range, name of the building, street, town, postcode."""

    flat: str
    number: str
    building: str
    street: str
    town: str
    postcode: str


def take_apart(address: AddressRecord) -> Parts:
    """Return the parts of an address, `Flat 2`, `Apt. 2` and `2` one and the same flat, `Rd` and `Road` one street."""
    secondary, primary = _words(address.secondary), _words(address.primary)
    if not secondary and (inside := _FLAT_IN_PRIMARY.match(primary)):
        secondary, primary = inside[1], inside[2]
    street = _words(address.street)
    if not primary and (leading := re.match(r"^(\d+\w?)\s+(.+)$", street)):
        primary, street = leading[1], leading[2]
    if suffixed := _SUFFIXED.match(primary):
        primary = suffixed[1] + suffixed[2]
    numbers = [word for word in primary.split() if any(sign.isdigit() for sign in word)]
    names = [word for word in primary.split() if word not in numbers]
    flats = [_ORDINALS.get(word, word) for word in secondary.split() if word not in _FLAT_WORDS]
    is_flat = [word for word in flats if any(sign.isdigit() for sign in word) or len(word) == 1]
    names += [word for word in flats if word not in is_flat]
    street = " ".join(_SHORT.get(word, word) for word in street.split())
    building = " ".join(_SHORT.get(word, word) for word in names)
    return Parts(" ".join(is_flat), " ".join(numbers), building, street, _words(address.town), address.postcode)


def propose_addresses(
    addresses: Iterable[AddressRecord], *, run: str, kept_apart: Collection[frozenset[str]] = frozenset()
) -> tuple[Proposal, ...]:
    """Return pairs of records that are, or may be, of one address, in the order of ids.

    Different numbers, of house or flat, are never proposed, nor two UPRNs, nor pairs of `kept_apart`.
    """
    ordered = sorted(addresses, key=lambda address: address.record)
    parts = [take_apart(address) for address in ordered]
    found = []
    for left, right in sorted(_pairs(parts)):
        one, other = ordered[left], ordered[right]
        if frozenset((one.record, other.record)) in kept_apart or (one.uprn and other.uprn and one.uprn != other.uprn):
            continue
        reasons = _compare(parts[left], parts[right])
        if reasons is not None:
            found.append(_proposal((one.record, other.record), reasons, run))
    return tuple(found)


def _words(text: str) -> str:
    return normalise(re.sub(r"[,;/()-]+", " ", text))


def _pairs(parts: Sequence[Parts]) -> set[tuple[int, int]]:
    """Return the places of addresses worth comparing: of one postcode, or of one number in a street of one name."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(parts):
        if one.postcode and not is_pseudo(one.postcode):
            blocks[one.postcode, one.number].append(place)
        if one.street and (one.number or one.building):
            blocks["street", one.street, one.number or one.building].append(place)
    return {pair for block in blocks.values() if len(block) <= MAX_BLOCK for pair in combinations(block, 2)}


def _compare(one: Parts, other: Parts) -> tuple[Reason, ...] | None:
    """Return the reasons for two addresses to be one, None where a number, flat or name says that they are not."""
    reasons = list(_each_part(one, other))
    return None if any(reason.verdict is Verdict.DISAGREES for reason in reasons) else tuple(reasons)


def _each_part(one: Parts, other: Parts) -> Iterator[Reason]:
    yield Reason("start", Verdict.MISSING, -8.0, "Before anything is compared: two addresses of one postcode.")
    yield _exactly("flat", "Flat", (one.flat, other.flat), 6.0)
    yield _exactly("number", "House number", (one.number, other.number), 6.0)
    yield _roughly("building", "Building", (one.building, other.building), 5.0)
    yield _roughly("street", "Street", (one.street, other.street), 5.0)
    yield _postcode(one.postcode, other.postcode)


def _exactly(name: str, title: str, values: tuple[str, str], weight: float) -> Reason:
    one, other = values
    if not one and not other:
        return Reason(name, Verdict.MISSING, 0.0, f"{title}: none in either record.")
    if not one or not other:
        return Reason(name, Verdict.PARTLY, -4.0, f"{title}: missing in one record.")
    if one == other:
        return Reason(name, Verdict.AGREES, weight, f"{title}: the same.")
    return Reason(name, Verdict.DISAGREES, 0.0, f"{title}: different.")


def _roughly(name: str, title: str, values: tuple[str, str], weight: float) -> Reason:
    one, other = values
    if not one and not other:
        return Reason(name, Verdict.MISSING, 0.0, f"{title}: none in either record.")
    if not one or not other:
        verdict = Verdict.PARTLY if name == "street" else Verdict.MISSING
        return Reason(name, verdict, 0.0, f"{title}: missing in one record.")
    if one == other:
        return Reason(name, Verdict.AGREES, weight, f"{title}: the same.")
    if are_one_slip_apart(one, other):
        return Reason(name, Verdict.AGREES, weight - 1, f"{title}: one letter apart.")
    if likeness(one, other) >= ALIKE:
        return Reason(name, Verdict.PARTLY, weight - 4, f"{title}: alike, yet different.")
    return Reason(name, Verdict.DISAGREES, 0.0, f"{title}: different.")


def _postcode(one: str, other: str) -> Reason:
    if not one or not other or is_pseudo(one) or is_pseudo(other):
        return Reason("postcode", Verdict.MISSING, -2.0, "Postcode: missing in one record or both.")
    if one == other:
        return Reason("postcode", Verdict.AGREES, 5.0, "Postcode: the same.")
    if are_one_slip_apart(one, other, numbers_count=True):
        return Reason("postcode", Verdict.PARTLY, -2.0, "Postcode: one sign apart.")
    return Reason("postcode", Verdict.DISAGREES, 0.0, "Postcode: different.")


def _proposal(pair: tuple[str, str], reasons: tuple[Reason, ...], run: str) -> Proposal:
    """Return a join where nothing is missing or unsure that tells neighbours apart, a review otherwise."""
    weight = sum(reason.weight for reason in reasons)
    by_name = {reason.respect: reason for reason in reasons}
    guards = tuple(_GUARDS[name] for name in _GUARDS if by_name[name].verdict is Verdict.PARTLY)
    named = {name for name in ("number", "building") if by_name[name].verdict is Verdict.AGREES}
    is_join = not guards and bool(named) and by_name["postcode"].verdict is Verdict.AGREES
    odds = 2.0**weight
    outcome = Outcome.JOIN if is_join else Outcome.REVIEW
    return Proposal(pair[0], pair[1], outcome, round(odds / (1 + odds), 4), reasons, guards, MODEL, run)


_GUARDS = {
    "flat": "flat missing in one record",
    "number": "house number missing in one record",
    "building": "building alike",
    "street": "street alike or missing in one record",
    "postcode": "postcode one sign apart",
}
