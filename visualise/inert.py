"""Making text from outside harmless to look at: nothing invisible, nothing that turns the line about."""

import re
import unicodedata

MARKS_PER_LETTER = 3
"""Combining marks kept on one letter: more than any written language stacks."""

_MARKED = {0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF, 0xFFFC, 0xFFFE, 0xFFFF}
_MARKED |= {*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)}
_HIDDEN_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_BLANK = re.compile(r"[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def make_inert(text: str) -> str:
    """Return `text` on one line, with every control, direction or unassigned character as a mark: `[U+202E]`.

    Joiners (U+200C, U+200D) stay, since names in several scripts need them. Escaping for XML, HTML or JSON is left to
    what writes those.
    """
    flat = _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip()
    shown: list[str] = []
    stacked = 0
    for character in flat:
        stacked = stacked + 1 if unicodedata.combining(character) else 0
        if stacked > MARKS_PER_LETTER or is_hidden(character):
            shown.append(f"[U+{ord(character):04X}]")
        else:
            shown.append(character)
    return "".join(shown)


def is_hidden(character: str) -> bool:
    """Tell whether a character does something without being seen."""
    return ord(character) in _MARKED or unicodedata.category(character) in _HIDDEN_CATEGORIES
