"""What holds for every picture."""

import re

import pytest

from graph_schema.case_network import Hidden
from graph_schema.vocabulary import NODE_KINDS
from tests.visualise.builders import CaseBuilder, a_case, a_crowd, a_full_case, a_small_case
from tests.visualise.reading import PICTURES, SVGS, parse
from visualise.lettering import measure
from visualise.theme import SMALLEST, WIDTH

PRESENTATION_ONLY = re.compile(r"\bstyle=|<script|<style|\bon\w+=|href=|<image|<use|<foreignObject|url\(")


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("case", [a_case, a_full_case], ids=["no flags", "full"])
def test_a_picture_bears_its_marking_case_days_and_audience(name: str, case: type[CaseBuilder]) -> None:
    picture = PICTURES[name](case().build())
    for words in ("OFFICIAL-SENSITIVE", "C-24118", "as of 22 November 2026", "22 November 2026 at 10:14", "for: chair"):
        assert words in picture, words
    assert "SYNTHETIC" in picture


@pytest.mark.parametrize("name", PICTURES)
def test_the_marking_and_the_audience_are_those_of_the_network(name: str) -> None:
    case = a_small_case()
    case.marking, case.audience, case.is_synthetic = "OFFICIAL-SENSITIVE: PERSONAL", "victim_safe", False
    picture = PICTURES[name](case.build())
    assert "OFFICIAL-SENSITIVE: PERSONAL" in picture
    assert "for: victim safe" in picture
    assert "SYNTHETIC" not in picture


@pytest.mark.parametrize("name", SVGS)
def test_an_svg_has_a_title_a_description_and_presentation_attributes_alone(name: str) -> None:
    svg = SVGS[name](a_full_case().build())
    root = parse(svg)
    assert root.get("role") == "img"
    named = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(str(root.get("aria-labelledby")).split()) == named
    assert PRESENTATION_ONLY.search(svg) is None


@pytest.mark.parametrize("name", SVGS)
def test_a_title_names_nobody_since_titles_travel(name: str) -> None:
    root = parse(SVGS[name](a_full_case().build()))
    title = next(one.text for one in root.iter() if one.tag.endswith("}title"))
    assert "HOLT" not in str(title)


@pytest.mark.parametrize("name", SVGS)
@pytest.mark.parametrize("case", [a_full_case, a_crowd], ids=["full", "40 people"])
def test_no_text_is_smaller_than_two_percent_of_a_screen(name: str, case: type[CaseBuilder]) -> None:
    root = parse(SVGS[name](case().build()))
    sizes = {float(str(one.get("font-size"))) for one in root.iter() if one.tag.endswith("}text")}
    assert min(sizes) >= SMALLEST >= 0.02 * 900


@pytest.mark.parametrize("name", SVGS)
def test_the_legend_takes_two_lines_at_most(name: str) -> None:
    svg = SVGS[name](a_full_case().build())
    height = float(str(parse(svg).get("height")))
    rows = {
        float(str(one.get("y")))
        for one in parse(svg).iter()
        if one.tag.endswith("}text") and float(str(one.get("y"))) > height - 60 and one.get("text-anchor") is None
    }
    assert len(rows) <= 2


def test_a_legend_with_more_roles_than_two_lines_hold_keeps_its_lines_within_the_picture() -> None:
    case = a_full_case()
    for kind in sorted(NODE_KINDS):
        case.with_thing(f"K-{kind}", kind, f"A {kind}")
    svg = SVGS["full map"](case.build())
    height = float(str(parse(svg).get("height")))
    legend = [one for one in parse(svg).iter() if one.tag.endswith("}text") and float(str(one.get("y"))) > height - 60]
    assert max(float(str(one.get("x"))) + measure(str(one.text), SMALLEST) for one in legend) <= WIDTH
    assert {"Flag", "Lives or stays", "Other link"} <= {str(one.text) for one in legend}


def test_what_is_left_out_is_counted_and_why() -> None:
    case = a_small_case()
    case.hidden = [Hidden("Person", 12, "beyond the hops"), Hidden("Address", 3, "not for this audience")]
    network = case.build()
    for name in ("flag map", "full map", "narrative", "explorer"):
        picture = PICTURES[name](network)
        assert "12 people" in picture, name
        assert "not for this audience" in picture, name
