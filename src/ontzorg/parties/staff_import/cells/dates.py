"""Reads the ways in which people and packages write a day."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ontzorg.parties.staff_import.cells.faults import Wrong
from ontzorg.rules.dates import MONTHS, SHORT_MONTHS

DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?")
PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
WRITTEN = re.compile(r"(\d{1,2}) ?([a-z]{3,9})\.? (\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}")
SERIAL = re.compile(r"\d{5}(?:\.0+)?")
LAST_MONTH = 12


@lru_cache(maxsize=65_536)
def read_date(text: str) -> date:
    """Return the day that is written here: Dutch (14-03-1990) or ISO (1990-03-14)."""
    lower = text.lower()
    if found := DUTCH.fullmatch(lower):
        day, month, year = (int(part) for part in found.groups())
        return _day(year, month, day)
    for form in (ISO, PACKED):
        if found := form.fullmatch(lower):
            year, month, day = (int(part) for part in found.groups())
            return _day(year, month, day)
    if found := WRITTEN.fullmatch(lower):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    raise Wrong(_reason(lower))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        is_american = month > LAST_MONTH >= day
        raise Wrong("date.american" if is_american else "date.impossible") from None


def _month(word: str) -> int:
    for names in (SHORT_MONTHS, MONTHS):
        if word in names:
            return names.index(word) + 1
    raise Wrong("date")


def _reason(text: str) -> str:
    if SHORT_YEAR.fullmatch(text):
        return "date.short_year"
    return "date.serial" if SERIAL.fullmatch(text) else "date"
