"""What every picture bears: the marking, whose case it is and as of when, whether it is invented, and the legend."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork
from visualise import svg
from visualise.cards import draw_badge, draw_symbol
from visualise.inert import make_inert
from visualise.lettering import measure, shorten
from visualise.theme import (
    BANNER,
    FADED_RED,
    FLAG_RED,
    INK,
    LINE_GREY,
    MARGIN,
    QUIET_INK,
    SMALLEST,
    SYNTHETIC_YELLOW,
    WHITE,
    WIDTH,
    Look,
)
from visualise.wording import day_in_words

BANNER_HEIGHT = 36
_SIDE = 350
"""Left to each side of the marking, for the word that the people are invented."""
TITLE_SIZE = 34
TITLE_BASELINE = 77
CONTEXT_BASELINE = 103
TOP = 118
"""Where the picture itself begins."""
FOOT = 76
"""Height of the legend's two lines at the bottom."""
_GAP = 22
"""Between two entries of the legend, in pixels."""


@dataclass(frozen=True)
class LineKey:
    """One kind of line in the legend."""

    words: str
    colour: str
    width: float
    dash: str = ""
    has_badge: bool = False


FLAG_KEY = LineKey("Flag", FLAG_RED, 5, has_badge=True)
GONE_KEY = LineKey("No longer found", FADED_RED, 5)
UNCHECKED_KEY = LineKey("Could not be checked", FLAG_RED, 5, "12 8", has_badge=True)
LINK_KEY = LineKey("Other link", LINE_GREY, 2.5)


def context_of(network: CaseNetwork) -> str:
    """Return whose case it is, as of which day, as known when, and for whom."""
    known = network.as_of.known
    return (
        f"Case {make_inert(network.case_ref)}  ·  as of {day_in_words(network.as_of.day)}"
        f"  ·  as known on {day_in_words(known)}  ·  for: {make_inert(network.audience).replace('_', ' ')}"
        + (f"  ·  compared with {day_in_words(network.since)}" if network.since else "")
    )


def draw_frame_of(network: CaseNetwork, title: str, size: tuple[int, int], *, title_room: float = 0) -> list[str]:
    """Return the banner, the title and the context line of a picture of `size`."""
    width, height = size
    room = (title_room or width) - 2 * MARGIN
    parts = [
        svg.rect((0, 0, width, height), {"fill": WHITE}),
        svg.rect((0, 0, width, BANNER_HEIGHT), {"fill": BANNER}),
        svg.text(
            shorten(make_inert(network.marking), 22, width - 2 * _SIDE, is_bold=True),
            (width / 2, 26),
            22,
            {"fill": WHITE, "text-anchor": "middle"},
            is_bold=True,
        ),
    ]
    if network.is_synthetic:
        parts += _synthetic(width)
    parts.append(
        svg.text(
            shorten(title, TITLE_SIZE, room, is_bold=True),
            (MARGIN, TITLE_BASELINE),
            TITLE_SIZE,
            {"fill": INK},
            is_bold=True,
        )
    )
    context = shorten(context_of(network), SMALLEST, room)
    parts.append(svg.text(context, (MARGIN, CONTEXT_BASELINE), SMALLEST, {"fill": QUIET_INK}))
    return parts


def draw_legend(looks: Iterable[Look], keys: Iterable[LineKey], height: int) -> list[str]:
    """Return the legend: two lines at the bottom of a picture of `height`, the roles that occur and then the lines.

    Roles for which two lines have no room are left out, the last first: every card says its own in words.
    """
    keys = list(keys)
    reserved = sum(_width(key) for key in keys)
    rows: tuple[list[Look | LineKey], list[Look | LineKey]] = ([], [])
    room = [WIDTH - 2 * MARGIN + _GAP, WIDTH - 2 * MARGIN + _GAP - reserved]
    row = 0
    for look in dict.fromkeys(looks):
        row = row if _width(look) <= room[row] else row + 1
        if row == len(rows) or _width(look) > room[row]:
            break
        rows[row].append(look)
        room[row] -= _width(look)
    rows[1].extend(keys)
    return [*_draw_legend_row(rows[0], height - FOOT + 30), *_draw_legend_row(rows[1], height - FOOT + 61)]


def _draw_legend_row(items: Iterable[Look | LineKey], baseline: int) -> list[str]:
    parts: list[str] = []
    left, middle = float(MARGIN), baseline - 6
    for item in items:
        if isinstance(item, Look):
            parts.append(draw_symbol(item.symbol, (left, middle - 14), 28))
        else:
            parts.append(_draw_key(item, left, middle))
        words = item.word if isinstance(item, Look) else item.words
        parts.append(svg.text(words, (left + _lead(item) + 8, baseline), SMALLEST, {"fill": INK}))
        left += _width(item)
    return parts


def _width(item: Look | LineKey) -> float:
    words = item.word if isinstance(item, Look) else item.words
    return _lead(item) + 8 + measure(words, SMALLEST) + _GAP


def _lead(item: Look | LineKey) -> float:
    """Return the width of what stands before the words."""
    return 30.0 if isinstance(item, Look) else 74.0 if item.has_badge else 48.0


def _draw_key(key: LineKey, left: float, middle: float) -> str:
    long = _lead(key)
    line = svg.path(
        f"M{svg.number(left)} {svg.number(middle)}h{svg.number(long)}",
        {
            "stroke": key.colour,
            "stroke-width": key.width,
            "fill": "none",
            **({"stroke-dasharray": key.dash} if key.dash else {}),
        },
    )
    return line + (draw_badge((left + long / 2, middle), 14, 1, is_dashed=bool(key.dash)) if key.has_badge else "")


def _synthetic(width: int) -> list[str]:
    words = "SYNTHETIC: NOBODY HERE EXISTS"
    wide = measure(words, SMALLEST, is_bold=True) + 24
    return [
        svg.rect((width - wide - 8, 5, wide, 26), {"fill": SYNTHETIC_YELLOW, "rx": 3}),
        svg.text(words, (width - wide + 4, 24.5), SMALLEST, {"fill": INK}, is_bold=True),
    ]
