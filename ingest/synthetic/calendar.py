"""The months in which feeds are received, and in which of them a day's news arrives."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl


@dataclass(frozen=True)
class Calendar:
    """The months of the history, counted from 0; every agency sends on one day of each."""

    last_month: date
    months: int

    @property
    def _last(self) -> int:
        return self.last_month.year * 12 + self.last_month.month - 1

    @property
    def as_of(self) -> date:
        """Return the last day of the last month: what is "now" in the invented area."""
        year, month = divmod(self._last + 1, 12)
        return date(year, month + 1, 1) - timedelta(days=1)

    @property
    def begins(self) -> date:
        """Return the first day of the first month."""
        year, month = divmod(self._last - self.months + 1, 12)
        return date(year, month + 1, 1)

    def received(self, month: int, day: int) -> date:
        """Return the day on which an agency that sends on `day` sends in a month."""
        year, of_year = divmod(self._last - self.months + 1 + month, 12)
        return date(year, of_year + 1, day)

    def month_of(self, when: pl.Expr, day: pl.Expr | int) -> pl.Expr:
        """Return the first month whose feed, sent on `day`, can tell of `when`; the first month where it is blank.

        It is `months` or more for what the last feed is too early to tell.
        """
        count = when.dt.year().cast(pl.Int32) * 12 + when.dt.month().cast(pl.Int32) - 1 + (when.dt.day() > day)
        return (count - (self._last - self.months + 1)).clip(0, None).fill_null(0).cast(pl.Int32)

    def month_on(self, day: date, sending_day: int) -> int:
        """Return the first month whose feed, sent on `sending_day`, can tell of a day; 0 for earlier days."""
        months = day.year * 12 + day.month - 1 + (day.day > sending_day) - (self._last - self.months + 1)
        return max(months, 0)
