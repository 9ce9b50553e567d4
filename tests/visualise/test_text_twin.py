"""The text says what the pictures show, all of it and nothing else, in the same order."""

import re

import pytest

from graph_schema.case_network import Hidden
from tests.visualise.builders import CaseBuilder, a_case, a_crowd, a_full_case, a_small_case
from tests.visualise.reading import marked, model_of, parse, render_offline
from visualise.full_map import draw_full_map
from visualise.text_twin import write_narrative, write_table
from visualise.twin_tables import make_tables

CASES = pytest.mark.parametrize(
    "case", [a_case, a_small_case, a_full_case, a_crowd], ids=["no flags", "8 people", "full", "40 people"]
)


@CASES
def test_the_tables_have_the_cards_links_and_flags_of_the_full_map_and_nothing_else(case: type[CaseBuilder]) -> None:
    network = case().build()
    svg = draw_full_map(network)
    names = {node.id: node.label for node in network.nodes}
    links = {link.id: (names[link.from_id], link.label, names[link.to_id]) for link in network.links}
    flags, things, stated, _ = make_tables(network)
    assert [row[1] for row in things.rows] == [names[id_] for id_ in marked(svg, "node")]
    assert sorted(row[:3] for row in stated.rows) == sorted(links[id_] for id_ in marked(svg, "link"))
    assert [row[0] for row in flags.rows] == sorted(set(marked(svg, "flag")), key=int)


@CASES
def test_the_tables_have_the_cards_links_and_flags_of_the_explorer_and_nothing_else(case: type[CaseBuilder]) -> None:
    network = case().build()
    model = model_of(render_offline(network))
    flags, things, stated, _ = make_tables(network)
    assert [row[1] for row in things.rows] == [node["label"] for node in model["nodes"]]
    labels = {node["id"]: node["label"] for node in model["nodes"]}
    edges = [edge for edge in model["edges"] if edge["id"].startswith("l")]
    assert [row[:3] for row in stated.rows] == [
        (labels[edge["from"]], edge["label"], labels[edge["to"]]) for edge in edges
    ]
    assert [row[0] for row in flags.rows] == [str(flag["number"]) for flag in model["flags"]]
    drawn = {edge["label"] for edge in model["edges"] if edge["id"].startswith("f")}
    assert {row[0] for row in flags.rows} == drawn


@CASES
def test_the_plain_texts_have_every_cell_of_the_tables_that_a_picture_draws(case: type[CaseBuilder]) -> None:
    network = case().build()
    table, narrative = write_table(network), write_narrative(network)
    flags, things, stated, _ = make_tables(network)
    for row in flags.rows:
        assert re.search(rf"^{row[0]} +{row[1]} ", table, flags=re.MULTILINE)
        assert f"{row[0]}. {row[4]} ({row[1]}" in narrative
    for row in things.rows:
        assert row[1] in table
        assert f"- {row[1]}" in narrative
    for row in stated.rows:
        assert re.search(f"{re.escape(row[0])} +{re.escape(row[1])} +{re.escape(row[2])}", table)


def test_the_narrative_tells_flags_lanes_and_links_in_the_order_of_the_map() -> None:
    network = a_full_case().build()
    narrative = write_narrative(network)
    lanes = narrative.partition("Agencies and key workers:")[2]
    _, things, _, _ = make_tables(network)
    for row in things.rows:
        assert f"- {row[1]}" in lanes
        lanes = lanes.partition(f"- {row[1]}")[2]
    assert "   - Darren HOLT is proposed at 22 Station Road, Widnes, WA8 2BB." in narrative
    assert "R. Doyle is housing officer of Darren HOLT, since 1 May 2025 (source: police)." in narrative


def test_columns_are_aligned() -> None:
    lines = write_table(a_full_case().build()).split("PEOPLE, PLACES AND CASES\n")[1].split("\n\n")[0].splitlines()
    starts = [found.start() for found in re.finditer(r"(?<=  )-", lines[1])] or [0]
    assert len(lines[1].split()) == 7
    for line in lines[2:]:
        for start in starts:
            assert line[start - 1 : start] in {"", " "}


def test_a_long_name_is_whole_in_the_text() -> None:
    name = "Featherstonehaugh-Cholmondeley " * 40
    network = a_small_case().renamed("P3", name).build()
    assert name.strip() in write_table(network)
    assert name.strip() in write_narrative(network)


def test_a_case_without_flags_says_that_it_is_not_the_same_as_no_risk() -> None:
    assert "That is not the same as no risk." in write_narrative(a_case().build())
    assert "FLAGS\nNothing." in write_table(a_case().build())


def test_what_is_left_out_is_told() -> None:
    case = a_small_case()
    case.hidden = [Hidden("Person", 1, "beyond_the_hops")]
    assert "Left out (beyond the hops): 1 person." in write_narrative(case.build())
    assert re.search(r"1 person +beyond the hops", write_table(case.build()))


def test_a_network_too_large_to_draw_is_still_told() -> None:
    case = a_case()
    for number in range(4998):
        case.with_thing(f"X{number:04}", "Address", f"{number} Long Lane")
    assert write_table(case.build()).count("Long Lane") == 4998


def test_the_description_in_the_picture_names_every_flag() -> None:
    root = parse(draw_full_map(a_full_case().build()))
    said = next(str(one.text) for one in root.iter() if one.tag.endswith("}desc"))
    assert all(flag.title in said for flag in a_full_case().build().flags)
