"""The day on which someone reaches the AOW age."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ontzorg.rules.dates import add_months
from ontzorg.rules.parameters import NoValueError, read_table

if TYPE_CHECKING:
    from datetime import date

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class _Table:
    born_from: tuple[date, ...]
    months: tuple[int, ...]
    not_yet_set_from: date


def aow_datum(geboortedatum: date) -> date | None:
    """Return the day of the AOW age; None when the government has not set the age yet.

    Law: Algemene Ouderdomswet art. 7a (BWBR0002221): the age depends on the birth date.
    Reading: the day comes that many years and months after the birth date.
    Raises NoValueError for a birth date before 1900.
    """
    table = _table()
    if geboortedatum >= table.not_yet_set_from:
        return None
    index = bisect_right(table.born_from, geboortedatum)
    if index == 0:
        raise NoValueError("wet/aow_leeftijd", geboortedatum, table.born_from[0])
    return add_months(geboortedatum, table.months[index - 1])


@cache
def _table() -> _Table:
    raw = read_table("wet/aow_leeftijd")
    return _Table(
        tuple(row["born_from"] for row in raw["leeftijden"]),
        tuple(row["years"] * MONTHS_IN_YEAR + row["months"] for row in raw["leeftijden"]),
        raw["not_yet_set_from"],
    )
