"""Working days: Monday to Friday, without the bank holidays of England and Wales."""

from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl


@lru_cache(maxsize=8)
def _bank_holidays(first: int, last: int) -> np.ndarray:
    import holidays

    # The package has them by nation; those of England hold in Wales too.
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1))
    return np.array(sorted(days), dtype="datetime64[D]")


def working_days(starts: pl.Series, day: date) -> pl.Series:
    """Count for each start the working days from the day after it up to `day`, which counts too."""
    if starts.is_empty():
        return pl.Series(starts.name, [], dtype=pl.Int64)
    begins = starts.to_numpy().astype("datetime64[D]") + 1
    first = int(str(begins.min())[:4])
    counted = np.busday_count(begins, np.datetime64(day) + 1, holidays=_bank_holidays(first, day.year))
    return pl.Series(starts.name, counted, dtype=pl.Int64)
