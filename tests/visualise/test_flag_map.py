from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.visualise.builders import CaseBuilder, a_case, a_crowd, a_full_case, a_small_case
from tests.visualise.reading import lines_marked, marked, parse, texts_of
from visualise.errors import NoSuchPage
from visualise.flag_map import draw_flag_map
from visualise.flag_pages import count_pages, find_page
from visualise.layout.board import CAPACITY


def test_every_flag_is_on_a_line_and_in_the_list_with_rule_title_and_next_step() -> None:
    svg = draw_flag_map(a_full_case().build())
    assert Counter(marked(svg, "flag")) == Counter({str(number): 2 for number in range(1, 6)})
    said = " ".join(texts_of(svg))
    for flag in a_full_case().build().flags:
        assert flag.rule in said
        assert flag.title in said
        assert f"Next: {flag.next_step[0].lower()}{flag.next_step[1:20]}" in said


def test_only_what_flags_touch_is_shown_and_the_rest_is_counted() -> None:
    svg = draw_flag_map(a_full_case().build())
    assert set(marked(svg, "node")) == {"P1", "P2", "P3", "H2", "H3", "S1", "M1", "A1", "T1"}
    assert "Not shown (no flag touches them): 4 addresses, 6" in " ".join(texts_of(svg))


def test_it_is_1600_by_900() -> None:
    root = parse(draw_flag_map(a_full_case().build()))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1600", "900", "0 0 1600 900")


def test_what_could_not_be_checked_is_dashed_and_says_so() -> None:
    case = a_case().with_person("P2", "Mia REID", "child").flagged("CHI-01", "P1", "P2", is_checked=False)
    svg = draw_flag_map(case.build())
    assert 'stroke-dasharray="16 10"' in svg
    assert any(text.startswith("Could not check: ") for text in texts_of(svg))
    assert "Could not be checked" in texts_of(svg)


def test_two_flags_and_two_links_between_one_pair_are_all_drawn() -> None:
    case = a_case().with_thing("H1", "Address", "1 High Street").with_thing("H2", "Address", "2 High Street")
    case.living_at("P1", "H1").linked("P1", "PROPOSED_AT", "H1", "proposed at").linked("P1", "WORKS_AT", "H1")
    case.flagged("ACC-03", "P1", "H1", "H2").flagged("ACC-05", "P1", "H1", "H2")
    svg = draw_flag_map(case.build())
    assert Counter(marked(svg, "flag")) == {"1": 2, "2": 2}
    assert len(lines_marked(svg)) == len(set(lines_marked(svg))) == 3
    red = [
        one.get("d") for one in parse(svg).iter() if one.get("stroke") == "#d4351c" and one.get("stroke-width") == "7"
    ]
    assert len(red) == len(set(red)) == 2


def test_a_case_without_flags_says_so_and_that_it_is_not_the_same_as_no_risk() -> None:
    said = texts_of(draw_flag_map(a_case().build()))
    assert "Darren HOLT: no flags" in said
    assert "No flags" in said
    assert "That is not the same as no risk." in said


def test_flags_are_paged_by_severity_and_every_page_says_what_the_others_hold() -> None:
    case = a_case()
    for number in range(2, 32):
        case.with_person(f"P{number}", f"Person {number}", "nominal")
        case.flagged(("CHI-02", "ACC-07", "ACC-02")[number % 3], "P1", f"P{number}")
    network = case.build()
    pages = count_pages(network)
    drawn = [draw_flag_map(network, page) for page in range(1, pages + 1)]
    on_page = [sorted({int(number) for number in marked(svg, "flag")}) for svg in drawn]
    assert sorted(number for numbers in on_page for number in numbers) == list(range(1, 31))
    severities = {flag.number: ("critical", "high", "medium").index(flag.severity) for flag in network.flags}
    worst = [max(severities[number] for number in numbers) for numbers in on_page]
    assert worst == sorted(worst)
    for page, svg in enumerate(drawn, 1):
        assert len(marked(svg, "node")) <= CAPACITY
        said = " ".join(texts_of(svg))
        assert f"(page {page} of {pages})" in said
        assert f"On the other pages: {30 - len(on_page[page - 1])} flags (" in said


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_does_not_exist_is_refused(page: int) -> None:
    with pytest.raises(NoSuchPage, match="ask for a page from 1 to 1"):
        draw_flag_map(a_small_case().build(), page)


def test_a_flag_that_touches_more_than_a_page_holds_shows_the_ends_of_its_lines() -> None:
    case = a_case()
    homes = [f"H{number:02}" for number in range(30)]
    for home in homes:
        case.with_thing(home, "Address", f"Home {home}")
    case.living_at("P1", "H00").flagged("ACC-03", "P1", *homes)
    shown = find_page(case.build())
    assert len(shown.nodes) == CAPACITY
    assert shown.nodes[0].id == "P1" or "H00" in {node.id for node in shown.nodes}


@pytest.mark.parametrize("case", [a_small_case, a_full_case, a_crowd], ids=["8 people", "full", "40 people"])
def test_badges_hide_neither_each_other_nor_words(shown: Callable[[str], Page], case: type[CaseBuilder]) -> None:
    page = shown(draw_flag_map(case().build()))
    rings = page.evaluate(
        "() => [...document.querySelectorAll('g[data-flag] circle[stroke]')].map(c => c.getBBox())"
        ".map(b => [b.x, b.y, b.width, b.height])"
    )
    for index, (x, y, wide, tall) in enumerate(rings):
        for u, v, across, down in rings[index + 1 :]:
            assert x + wide <= u or u + across <= x or y + tall <= v or v + down <= y
