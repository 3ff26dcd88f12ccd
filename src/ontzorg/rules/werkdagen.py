"""Working days in the Netherlands: no Saturday, Sunday or algemeen erkende feestdag.

Law: Algemene termijnenwet art. 3 (BWBR0002448): Nieuwjaarsdag, tweede paas- en pinksterdag,
both Kerstdagen, Hemelvaartsdag, Koningsdag, every 5 May, and Goede Vrijdag by lid 2.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from holidays import OPTIONAL, PUBLIC, country_holidays

from ontzorg.rules.dates import DAY

_SATURDAY = 5


@lru_cache(maxsize=65_536)
def last_werkdag_until(day: date) -> date:
    """Return the last working day on or before `day`."""
    while not is_werkdag(day):
        day -= DAY
    return day


@lru_cache(maxsize=65_536)
def first_werkdag_from(day: date) -> date:
    """Return the first working day on or after `day`."""
    while not is_werkdag(day):
        day += DAY
    return day


@lru_cache(maxsize=65_536)
def add_werkdagen(day: date, number: int) -> date:
    """Return the `number`-th working day after `day`."""
    for _ in range(number):
        day = first_werkdag_from(day + timedelta(days=1))
    return day


def is_werkdag(day: date) -> bool:
    """Say whether people in general work on `day`."""
    return day.weekday() < _SATURDAY and day not in _feestdagen(day.year)


@lru_cache(maxsize=512)
def _feestdagen(year: int) -> frozenset[date]:
    return frozenset(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))
