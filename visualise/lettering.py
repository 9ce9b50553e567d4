"""How wide text is, and how it is broken into lines that fit: the pictures are laid out without a browser."""

import re
import unicodedata
from collections.abc import Sequence

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
ELLIPSIS = "\u2026"

# Advance widths of U+0020 to U+007E in thousandths of the size: Liberation Sans 2.1, as wide as Arial and Helvetica.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 "
    "333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 "
    "611 389 556 333 611 556 778 556 556 500 389 280 389 584 "
)
_ADVANCES = {
    weight: tuple(int(number) for number in text.split()) for weight, text in ((False, _REGULAR), (True, _BOLD))
}
_WIDE = 1000
_UNKNOWN = 760
"""Thousandths allowed for a letter outside the table: Greek and Cyrillic are narrower, but for a few capitals."""


def measure(text: str, size: int, *, is_bold: bool = False) -> float:
    """Return the width of `text` in the units of `size` (pixels of the picture); never less than it will be."""
    table = _ADVANCES[is_bold]
    return sum(_width(character, table) for character in text) * size / 1000


def wrap(text: str, size: int, width: float, *, lines: int, is_bold: bool = False) -> tuple[str, ...]:
    """Return `text` in at most `lines` lines no wider than `width`, ending in an ellipsis where it does not fit.

    Words are kept whole where they fit on a line of their own; a longer one breaks at a hyphen, else where it must.
    """
    pieces = _pieces(text, size, width, is_bold)
    broken: list[str] = []
    current = ""
    for index, (glue, piece) in enumerate(pieces):
        joined = f"{current}{glue}{piece}" if current else piece
        if measure(joined, size, is_bold=is_bold) <= width:
            current = joined
        elif len(broken) == lines - 1:
            rest = current + "".join(glue + piece for glue, piece in pieces[index:])
            return (*broken, shorten(rest.lstrip(), size, width, is_bold=is_bold))
        else:
            broken.append(current)
            current = piece
    return (*broken, current)


def shorten(text: str, size: int, width: float, *, is_bold: bool = False) -> str:
    """Return `text`, or as much of it as fits into `width` with an ellipsis."""
    if measure(text, size, is_bold=is_bold) <= width:
        return text
    low, high = 0, min(len(text), int(width) + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, size, is_bold=is_bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def widest(lines: Sequence[str], size: int, *, is_bold: bool = False) -> float:
    """Return the width of the widest of `lines`."""
    return max((measure(line, size, is_bold=is_bold) for line in lines), default=0.0)


def _pieces(text: str, size: int, width: float, is_bold: bool) -> list[tuple[str, str]]:
    """Return what may stand on a line of its own, each with what joins it to the one before."""
    pieces: list[tuple[str, str]] = []
    for word in text.split():
        whole = measure(word, size, is_bold=is_bold) <= width
        for index, part in enumerate([word] if whole else re.split(r"(?<=-)(?=.)", word)):
            glue = "" if index else " "
            rest = part
            while len(rest) > 1 and measure(rest, size, is_bold=is_bold) > width:
                cut = max(1, len(shorten(rest, size, width, is_bold=is_bold)) - 1)
                pieces.append((glue, rest[:cut]))
                glue, rest = "", rest[cut:]
            pieces.append((glue, rest))
    return pieces


def _width(character: str, table: tuple[int, ...]) -> int:
    place = ord(character) - 0x20
    if 0 <= place < len(table):
        return table[place]
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    place = ord(base) - 0x20
    if base != character and 0 <= place < len(table):
        return table[place]
    is_wide = unicodedata.east_asian_width(character) in "WF" or character in "\u2014\u2026" or character > "\uffff"
    return _WIDE if is_wide else _UNKNOWN
