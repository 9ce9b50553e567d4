"""The facts of a picture as tables, in the picture's order: flags, things, links, and what is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork, Fact, NetworkFlag
from visualise.flag_lines import find_flag_lines
from visualise.inert import make_inert
from visualise.layout.lanes import LANES, Seat
from visualise.layout.view import LaneView, view_all
from visualise.theme import kind_in_words, look_of
from visualise.wording import (
    caption_of,
    day_in_words,
    fact_in_words,
    find_ties,
    label_of,
    say_link,
    status_in_words,
    title_of,
)


@dataclass(frozen=True)
class Table:
    """One table: its name, its headings, and rows with a cell for each."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_tables(network: CaseNetwork) -> tuple[Table, ...]:
    """Return the flags by number, the things lane by lane, the links, and what is left out; every text inert."""
    view = view_all(network)
    names = {seat.node.id: label_of(seat.node) for seat in view.lanes.seats}
    return (
        _flags(network, names),
        _things(network, view),
        _links(network, view, names),
        Table(
            "Left out",
            ("What", "Why"),
            tuple(
                (kind_in_words(hidden.kind, hidden.count), make_inert(hidden.reason).replace("_", " "))
                for hidden in sorted(network.hidden, key=lambda one: (one.reason, one.kind))
            ),
        ),
    )


def touched_names(flag: NetworkFlag, names: Mapping[str, str]) -> str:
    """Return what a flag touches, in its own order, as far as it is in the network."""
    return "; ".join(dict.fromkeys(names[id_] for id_ in flag.node_ids if id_ in names))


def facts_in_words(facts: Mapping[str, Fact]) -> str:
    """Return facts in the order of their names: `age: 7; sex: female`."""
    known = ((name, value) for name, value in sorted(facts.items()) if value is not None)
    return "; ".join(f"{make_inert(name).replace('_', ' ')}: {fact_in_words(value)}" for name, value in known)


def _flags(network: CaseNetwork, names: Mapping[str, str]) -> Table:
    between: dict[str, list[str]] = {}
    for line in find_flag_lines(network, network.flags):
        ends = names[line.start] if line.is_loop else f"{names[line.start]} and {names[line.end]}"
        between.setdefault(line.flag_id, []).append(ends)
    rows = tuple(
        (
            str(flag.number),
            make_inert(flag.rule),
            make_inert(flag.severity),
            status_in_words(flag),
            title_of(flag),
            "; ".join(between.get(flag.id, ["nothing shown"])),
            make_inert(flag.next_step),
            make_inert(flag.summary),
            touched_names(flag, names),
            "; ".join(make_inert(f"{one.document}, {one.section}") for one in flag.guidance),
            facts_in_words(flag.facts),
        )
        for flag in _in_order(network)
    )
    headings = ("No.", "Rule", "Severity", "Status", "Flag", "Between", "Next step", "Summary", "Touches", "Guidance")
    return Table("Flags", (*headings, "Facts"), rows)


def _in_order(network: CaseNetwork) -> list[NetworkFlag]:
    return sorted(network.flags, key=lambda one: (one.number, one.id))


def _numbers(touching: Iterable[tuple[int, Sequence[str]]]) -> dict[str, list[str]]:
    """Return for each thing or link the numbers of the flags that touch it, in their order."""
    flagged: dict[str, list[str]] = {}
    for number, ids in touching:
        for id_ in dict.fromkeys(ids):
            flagged.setdefault(id_, []).append(str(number))
    return flagged


def _things(network: CaseNetwork, view: LaneView) -> Table:
    ties = find_ties(network)
    flagged = _numbers((flag.number, flag.node_ids) for flag in _in_order(network))
    rows = tuple(
        (
            LANES[seat.lane],
            label_of(seat.node),
            _role(seat),
            caption_of(
                seat.node,
                [tie for tie in ties if tie.node_id == seat.node.id],
                is_subject=seat.node.id == network.subject_id,
            ),
            ", ".join(flagged.get(seat.node.id, [])),
            "; ".join(make_inert(ref) for ref in seat.node.refs),
            facts_in_words(seat.node.facts),
        )
        for seat in view.lanes.seats
    )
    return Table("People, places and cases", ("Lane", "Name", "Shown as", "Tie", "Flags", "References", "Facts"), rows)


def _role(seat: Seat) -> str:
    return look_of(seat.node).word


def _links(network: CaseNetwork, view: LaneView, names: Mapping[str, str]) -> Table:
    flagged = _numbers((flag.number, flag.link_ids) for flag in _in_order(network))
    rows = tuple(
        (
            names[link.from_id],
            say_link(link),
            names[link.to_id],
            day_in_words(link.valid_from) if link.valid_from else "",
            day_in_words(link.valid_to) if link.valid_to else "",
            "; ".join(make_inert(source) for source in link.sources),
            ", ".join(flagged.get(link.id, [])),
            facts_in_words(link.facts),
        )
        for link in view.links
    )
    return Table("Links", ("From", "Link", "To", "Since", "Until", "Sources", "Flags", "Facts"), rows)
