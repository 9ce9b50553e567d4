"""Streets and towns that exist nowhere, always the same for the same postcode."""

import numpy as np

from ingest.synthetic.dice import Texts, Whole

_BEGINNINGS = (
    "Quor",
    "Zan",
    "Velm",
    "Thrim",
    "Wyx",
    "Kelpi",
    "Grimfa",
    "Oblu",
    "Yaffle",
    "Drow",
    "Pixen",
    "Mirkle",
    "Sproo",
    "Wyvern",
    "Basilis",
    "Nixie",
    "Umber",
    "Fenwiz",
    "Hobble",
    "Jorvi",
    "Lumm",
    "Gorgo",
    "Tindra",
    "Aelfri",
    "Boggle",
    "Cwmril",
    "Ettin",
    "Faunu",
    "Ghylla",
    "Issel",
)
_ENDINGS = (
    "vex",
    "thrip",
    "mallow",
    "quill",
    "dottle",
    "wump",
    "snape",
    "brax",
    "zel",
    "fang",
    "lorn",
    "murk",
    "nock",
    "pindle",
    "rook",
    "skerry",
    "tumble",
    "wattle",
    "yarrow",
    "zither",
)
_KINDS = ("Row", "Lane", "Rise", "Bank", "Garth", "Wynd", "Fold", "Reach")
_TOWN_ENDINGS = ("by", "ham", "wick", "stow", "thorpe", "mere", "combe", "leigh")


def street_of(postcode: Whole) -> Texts:
    """Return the one street of each postcode, given by its place in the list of postcodes."""
    mixed = postcode * 2_654_435_761 % 4_294_967_296
    words = len(_BEGINNINGS) * len(_ENDINGS)
    name = np.char.add(
        np.array(_BEGINNINGS)[mixed % words % len(_BEGINNINGS)], np.array(_ENDINGS)[mixed % words // len(_BEGINNINGS)]
    )
    return np.char.add(np.char.add(name, " "), np.array(_KINDS)[mixed // words % len(_KINDS)])


def town_of(authority: Whole) -> Texts:
    """Return the one town of each local authority, given by its place in the list of authorities."""
    mixed = authority * 7_919
    beginning = np.array(_BEGINNINGS)[mixed % len(_BEGINNINGS)]
    return np.char.add(beginning, np.array(_TOWN_ENDINGS)[mixed // len(_BEGINNINGS) % len(_TOWN_ENDINGS)])
