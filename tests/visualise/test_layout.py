from itertools import pairwise

import pytest

from tests.visualise.builders import CaseBuilder, a_case, a_crowd, a_full_case, a_small_case
from visualise.layout.board import CAPACITY, BoardLine, arrange_board, cell_box, meets_box, rows_for
from visualise.layout.gutters import route_wires
from visualise.layout.lanes import CASES, PEOPLE
from visualise.layout.routes import Board
from visualise.layout.view import DRAWN, find_wires, positions, view_all, view_lanes

CASES_DRAWN = pytest.mark.parametrize(
    "case", [a_case, a_small_case, a_full_case, a_crowd], ids=["alone", "8 people", "full", "40 people"]
)


@CASES_DRAWN
def test_no_two_cards_overlap(case: type[CaseBuilder]) -> None:
    seats = view_lanes(case().build()).lanes.seats
    found = [
        (one.node.id, other.node.id)
        for index, one in enumerate(seats)
        for other in seats[index + 1 :]
        if one.box.meets(other.box)
    ]
    assert found == []


@CASES_DRAWN
def test_no_line_of_the_full_map_runs_behind_a_card(case: type[CaseBuilder]) -> None:
    network = case().build()
    view = view_lanes(network)
    for way in route_wires(view.lanes.seats, find_wires(network, view)):
        for start, end in pairwise(way.points):
            for seat in view.lanes.seats:
                half = (seat.box.width / 2 - 1, seat.box.height / 2 - 1)
                assert not meets_box(start, end, seat.box.centre, half), (way.wire, seat.node.id)


@CASES_DRAWN
def test_every_line_of_the_full_map_ends_at_its_two_cards(case: type[CaseBuilder]) -> None:
    network = case().build()
    view = view_lanes(network)
    for way in route_wires(view.lanes.seats, find_wires(network, view)):
        boxes = [view.seats[way.wire.start].box, view.seats[way.wire.end].box]
        for x, y in (way.points[0], way.points[-1]):
            assert any(x in (box.left, box.right) and box.top <= y <= box.bottom for box in boxes)


def test_a_child_stands_under_its_parent_and_the_case_under_its_subject() -> None:
    seats = view_lanes(a_full_case().build()).seats
    assert seats["P6"].under == "P3"
    assert seats["P6"].box.left > seats["P3"].box.left
    assert seats["C-24118"].under == "P1"
    assert seats["T1"].under == "C-24118"
    assert seats["T1"].depth == 2


def test_the_subject_is_first_in_its_lane() -> None:
    seats = [seat for seat in view_lanes(a_full_case().build()).lanes.seats if seat.lane == CASES]
    assert seats[0].node.id == "P1"


def test_parents_of_each_other_do_not_send_the_layout_round_in_circles() -> None:
    case = a_case()
    for one in ("P2", "P3", "P4"):
        case.with_person(one, f"Child {one}", "child")
    case.parent_of("P2", "P3").parent_of("P3", "P4").parent_of("P4", "P2").parent_of("P2", "P2")
    seats = [seat for seat in view_lanes(case.build()).lanes.seats if seat.lane == PEOPLE]
    assert {seat.node.id for seat in seats} == {"P2", "P3", "P4"}


def test_positions_are_the_centres_of_the_cards_that_are_drawn() -> None:
    network = a_full_case().build()
    assert positions(network) == {seat.node.id: seat.box.centre for seat in view_lanes(network).lanes.seats}


def test_a_map_of_more_than_it_can_hold_keeps_the_subject_and_what_flags_touch() -> None:
    case = a_full_case()
    for number in range(200):
        case.with_thing(f"X{number:03}", "Agency", f"Agency {number:03}")
    network = case.build()
    view = view_lanes(network)
    assert len(view.lanes.seats) == DRAWN
    assert {id_ for flag in network.flags for id_ in flag.node_ids} <= view.seats.keys()
    assert len(view_all(network).lanes.seats) == len(network.nodes) == len(positions(network))


@pytest.mark.parametrize("count", [2, 5, 8, 9, 12])
def test_no_line_of_a_star_runs_behind_a_card_of_the_board(count: int) -> None:
    ids = [f"n{number:02}" for number in range(count)]
    lines = [BoardLine("n00", other, 1.0) for other in ids[1:]]
    cells = arrange_board(ids, lines, "n00", dict.fromkeys(ids, 1))
    assert len(set(cells.values())) == count
    assert cells["n00"][0] == 0
    boxes = {id_: cell_box(cell, rows_for(count)) for id_, cell in cells.items()}
    board = Board(boxes)
    for other in ids[1:]:
        route = board.find_route("n00", other, 0)
        for start, end in pairwise(route.points):
            for id_, box in boxes.items():
                if id_ not in {"n00", other}:
                    assert not meets_box(start, end, box.centre, (box.width / 2, box.height / 2)), (other, id_)


def test_a_full_board_of_a_chain_has_no_crossings() -> None:
    ids = [f"n{number:02}" for number in range(CAPACITY)]
    lines = [BoardLine(one, other, 1.0) for one, other in pairwise(ids)]
    cells = arrange_board(ids, lines, "n00", dict.fromkeys(ids, 1))
    steps = [
        abs(cells[one][0] - cells[other][0]) + abs(cells[one][1] - cells[other][1]) for one, other in pairwise(ids)
    ]
    assert sum(step > 2 for step in steps) <= 1
