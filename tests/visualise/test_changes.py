"""What became of flags since an earlier day, on the flag map and in its twin in words."""

from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest

from graph_schema.case_network import CaseNetwork
from tests.visualise.builders import a_full_case
from tests.visualise.reading import parse, texts_of
from visualise.flag_map import draw_flag_map
from visualise.text_twin import write_narrative, write_table
from visualise.theme import FADED_RED, FLAG_RED


def compared(**changes: str) -> CaseNetwork:
    """Return the full case with flags marked by number, those that are gone closed."""
    network = a_full_case().build()
    marks = {int(name.removeprefix("flag_")): change for name, change in changes.items()}
    flags = [
        replace(flag, change=change, status="closed" if change == "gone" else flag.status)
        if (change := marks.get(flag.number))
        else flag
        for flag in network.flags
    ]
    return replace(network, flags=tuple(flags), since=date(2026, 8, 3))


def lines(svg: str, colour: str) -> list[Element]:
    return [one for one in parse(svg).iter() if one.get("stroke") == colour and one.get("stroke-width") == "7"]


@pytest.mark.parametrize("change", ["new", "worse", "better", "changed"])
def test_a_change_is_said_in_the_list_and_in_both_twins_and_drawn_as_ever(change: str) -> None:
    network = compared(flag_1=change)
    svg = draw_flag_map(network)
    assert any(text.endswith(f"open, {change}") for text in texts_of(svg))
    assert not lines(svg, FADED_RED)
    assert f"open, {change}" in write_table(network)
    assert f"open, {change})." in write_narrative(network)


def test_what_is_gone_is_faded_counted_apart_and_in_the_legend() -> None:
    network = compared(flag_2="gone")
    svg, said = draw_flag_map(network), texts_of(draw_flag_map(network))
    before = draw_flag_map(a_full_case().build())
    assert len(lines(svg, FADED_RED)) == 1
    assert len(lines(svg, FLAG_RED)) == len(lines(before, FLAG_RED)) - 1
    assert any("4 flags to decide, 1 no longer found" in text for text in said)
    assert "No longer found" in said
    assert any(text.endswith("· no longer found") for text in said)
    assert "; 1 no longer found." in write_narrative(network)


def test_the_day_compared_with_is_named() -> None:
    for text in (draw_flag_map(compared()), write_table(compared()), write_narrative(compared())):
        assert "compared with 3 August 2026" in text


def test_where_nothing_is_compared_the_picture_is_as_it_was() -> None:
    network = a_full_case().build()
    svg = draw_flag_map(network)
    assert "compared with" not in svg
    assert FADED_RED not in svg
    assert "No longer found" not in texts_of(svg)


def test_every_flag_gone_leaves_none_to_decide() -> None:
    network = compared(**{f"flag_{number}": "gone" for number in range(1, 6)})
    assert "Darren HOLT: no flags, 5 no longer found" in texts_of(draw_flag_map(network))
