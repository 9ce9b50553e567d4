"""The pictures in words, as a table and as a narrative: the same facts in the same order, for who cannot see them."""

from collections.abc import Sequence

from graph_schema.case_network import CaseNetwork, NetworkFlag
from visualise.frame import context_of
from visualise.inert import make_inert
from visualise.layout.lanes import LANES
from visualise.layout.view import LaneView, view_all
from visualise.notes import say_left_out
from visualise.theme import lower_first
from visualise.twin_tables import Table, facts_in_words, make_tables, touched_names
from visualise.wording import (
    caption_of,
    find_ties,
    is_gone,
    is_undecided,
    label_of,
    period_in_words,
    say_verb,
    status_in_words,
    title_of,
)

_WIDEST = 72
"""Columns are padded to at most this many characters: one long name must not push a table off every screen."""
_NOTHING = "Nothing."


def write_table(network: CaseNetwork) -> str:
    """Return a network as aligned plain text: flags, things, links and what is left out, however large it is."""
    parts = _head(network)
    for table in make_tables(network):
        parts += ["", table.name.upper(), *_align(table)]
    return "\n".join([*parts, "", make_inert(network.marking), ""])


def write_narrative(network: CaseNetwork) -> str:
    """Return a network as sentences: each flag and what it rests on, who and what lane by lane, the links."""
    view = view_all(network)
    parts = _head(network)
    parts += ["", *_say_flags(network, view)]
    parts += ["", *_say_lanes(network, view), "", *_say_links(view)]
    left_out = say_left_out(network)
    return "\n".join([*parts, *(["", *left_out] if left_out else []), "", make_inert(network.marking), ""])


def _head(network: CaseNetwork) -> list[str]:
    synthetic = ["SYNTHETIC: nobody here exists."] if network.is_synthetic else []
    return [make_inert(network.marking), *synthetic, f"{context_of(network)}."]


def _align(table: Table) -> list[str]:
    if not table.rows:
        return [_NOTHING]
    rows = [table.headings, *table.rows]
    widths = [min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(table.headings))]
    written = [_pad(row, widths) for row in rows]
    return [written[0], _pad(tuple("-" * width for width in widths), widths), *written[1:]]


def _pad(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _say_flags(network: CaseNetwork, view: LaneView) -> list[str]:
    flags = sorted(network.flags, key=lambda one: (one.number, one.id))
    if not flags:
        return ["No flags: no rule found anything on this day, as far as is known. That is not the same as no risk."]
    waiting = sum(is_undecided(flag) for flag in flags)
    names = {seat.node.id: label_of(seat.node) for seat in view.lanes.seats}
    ended = sum(is_gone(flag) for flag in flags)
    count = f"Flags: {len(flags) - ended}, of which {waiting} to decide"
    said = [f"{count}; {ended} no longer found." if ended else f"{count}."]
    for flag in flags:
        said.append(_say_flag(flag, touched_names(flag, names)))
        rests = [link for link in view.links if link.id in set(flag.link_ids)]
        said += [f"   - {names[link.from_id]} {say_verb(link)} {names[link.to_id]}." for link in rests]
    return said


def _say_flag(flag: NetworkFlag, touched: str) -> str:
    status = status_in_words(flag)
    parts = [
        f"{flag.number}. {title_of(flag)} ({', '.join((make_inert(flag.rule), make_inert(flag.severity), status))}).",
        make_inert(flag.summary),
        f"Touches: {touched}." if touched else "What it touches is not shown.",
        f"Next step: {make_inert(flag.next_step)}",
        f"Facts: {told}." if (told := facts_in_words(flag.facts)) else "",
        *(f"Guidance: {make_inert(one.document)}, {make_inert(one.section)}." for one in flag.guidance),
    ]
    if flag.link_ids:
        parts.append("Rests on:")
    return " ".join(part for part in parts if part)


def _say_lanes(network: CaseNetwork, view: LaneView) -> list[str]:
    ties = find_ties(network)
    said: list[str] = []
    for lane, name in enumerate(LANES):
        said.append(f"{name}:")
        seats = [seat for seat in view.lanes.seats if seat.lane == lane]
        for seat in seats:
            own = [tie for tie in ties if tie.node_id == seat.node.id]
            caption = caption_of(seat.node, own, is_subject=seat.node.id == network.subject_id)
            told = "; ".join(part for part in (lower_first(caption), facts_in_words(seat.node.facts)) if part)
            indent = "   " * (seat.depth + 1)
            said.append(f"{indent}- {label_of(seat.node)}{f' ({told})' if told else ''}.")
        if not seats:
            said.append(f"   {_NOTHING}")
    return said


def _say_links(view: LaneView) -> list[str]:
    names = {seat.node.id: label_of(seat.node) for seat in view.lanes.seats}
    said = ["Links:"]
    for link in view.links:
        period = period_in_words(link.valid_from, link.valid_to)
        sources = f" (source: {', '.join(map(make_inert, link.sources))})" if link.sources else ""
        said.append(
            f"   - {names[link.from_id]} {say_verb(link)} {names[link.to_id]}"
            f"{f', {period}' if period else ''}{sources}."
        )
    return said if view.links else [*said, f"   {_NOTHING}"]
