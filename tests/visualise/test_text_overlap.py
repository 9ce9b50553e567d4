"""No words run into others or out of their cards, measured by a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.visualise.builders import CaseBuilder, a_crowd, a_full_case, a_small_case
from tests.visualise.reading import SVGS

LONG = (
    "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley ap Llywelyn-Jones of Llanfairpwllgwyngyllgogerychwyrndrobwll"
)
UNBROKEN = "Wolfeschlegelsteinhausenbergerdorff" * 4


def a_long_case() -> CaseBuilder:
    case = a_full_case()
    for index, node in enumerate(list(case.nodes)):
        case.renamed(node.id, UNBROKEN if index % 3 == 0 else f"{index} {LONG}")
    return case


CASES = {"full": a_full_case, "8 people": a_small_case, "40 people": a_crowd, "long names": a_long_case}


@pytest.mark.parametrize("picture", SVGS)
@pytest.mark.parametrize("case", CASES)
def test_no_two_texts_overlap_and_none_leaves_the_picture(
    shown: Callable[[str], Page], picture: str, case: str
) -> None:
    page = shown(SVGS[picture](CASES[case]().build()))
    size = page.evaluate("() => ['width', 'height'].map(one => document.documentElement[one].baseVal.value)")
    # The line box of a font is taller than its letters: what counts is from the capitals' height to the descenders.
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('text')].map(t => { const b = t.getBBox(),"
        " s = +t.getAttribute('font-size'), y = +t.getAttribute('y');"
        " return [t.textContent, b.x, y - 0.74 * s, b.x + b.width, y + 0.22 * s]; })"
    )
    for index, (words, left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= size[0] + 0.5, words
        assert top >= 0
        assert bottom <= size[1], words
        for others, u, v, across, down in boxes[index + 1 :]:
            meets = left < across - 0.5 and u < right - 0.5 and top < down - 0.5 and v < bottom - 0.5
            assert not meets, (words, others)


@pytest.mark.parametrize("picture", ["flag map", "full map"])
def test_a_long_name_stays_within_its_card(shown: Callable[[str], Page], picture: str) -> None:
    page = shown(SVGS[picture](a_long_case().build()))
    outside = page.evaluate(
        "() => [...document.querySelectorAll('g[data-node]')].flatMap(g => {"
        " const c = g.querySelector('rect').getBBox();"
        " return [...g.querySelectorAll('text')].filter(t => { const b = t.getBBox();"
        " return b.x < c.x || b.x + b.width > c.x + c.width || b.y < c.y - 3 || b.y + b.height > c.y + c.height + 4; })"
        ".map(t => t.textContent); })"
    )
    assert outside == []
