"""Over which days the wage counts for a dagloon, and how many dagloondagen those are.

Law: Dagloonbesluit werknemersverzekeringen (BWBR0033471) art. 12b (ZW: one year, ending on the
last day of the second aangiftetijdvak before the one in which the sickness began), art. 13 and 14
(WIA: the last aangiftetijdvak before it), art. 1 (dagloondagen: Monday to Friday).
Reading: for nawerking the aangiftetijdvak in which the insurance ended takes the place of the one
in which the sickness began (art. 12b lid 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ontzorg.rules.dates import DAY, DAYS_IN_WEEK, add_months

FOUR_WEEKS = timedelta(weeks=4)
_WORKDAYS = 5


class Regeling(StrEnum):
    """For which benefit the dagloon is."""

    ZW = "zw"
    WIA = "wia"


class Tijdvakken(StrEnum):
    """How long an aangiftetijdvak of the employer lasts."""

    MAAND = "maand"
    VIER_WEKEN = "vier_weken"


@dataclass(frozen=True, slots=True)
class Dagen:
    """Days from `start` up to and including `eind`."""

    start: date
    eind: date

    @property
    def dagloondagen(self) -> int:
        """Return the number of days from Monday to Friday."""
        return count_weekdays(self.start, self.eind)

    def days(self) -> Iterator[date]:
        """Yield every day, oldest first."""
        return (self.start + timedelta(n) for n in range((self.eind - self.start).days + 1))

    def weekdays(self) -> Iterator[date]:
        """Yield the days from Monday to Friday, oldest first."""
        return (day for day in self.days() if day.weekday() < _WORKDAYS)

    def overlap(self, other: Dagen) -> Dagen:
        """Return the days in both; `eind` lies before `start` when there are none."""
        return Dagen(max(self.start, other.start), min(self.eind, other.eind))


def count_weekdays(start: date, eind: date) -> int:
    """Return the number of days from Monday to Friday, both ends included."""
    return max(0, _weekdays_until(eind) - _weekdays_until(start - DAY))


def find_tijdvak(day: date, soort: Tijdvakken, known_start: date | None) -> Dagen:
    """Return the aangiftetijdvak that holds `day`.

    `known_start` is the first day of any aangiftetijdvak of four weeks; months need none.
    Raises ValueError when four weeks come without it.
    """
    if soort is Tijdvakken.MAAND:
        start = day.replace(day=1)
        return Dagen(start, add_months(start, 1) - DAY)
    if known_start is None:
        raise ValueError("geef bij vier_weken de eerste dag van een tijdvak")
    start = known_start + (day - known_start) // FOUR_WEEKS * FOUR_WEEKS
    return Dagen(start, start + FOUR_WEEKS - DAY)


def referteperiode(regeling: Regeling, tijdvak: Dagen, soort: Tijdvakken) -> Dagen:
    """Return the year of wage, counted back from the aangiftetijdvak of the sickness."""
    last = tijdvak.start - DAY
    if regeling is Regeling.ZW:
        last = find_tijdvak(last, soort, tijdvak.start).start - DAY
    return Dagen(add_months(last + DAY, -12), last)


def tijdvakken_in(dagen: Dagen, soort: Tijdvakken, known_start: date | None) -> tuple[Dagen, ...]:
    """Return every aangiftetijdvak that holds one of these days, oldest first."""
    found = []
    day = dagen.start
    while day <= dagen.eind:
        tijdvak = find_tijdvak(day, soort, known_start)
        found.append(tijdvak)
        day = tijdvak.eind + DAY
    return tuple(found)


def _weekdays_until(day: date) -> int:
    weeks, rest = divmod(day.toordinal(), DAYS_IN_WEEK)
    # Ordinal 1 is a Monday, so the rest counts the days of the week that has begun.
    return weeks * _WORKDAYS + min(rest, _WORKDAYS)
