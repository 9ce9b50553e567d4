"""A chair who saw the map last month must find it again."""

import pytest

from graph_schema.case_network import CaseNetwork
from tests.visualise.builders import CaseBuilder, a_crowd, a_full_case, a_small_case
from visualise.flag_map import find_board_links, place_cards
from visualise.flag_pages import find_page
from visualise.layout.view import positions
from visualise.theme import WIDTH

MOST = 0.03 * WIDTH


def moves(before: CaseNetwork, after: CaseNetwork) -> dict[str, float]:
    old, new = positions(before), positions(after)
    return {id_: abs(new[id_][0] - x) + abs(new[id_][1] - y) for id_, (x, y) in old.items()}


@pytest.mark.parametrize("case", [a_small_case, a_full_case, a_crowd], ids=["8 people", "full", "40 people"])
@pytest.mark.parametrize("name", ["Aaron WHITCOMBE", "Mona WHITCOMBE", "Zara WHITCOMBE"])
def test_one_child_more_moves_nothing_by_three_percent_of_the_width(case: type[CaseBuilder], name: str) -> None:
    with_child = case().with_person("NEW", name, "child", age=1).parent_of("P3", "NEW").living_at("NEW", "H2")
    found = moves(case().build(), with_child.build())
    assert max(found.values()) < MOST
    assert sum(found.values()) / len(found) < MOST / 2


@pytest.mark.parametrize("case", [a_small_case, a_full_case], ids=["8 people", "full"])
def test_a_child_without_a_parent_here_moves_nothing_by_three_percent(case: type[CaseBuilder]) -> None:
    with_child = case().with_person("NEW", "Abel ABBOT", "child", age=1)
    assert max(moves(case().build(), with_child.build()).values()) < MOST


def test_a_child_whom_no_flag_touches_moves_nothing_on_the_flag_map() -> None:
    def boxes(case: CaseBuilder) -> object:
        network = case.build()
        page = find_page(network)
        return place_cards(network, page, find_board_links(network, page))

    with_child = a_full_case().with_person("NEW", "Aaron WHITCOMBE", "child").parent_of("P3", "NEW")
    assert boxes(a_full_case()) == boxes(with_child)
