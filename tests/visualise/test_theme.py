from itertools import combinations

import pytest

from graph_schema.case_network import NetworkNode
from graph_schema.vocabulary import NODE_KINDS
from visualise.symbols import SYMBOLS
from visualise.theme import FLAG_INK, FLAG_RED, LINE_GREY, QUIET_INK, kind_in_words, look_of

DRAWN_KINDS = sorted(set(NODE_KINDS) - {"Person", "Record", "Identifier", "Feed", "Meta"})


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colour", "least"), [(FLAG_INK, 7), (QUIET_INK, 7), (FLAG_RED, 4.5), (LINE_GREY, 4.5)])
def test_text_and_lines_stand_out_on_white(colour: str, least: float) -> None:
    assert contrast(colour, "#ffffff") >= least


def test_no_two_symbols_have_the_same_shape() -> None:
    shapes = {name: tuple(shape.path for shape in drawn) for name, drawn in SYMBOLS.items()}
    assert [pair for pair in combinations(shapes, 2) if shapes[pair[0]] == shapes[pair[1]]] == []


def test_every_symbol_has_an_outline_or_a_fill_that_stands_out() -> None:
    for name, drawn in SYMBOLS.items():
        colours = [shape.outline for shape in drawn if shape.width] + [drawn[0].fill]
        assert any(colour.startswith("#") and contrast(colour, "#ffffff") >= 3 for colour in colours), name


@pytest.mark.parametrize("kind", DRAWN_KINDS)
def test_every_kind_of_the_vocabulary_has_a_look_with_words(kind: str) -> None:
    look = look_of(NetworkNode("x", kind, "x"))
    assert look.symbol in SYMBOLS
    assert look.word != kind or " " not in look.word
    assert kind_in_words(kind, 1) != kind_in_words(kind, 2)


@pytest.mark.parametrize(
    ("roles", "symbol"),
    [
        pytest.param(("nominal", "subject"), "subject", id="the subject before all"),
        pytest.param(("child", "victim"), "child", id="a child who is a victim is a child"),
        pytest.param(("nominal", "victim"), "victim", id="an offender who is a victim is a victim"),
        pytest.param(("past_victim",), "past_victim", id="a past victim"),
        pytest.param(("partner",), "person", id="anybody else"),
        pytest.param((), "person", id="without a role"),
    ],
)
def test_a_person_is_drawn_as_what_matters_most(roles: tuple[str, ...], symbol: str) -> None:
    assert look_of(NetworkNode("x", "Person", "x", roles)).symbol == symbol
