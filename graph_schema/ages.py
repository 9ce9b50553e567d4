"""Ages in law: between which days somebody was born, and who is of an age on a day."""

from datetime import date, timedelta


def born_by(day: date, years: int) -> date:
    """Return the last day of birth of those who are at least `years` old on `day`.

    Somebody born on 29 February is of an age on 1 March in other years, so on 28 February nobody born on the 29th is.
    """
    year = day.year - years
    if year < 1:
        return date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def births_at_age(age: int, on: date) -> tuple[date, date]:
    """Return the first and last possible days of birth of somebody recorded as `age` years old on a day."""
    older = born_by(on, age + 1)
    first = older if older == date.min else older + timedelta(days=1)
    return first, born_by(on, age)
