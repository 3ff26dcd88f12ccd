"""Calendar arithmetic and Dutch dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
DAYS_IN_WEEK = 7
# A calendar wide enough for every birth date and career, narrow enough to find a mistyped year.
FIRST_YEAR, LAST_YEAR = 1900, 2199
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def add_days(day: date, number: int) -> date:
    """Return the day `number` days later; half the cost of adding a timedelta made for it."""
    return date.fromordinal(day.toordinal() + number)


def add_weeks(day: date, number: int) -> date:
    """Return the same weekday `number` weeks later."""
    return add_days(day, number * DAYS_IN_WEEK)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, at most the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_in_years(start: date, years: int) -> int:
    """Return how many days `years` calendar years from `start` hold, `start` included.

    A start on 29 February ends on the last day of February: the years are full on 28 February.
    """
    if (start.month, start.day) == (2, 29):
        return (date(start.year + years, 3, 1) - start).days
    return (start.replace(year=start.year + years) - start).days


@lru_cache(maxsize=65_536)
def dutch_date(day: date) -> str:
    """Return for example `6 januari 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=65_536)
def dutch_weekday_date(day: date) -> str:
    """Return for example `maandag 6 januari 2025`."""
    return f"{_WEEKDAYS[day.weekday()]} {dutch_date(day)}"


def dutch_days(number: int) -> str:
    """Return `1 dag` or for example `27 dagen`."""
    return "1 dag" if number == 1 else f"{number} dagen"
