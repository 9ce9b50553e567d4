"""What holds a join back whatever it weighs: people who are easily taken for each other go to a person."""

from dataclasses import dataclass

from ingest.linkage.matching.comparisons import BORN, FAMILY, GIVEN, HOME, MIDDLE, SEX, TIES
from ingest.linkage.matching.levels import Respect, gamma_of

PERSONAL_BITS = 7.0
"""Least weight of names and birth, without which a join would rest on the household: brothers and sisters share it."""

KNOWN_NAME = 0.0002
"""A given name as frequent as this is a name of its own, and not a slip in another: Joan beside John."""

GENERATION = (13, 60)
"""Years between a parent and a child of one name."""


@dataclass(frozen=True)
class Guard:
    """A reason not to join without a person: `condition` is SQL over a scored pair; `words` tell a reviewer.

    With `holds_in_clusters`, the two are not brought together through other records either.
    """

    name: str
    condition: str
    words: str
    holds_in_clusters: bool = False


def _is(respect: Respect, *levels: str) -> str:
    return f"gamma_{respect.name} in ({', '.join(str(gamma_of(respect, level)) for level in levels)})"


_PERSONAL = " + ".join(f"mw_{respect.name}" for respect in (GIVEN, MIDDLE, BORN, SEX))
_BORN_ALIKE = _is(BORN, "same", "same default", "swapped")
_GIVEN_OTHER = (
    f"({_is(GIVEN, 'different', 'alike')} or ({_is(GIVEN, 'slip')} "
    f"and least(tf_given_l, tf_given_r) >= {KNOWN_NAME}) or {_is(MIDDLE, 'different')} and not {_is(GIVEN, 'same')})"
)

GUARDS = (
    Guard(
        "twins",
        f"{_BORN_ALIKE} and {_GIVEN_OTHER} and not {_is(FAMILY, 'different')}",
        "One birth date, one family name, other given names: these may be twins, or brothers or sisters.",
        holds_in_clusters=True,
    ),
    Guard(
        "parent and child of one name",
        f"{_is(GIVEN, 'same', 'short form', 'other name', 'initial', 'slip')} and {_is(BORN, 'different')} "
        f"and abs(born_first_l - born_first_r) between {GENERATION[0]} and {GENERATION[1]}",
        "One name, a generation apart: these may be parent and child.",
        holds_in_clusters=True,
    ),
    Guard(
        "sex differs",
        _is(SEX, "different"),
        "One record says female, the other male: these may be brother and sister.",
    ),
    Guard(
        "birth dates differ",
        _is(BORN, "different", "near", "two digits", "two parts"),
        "The birth dates do not agree: these may be two people of one name or one family.",
    ),
    Guard(
        "no birth date",
        f"{_is(BORN, 'missing', 'age fits')} and not {_is(TIES, 'one', 'several')}",
        "One record has no birth date, so that parent and child of one name cannot be told apart.",
    ),
    Guard(
        "no given name",
        _is(GIVEN, "missing", "initial"),
        "One record has no given name, or only an initial, so that one of a family cannot be told from another.",
    ),
    Guard(
        "mostly the household",
        f"{_PERSONAL} + mw_tf_adj_given < {PERSONAL_BITS}",
        "What agrees is mostly what a household has in common: family name, address, ties.",
    ),
    Guard(
        "default birth date",
        f"{_is(BORN, 'same default', 'default')} and weight - mw_born < $join",
        "The birth dates agree only as far as 1 January goes, which often stands for a year.",
    ),
    Guard(
        "postcode only",
        f"{_is(HOME, 'postcode')} and weight - mw_home < $join",
        "Of the addresses only a postcode agrees, and without it this would be no join.",
    ),
    Guard(
        "shared place",
        f"{_is(HOME, 'shared place')} and weight - mw_home < $join",
        "Of the addresses only a prison, hostel or other shared place agrees, and without it this would be no join.",
    ),
)
"""In the order in which a reviewer reads them."""

SAME_AGENCY = Guard(
    "same agency",
    "",
    "One agency holds both records and does not say that they are one person.",
)
ONE_TO_ONE = Guard(
    "one to one",
    "",
    "Another record of the same agency has the better claim, and an agency has one record of a person.",
)
CONTRADICTION = Guard(
    "contradicting identifier",
    "",
    "A valid identifier says that these are two people.",
)
CONTRADICTION_BEYOND = Guard(
    "contradicting identifier of another record",
    "",
    "Joined, one person would have two different identifiers of one kind, by way of other records.",
)
APART_BEYOND = Guard(
    "kept apart beyond",
    "",
    "Joined, two records would come together that a person or a guard keeps apart.",
)
IDENTIFIER_ONLY = Guard(
    "identifier only",
    f"{_is(GIVEN, 'different')} and {_is(BORN, 'different')}",
    "An identifier agrees while names and birth dates do not: one of the records may bear another person's.",
)

WORDS = {
    guard.name: guard.words
    for guard in (
        *GUARDS,
        SAME_AGENCY,
        ONE_TO_ONE,
        CONTRADICTION,
        CONTRADICTION_BEYOND,
        APART_BEYOND,
        IDENTIFIER_ONLY,
    )
}
"""What each guard tells a reviewer."""

OTHER_PERSON = f"({_is(GIVEN, 'different')} and {_is(BORN, 'different', 'near', 'two parts')})"
"""Neither given name nor birth date agrees: whatever the household shares, this is someone else."""
