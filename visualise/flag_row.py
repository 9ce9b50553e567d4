"""The numbers and titles of the flags above the lanes of the full map."""

from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork, NetworkFlag
from visualise import svg
from visualise.cards import draw_badge
from visualise.frame import TOP
from visualise.lettering import measure, shorten
from visualise.theme import INK, MARGIN, SMALLEST, WIDTH
from visualise.wording import is_unchecked, title_of

BADGE = 15
_ROW = 36
_WIDEST = 420
_AFTER = 20
_HEADING = 34
"""Room for the names of the lanes below the row, in pixels."""


@dataclass(frozen=True)
class FlagTitle:
    """One flag of the row: its title as it is shown, and where its badge is centred."""

    flag: NetworkFlag
    title: str
    at: tuple[float, float]


def place_flag_titles(network: CaseNetwork) -> tuple[FlagTitle, ...]:
    """Return the flags by number, in as many lines as they take."""
    placed: list[FlagTitle] = []
    left, middle = float(MARGIN), TOP + 12.0
    for flag in sorted(network.flags, key=lambda one: (one.number, one.id)):
        title = shorten(title_of(flag), SMALLEST, _WIDEST, is_bold=True)
        wide = 2 * BADGE + 8 + measure(title, SMALLEST, is_bold=True)
        if left > MARGIN and left + wide > WIDTH - MARGIN:
            left, middle = float(MARGIN), middle + _ROW
        placed.append(FlagTitle(flag, title, (left + BADGE, middle)))
        left += wide + 24
    return tuple(placed)


def find_lanes_top(network: CaseNetwork) -> float:
    """Return where the lanes begin below the row and their names, in pixels."""
    placed = place_flag_titles(network)
    return (placed[-1].at[1] if placed else TOP + 12.0) + _AFTER + _HEADING


def draw_flag_row(network: CaseNetwork) -> list[str]:
    """Return the row, or that there are no flags."""
    placed = place_flag_titles(network)
    if not placed:
        return [svg.text("No flags", (MARGIN, TOP + 18.5), SMALLEST, {"fill": INK}, is_bold=True)]
    return [_draw_title(one) for one in placed]


def _draw_title(one: FlagTitle) -> str:
    badge = draw_badge(one.at, BADGE, one.flag.number, is_dashed=is_unchecked(one.flag))
    at = (one.at[0] + BADGE + 8, one.at[1] + 6.5)
    words = svg.text(one.title, at, SMALLEST, {"fill": INK}, is_bold=True)
    return svg.group([badge, words], {"data-flag": one.flag.number})
