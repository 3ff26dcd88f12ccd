"""Days in the short forms of a page; in full they are `ontzorg.rules.dates.dutch_date`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontzorg.rules.dates import SHORT_MONTHS

if TYPE_CHECKING:
    from datetime import date


def short_date(day: date) -> str:
    """Return the day with a short month: 3 feb 2025."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """Return the day without its year, for narrow places: 3 feb."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"
