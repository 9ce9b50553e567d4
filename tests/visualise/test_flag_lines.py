from dataclasses import replace

import pytest

from graph_schema.case_network import NetworkFlag
from tests.visualise.builders import CaseBuilder, a_case, a_full_case
from visualise.flag_lines import find_flag_lines


def ends_of(case: CaseBuilder) -> list[tuple[int, str, str]]:
    network = case.build()
    return [(line.number, line.start, line.end) for line in find_flag_lines(network, network.flags)]


def test_two_places_are_joined_to_each_other_and_others_to_the_subject() -> None:
    assert ends_of(a_full_case()) == [
        (1, "H2", "H3"),
        (2, "H2", "S1"),
        (3, "P1", "M1"),
        (4, "P1", "P2"),
        (5, "P1", "A1"),
    ]


def test_the_subjects_home_is_joined_to_every_other_place_and_every_home_is() -> None:
    case = a_case()
    for home in ("H1", "H2", "H3", "H4"):
        case.with_thing(home, "Address", home)
    case.living_at("P1", "H1", "H2").flagged("ACC-03", "P1", "H1", "H2", "H3", "H4")
    assert ends_of(case) == [(1, "H1", "H3"), (1, "H1", "H4"), (1, "H2", "H3")]


def test_a_flag_about_one_thing_has_a_number_and_no_line() -> None:
    case = a_case().with_person("P2", "Mia REID", "child").flagged("CHI-02", "P2")
    lines = find_flag_lines(case.build(), case.build().flags)
    assert [(line.start, line.end, line.is_loop) for line in lines] == [("P2", "P2", True)]


def test_what_is_not_shown_has_no_line() -> None:
    case = a_case().flagged("CHI-02", "P1")
    network = case.build()
    hidden = NetworkFlag("F", 9, "CHI-01", "children", "high", "open", "found", "t", "s", "n", (), ("GONE", "AWAY"))
    assert find_flag_lines(network, (hidden,)) == ()


@pytest.mark.parametrize(("name", "words"), [("distanceM", "1,180 m"), ("distance_m", "1,180 m"), ("other", "")])
def test_a_distance_is_said_where_the_facts_have_it(name: str, words: str) -> None:
    case = a_case().with_thing("H1", "Address", "a").with_thing("H2", "Address", "b").living_at("P1", "H1")
    case.flagged("ACC-03", "P1", "H1", "H2")
    case.flags = [replace(flag, facts={name: 1180}) for flag in case.flags]
    network = case.build()
    assert [line.words for line in find_flag_lines(network, network.flags)] == [words]
