"""The text of one cell, whatever a file holds there."""

from datetime import date, datetime, time, timedelta

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
TRIMMED = " \t\r\n\v\f\u00a0\u2007\u202f" + _INVISIBLE
"""What is taken off either end of a cell: white space, no-break spaces, characters that cannot be seen."""


def trim(cell: str) -> str:
    """Return a cell without white space and invisible characters at its ends."""
    return cell.strip(TRIMMED)


def text_of(value: object) -> str:
    """Return a typed cell as a sender would write it: days in ISO form, whole numbers without a point, yes and no."""
    match value:
        case str():
            text = trim(value)
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case float():
            # Fifteen digits are what a spreadsheet shows; the rest is the noise of binary fractions.
            text = str(int(value)) if value.is_integer() else format(value, ".15g")
        case datetime() if value.time() != time():
            text = value.isoformat(sep=" ", timespec="seconds")
        case date():
            text = value.isoformat()[:10]
        case time():
            text = value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            text = f"{minutes // 60:02d}:{minutes % 60:02d}"
        case _:
            text = trim(str(value))
    return text
