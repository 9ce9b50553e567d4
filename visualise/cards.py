"""One thing as a card: its symbol, its name and the line below it, framed by what a reader must see in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from visualise import svg
from visualise.lettering import ELLIPSIS, wrap
from visualise.svg import Attribute
from visualise.symbols import SYMBOLS, Shape
from visualise.theme import FLAG_RED, INK, QUIET_INK, WHITE, Look


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture, in pixels from its top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the bottom edge."""
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Return the centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    def meets(self, other: "Box", gap: float = 0) -> bool:
        """Tell whether the two overlap, or come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


class Frame(Enum):
    """Why a card is framed as it is: colour, width and dashes."""

    PLAIN = (INK, 1.5)
    FLAGGED = (FLAG_RED, 4)
    SUBJECT = (INK, 5)


@dataclass(frozen=True)
class CardStyle:
    """Sizes of one kind of card in pixels: the symbol, the name and the caption, and how many lines each may take."""

    symbol: int
    name: int
    caption: int
    name_lines: int
    caption_lines: int
    leading: float = 1.16
    padding: int = 12
    smaller: tuple[tuple[int, int], ...] = ()
    """Sizes and numbers of lines for a name that does not fit."""

    def text_width(self, box: Box) -> float:
        """Return the room for text beside the symbol."""
        return box.width - self.symbol - 2.6 * self.padding


BOARD_CARD = CardStyle(
    symbol=54, name=24, caption=19, name_lines=2, caption_lines=2, smaller=((21, 2), (20, 3), (18, 4))
)
LANE_CARD = CardStyle(
    symbol=48,
    name=20,
    caption=18,
    name_lines=1,
    caption_lines=2,
    leading=1.12,
    padding=10,
    smaller=((18, 1), (20, 2), (18, 2)),
)
LANE_CARD_NAME = replace(LANE_CARD, smaller=(*LANE_CARD.smaller, (18, 3)))
"""A card whose name may take the room of what ties it to the subject, since nothing does."""
LANE_ROW = CardStyle(symbol=32, name=18, caption=18, name_lines=1, caption_lines=1, leading=1.12, padding=9)
LANE_ROW_NAME = replace(LANE_ROW, smaller=((18, 2),))
"""A row that has nothing to say but its name."""


@dataclass(frozen=True)
class CardText:
    """What stands on a card: the lines of the name, of which size, and the lines of the caption."""

    name: tuple[str, ...]
    size: int
    caption: tuple[str, ...]


def lane_style(*, is_row: bool, is_tied: bool) -> CardStyle:
    """Return the style of a card in a lane: what ties it to the subject keeps its room, a kind alone gives way."""
    if is_row:
        return LANE_ROW if is_tied else LANE_ROW_NAME
    return LANE_CARD if is_tied else LANE_CARD_NAME


def fit_text(name: str, caption: str, box: Box, style: CardStyle) -> CardText:
    """Return the two texts in lines that fit the card; a long name is set smaller before it is cut."""
    width = style.text_width(box)
    names, size = _fit_name(name, width, style)
    room = int((box.height - 3 - len(names) * size * style.leading) // (style.caption * style.leading))
    lines = min(style.caption_lines, room)
    captions = wrap(caption, style.caption, width, lines=lines) if caption and lines > 0 else ()
    return CardText(names, size, captions)


def _fit_name(name: str, width: float, style: CardStyle) -> tuple[tuple[str, ...], int]:
    names: tuple[str, ...] = ()
    for size, lines in ((style.name, style.name_lines), *style.smaller):
        names = wrap(name, size, width, lines=lines, is_bold=True)
        if not names[-1].endswith(ELLIPSIS) or name.endswith(ELLIPSIS):
            return names, size
    return names, style.smaller[-1][0] if style.smaller else style.name


def draw_card(
    box: Box, look: Look, words: CardText, style: CardStyle, marks: Mapping[str, Attribute] | None = None
) -> str:
    """Return a card without its frame's emphasis; `marks` are the attributes of its group."""
    parts = [svg.rect((box.left, box.top, box.width, box.height), {"fill": WHITE, **_border(Frame.PLAIN)})]
    top = box.top + (box.height - style.symbol) / 2
    parts.append(draw_symbol(look.symbol, (box.left + style.padding, top), style.symbol))
    left = box.left + style.symbol + 2 * style.padding
    step_name, step_caption = words.size * style.leading, style.caption * style.leading
    tall = len(words.name) * step_name + len(words.caption) * step_caption
    baseline = box.top + (box.height - tall) / 2 - words.size * (style.leading - 0.93)
    for line in words.name:
        baseline += step_name
        parts.append(svg.text(line, (left, baseline), words.size, {"fill": INK}, is_bold=True))
    for line in words.caption:
        baseline += step_caption
        parts.append(svg.text(line, (left, baseline), style.caption, {"fill": QUIET_INK}))
    return svg.group(parts, marks)


def draw_frame(box: Box, frame: Frame) -> str:
    """Return the frame that lies over a card and its neighbours."""
    return svg.rect((box.left, box.top, box.width, box.height), {"fill": "none", **_border(frame)})


def draw_symbol(symbol: str, at: tuple[float, float], size: float) -> str:
    """Return a symbol with its top left corner at a point."""
    scale = size / 100
    children = [svg.path(shape.path, _painted(shape)) for shape in SYMBOLS[symbol]]
    return svg.group(children, {"transform": f"translate({svg.number(at[0])} {svg.number(at[1])}) scale({scale:g})"})


def draw_badge(at: tuple[float, float], radius: float, number: int, *, is_dashed: bool) -> str:
    """Return the number of a flag: white on red, or red on white in a dashed ring where it could not be checked."""
    size = max(18, round(radius * (1.05 if number < 100 else 0.85)))
    ring: dict[str, Attribute] = {"cx": at[0], "cy": at[1]}
    halo = svg.element("circle", {**ring, "r": radius + 3, "fill": WHITE})
    fill, ink = (WHITE, "#942514") if is_dashed else (FLAG_RED, WHITE)
    dash: dict[str, Attribute] = {"stroke-dasharray": "6 4"} if is_dashed else {}
    disc = svg.element(
        "circle", {**ring, "r": radius - 1.5, "fill": fill, "stroke": FLAG_RED, "stroke-width": 3, **dash}
    )
    at_baseline = (at[0], at[1] + size * 0.36)
    return halo + disc + svg.text(str(number), at_baseline, size, {"fill": ink, "text-anchor": "middle"}, is_bold=True)


def _border(frame: Frame) -> dict[str, Attribute]:
    colour, width = frame.value
    return {"stroke": colour, "stroke-width": width, "rx": 5}


def _painted(shape: Shape) -> dict[str, Attribute]:
    paint: dict[str, Attribute] = {"fill": shape.fill}
    if shape.width:
        paint |= {"stroke": shape.outline, "stroke-width": shape.width, "stroke-linejoin": "round"}
    if shape.dash:
        paint["stroke-dasharray"] = shape.dash
    return paint
