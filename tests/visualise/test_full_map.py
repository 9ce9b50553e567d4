from collections import Counter

import pytest

from tests.visualise.builders import a_case, a_crowd, a_full_case, a_small_case
from tests.visualise.reading import marked, parse, texts_of
from visualise.errors import NarrowTheView
from visualise.full_map import draw_full_map


def test_all_things_links_and_flags_of_a_full_case_are_drawn_on_one_screen() -> None:
    network = a_full_case().build()
    svg = draw_full_map(network)
    assert sorted(marked(svg, "node")) == sorted(node.id for node in network.nodes)
    assert Counter(marked(svg, "link")) == Counter(link.id for link in network.links)
    assert Counter(marked(svg, "flag")) == Counter({str(flag.number): 2 for flag in network.flags})
    assert parse(svg).get("height") == "900"


def test_the_four_lanes_have_their_names() -> None:
    assert {"Agencies and key workers", "Subject and linked cases", "Places", "People at risk"} <= set(
        texts_of(draw_full_map(a_full_case().build()))
    )


@pytest.mark.parametrize("people", [40, 100])
def test_a_crowd_makes_the_map_taller_and_nobody_is_lost(people: int) -> None:
    network = a_crowd(people).build()
    svg = draw_full_map(network)
    assert len(set(marked(svg, "node"))) == len(network.nodes) <= 150
    assert int(str(parse(svg).get("height"))) > 900
    assert Counter(marked(svg, "link")) == Counter(link.id for link in network.links)


def test_above_150_it_says_how_many_are_left_out() -> None:
    case = a_full_case()
    for number in range(300):
        case.with_thing(f"X{number:03}", "Address", f"{number} Long Lane")
    svg = draw_full_map(case.build())
    assert len(marked(svg, "node")) == 150
    assert any(text.startswith("Showing 150 of 333. Not drawn: ") for text in texts_of(svg))


@pytest.mark.parametrize("count", [501, 5000])
def test_above_500_it_refuses_and_says_what_to_do(count: int) -> None:
    case = a_case()
    for number in range(count - 2):
        case.with_thing(f"X{number:04}", "Address", f"{number} Long Lane")
    with pytest.raises(NarrowTheView, match="narrow the view"):
        draw_full_map(case.build())


def test_links_that_run_side_by_side_are_all_drawn() -> None:
    case = a_case().with_person("P2", "Ann HOLT", "victim").with_thing("H1", "Address", "1 High Street")
    case.living_at("P2", "H1").linked("P2", "WORKS_AT", "H1").linked("P2", "LIVES_AT", "H1", "lives at too")
    case.linked("P2", "VICTIM_OF", "P1").linked("P2", "VICTIM_OF", "P1", "victim of again")
    case.flagged("ACC-07", "P1", "P2").flagged("CHI-01", "P1", "P2")
    svg = draw_full_map(case.build())
    assert Counter(marked(svg, "link")) == Counter(link.id for link in case.links)
    assert Counter(marked(svg, "flag")) == {"1": 2, "2": 2}


def test_what_ties_somebody_to_the_subject_is_said_on_the_card() -> None:
    said = texts_of(draw_full_map(a_full_case().build()))
    for words in (
        "Victim of subject",
        "Past victim of subject",
        "Partner of subject",
        "COM of subject",
        "Leads this case",
        "Names subject as perpetrator",
        "Proposed for subject",
        "Child of subject, aged 7",
        "Social worker",
    ):
        assert words in said


def test_a_flag_that_touches_one_thing_has_its_number_on_the_card() -> None:
    svg = draw_full_map(a_small_case().build())
    assert Counter(marked(svg, "flag"))["5"] == 2
    assert 'stroke-dasharray="6 4"' in svg


def test_a_lane_without_anything_says_so() -> None:
    assert "None in this view" in texts_of(draw_full_map(a_small_case().build()))
