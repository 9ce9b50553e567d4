"""The numbered list beside the flag map: what was found, by which rule, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_schema.case_network import NetworkFlag
from visualise import svg
from visualise.cards import draw_badge
from visualise.inert import make_inert
from visualise.layout.board import RIGHT
from visualise.lettering import shorten, wrap
from visualise.theme import FLAG_INK, INK, LINE_GREY, MARGIN, QUIET_INK, SMALLEST, WIDTH, lower_first
from visualise.wording import is_gone, is_unchecked, is_undecided, status_in_words, title_of

LEFT = RIGHT + 34
_TEXT = LEFT + 52
_ROOM = WIDTH - MARGIN - _TEXT
_TOP, _BOTTOM = 60, 826


@dataclass(frozen=True)
class _Detail:
    """How much is said of each flag, in lines, and the gap between two in pixels; the richest that fits is taken."""

    title: int
    summary: int
    step: int
    gap: int
    size: int = 19


_DETAILS = (
    _Detail(2, 3, 4, 30, 21),
    _Detail(2, 2, 4, 22, 20),
    _Detail(2, 0, 4, 30, 21),
    _Detail(2, 0, 4, 20, 20),
    _Detail(2, 0, 4, 16),
    _Detail(2, 0, 3, 14),
    _Detail(1, 0, 2, 12),
    _Detail(1, 0, 2, 8, 18),
    _Detail(1, 0, 1, 8, 18),
)
CAPACITY = 9
"""Flags a page holds with their next step on one line at least."""


@dataclass(frozen=True)
class _Item:
    flag: NetworkFlag
    title: tuple[str, ...]
    meta: str
    summary: tuple[str, ...]
    step: tuple[str, ...]
    size: int

    @property
    def leading(self) -> int:
        """Return the height of a line of the text below the title."""
        return self.size + 4

    @property
    def height(self) -> float:
        """Return the height in pixels."""
        return max(46.0, len(self.title) * (self.size + 8) + 22 + (len(self.summary) + len(self.step)) * self.leading)


def draw_flag_list(flags: Sequence[NetworkFlag], notes: Sequence[str]) -> list[str]:
    """Return the list, and below it `notes` (what is not shown, what is on other pages) in smaller text."""
    written = [line for note in notes for line in wrap(note, SMALLEST, WIDTH - MARGIN - LEFT, lines=4)]
    foot = _BOTTOM - len(written) * 23
    rule: dict[str, svg.Attribute] = {"stroke": LINE_GREY, "stroke-width": 1.5, "fill": "none"}
    parts = [svg.path(f"M{LEFT - 18} {_TOP}V{_BOTTOM}", rule)] if flags else []
    items, gap = _choose(flags, foot - _TOP - 14)
    top = float(_TOP)
    for item in items:
        parts.append(_draw_item(item, top))
        top += item.height + gap
    for index, line in enumerate(written):
        parts.append(svg.text(line, (LEFT, foot + 18 + index * 23), SMALLEST, {"fill": QUIET_INK}))
    return parts


def _choose(flags: Sequence[NetworkFlag], room: float) -> tuple[list[_Item], float]:
    items: list[_Item] = []
    gap = 0.0
    for detail in _DETAILS:
        items = [_measure(flag, detail) for flag in flags]
        gap = detail.gap
        if sum(item.height + gap for item in items) - gap <= room:
            break
    return items, gap


def _measure(flag: NetworkFlag, detail: _Detail) -> _Item:
    meta = f"{make_inert(flag.rule)}  ·  {lower_first(make_inert(flag.severity))}"
    status = status_in_words(flag)
    if status != "open":
        meta += f"  ·  {status}"
    return _Item(
        flag,
        wrap(title_of(flag), detail.size + 4, _ROOM, lines=detail.title, is_bold=True),
        meta,
        wrap(make_inert(flag.summary), detail.size, _ROOM, lines=detail.summary)
        if detail.summary and flag.summary
        else (),
        wrap(f"Next: {lower_first(make_inert(flag.next_step))}", detail.size, _ROOM, lines=detail.step),
        detail.size,
    )


def _draw_item(item: _Item, top: float) -> str:
    parts = [draw_badge((LEFT + 20, top + 20), 20, item.flag.number, is_dashed=is_unchecked(item.flag))]
    baseline = top + 22
    for line in item.title:
        ink = QUIET_INK if is_gone(item.flag) else INK
        parts.append(svg.text(line, (_TEXT, baseline), item.size + 4, {"fill": ink}, is_bold=True))
        baseline += item.size + 8
    baseline -= 2
    colour = FLAG_INK if is_undecided(item.flag) else QUIET_INK
    parts.append(
        svg.text(
            shorten(item.meta, SMALLEST, _ROOM, is_bold=True),
            (_TEXT, baseline),
            SMALLEST,
            {"fill": colour},
            is_bold=True,
        )
    )
    baseline += item.size + 4
    for line in item.summary:
        parts.append(svg.text(line, (_TEXT, baseline), item.size, {"fill": QUIET_INK}))
        baseline += item.leading
    for line in item.step:
        parts.append(svg.text(line, (_TEXT, baseline), item.size, {"fill": INK}))
        baseline += item.leading
    return svg.group(parts, {"data-flag": item.flag.number})
