"""The days at which a change is tried: the ends of months."""

from calendar import monthrange
from datetime import date


def month_ends(today: date, months: int) -> list[date]:
    """Return the last days of the newest `months` months, the oldest first; of the month that runs, `today`."""
    ends = [today]
    year, month = today.year, today.month
    while len(ends) < months:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        ends.append(date(year, month, monthrange(year, month)[1]))
    return ends[::-1]
