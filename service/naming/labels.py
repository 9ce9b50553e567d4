"""How each kind of thing is put into words, from its reference and what is known of it."""

from collections.abc import Callable, Mapping
from datetime import date

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES

Facts = Mapping[str, object]
"""A row of the kind's query; empty where nothing is known of the thing."""

NAMELESS = "Person without a name"

_SCHEMES = {"cas1": "CAS1", "cas2": "CAS2", "cas3": "CAS3"}


def words(code: str) -> str:
    """Return a code of the vocabulary as words: `sexual_harm_prevention_order` without the underscores."""
    return _SCHEMES.get(code, code.replace("_", " "))


def day_in_words(day: date) -> str:
    """Return a day as people write it: 3 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


def person(ref: str, facts: Facts) -> str:
    """Return the given and family names."""
    return _joined(facts, " ", "given_names", "family_name") or NAMELESS


def address(ref: str, facts: Facts) -> str:
    """Return the address as on one line of an envelope."""
    house = _joined(facts, " ", "primary_name", "street")
    parts = [_text(facts, "secondary_name"), house, _text(facts, "town"), _text(facts, "postcode")]
    if line := ", ".join(part for part in parts if part):
        return line
    return "No fixed abode" if facts.get("kind") == "no_fixed_abode" else "Address without details"


def named(noun: str) -> Callable[[str, Facts], str]:
    """Return how to say the thing's own name, or its kind and reference where it has none."""
    return lambda ref, facts: _text(facts, "name") or f"{noun} {ref}"


def titled(noun: str) -> Callable[[str, Facts], str]:
    """Return how to say a kind, with a colon and what kind of it this is."""

    def label(ref: str, facts: Facts) -> str:
        name = _text(facts, "name")
        if not name:
            return f"{noun} {ref}"
        return name if name.casefold().startswith(noun.casefold()) else f"{noun}: {name}"

    return label


def dated(noun: str) -> Callable[[str, Facts], str]:
    """Return how to say a kind, what kind of it this is, and its day, as far as they are known."""

    def label(ref: str, facts: Facts) -> str:
        kind, day = _text(facts, "kind"), facts.get("on_day")
        told = f"{noun}: {words(kind)}" if kind else noun
        return f"{told}, {day_in_words(day)}" if isinstance(day, date) else told

    return label


def referred(noun: str) -> Callable[[str, Facts], str]:
    """Return how to say a kind and the shared name."""

    def label(ref: str, facts: Facts) -> str:
        return f"{noun} {ref}"

    return label


def area(ref: str, facts: Facts) -> str:
    """Return the name of a MAPPA area."""
    return AREAS[ref].name if ref in AREAS else ref


def local_authority(ref: str, facts: Facts) -> str:
    """Return the name of a local authority."""
    return LOCAL_AUTHORITIES[ref].name if ref in LOCAL_AUTHORITIES else ref


def _text(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return value.strip() if isinstance(value, str) else ""


def _joined(facts: Facts, separator: str, *names: str) -> str:
    return separator.join(text for name in names if (text := _text(facts, name)))
