"""Dates as people in the Netherlands write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = (
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)


def long_date(day: date) -> str:
    """Return the day in full: 3 februari 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return the day with a short month: 3 feb 2025."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """Return the day without its year, for narrow places: 3 feb."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"
