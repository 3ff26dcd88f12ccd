"""Days to pixels, and days to counted weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

WIDTH = 1010
LEFT = 96
RIGHT = 28
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """Days that do not count for the 104 weeks: from `start`, up to but without `end`."""

    start: date
    end: date
    label: str

    @property
    def days(self) -> int:
        """How many days do not count here."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of one picture, from its first day to its last."""

    first_day: date
    last_day: date
    uncounted: tuple[Uncounted, ...] = ()

    @property
    def day_width(self) -> float:
        """Pixels for one day."""
        return (WIDTH - LEFT - RIGHT) / max((self.last_day - self.first_day).days, 1)

    def x(self, day: date) -> int:
        """Return the place of a day; days outside the picture stand at its edge."""
        inside = min(max(day, self.first_day), self.last_day)
        return round(LEFT + (inside - self.first_day).days * self.day_width)

    def holds(self, day: date) -> bool:
        """Whether the day lies inside the picture."""
        return self.first_day <= day <= self.last_day

    def week(self, day: date) -> int:
        """Return the counted week of a day; the first sick day is in week 1."""
        passed = (day - self.first_day).days
        not_counted = sum(_overlap(gap, self.first_day, day) for gap in self.uncounted)
        return max(passed - not_counted, 0) // 7 + 1

    def last_day_of_week(self, week: int) -> date:
        """Return the last counted day of a counted week."""
        day = self.first_day + timedelta(days=week * 7 - 1)
        for gap in sorted(self.uncounted, key=lambda one: one.start):
            if gap.start <= day:
                day += timedelta(days=gap.days)
        return day

    def weeks(self, step: int) -> list[int]:
        """Return every `step`-th week that ends inside the picture."""
        return list(
            takewhile(lambda week: self.holds(self.last_day_of_week(week)), count(step, step))
        )

    def months(self) -> list[date]:
        """Return the first day of each month inside the picture."""
        return list(takewhile(self.holds, _first_days_after(self.first_day)))


def _overlap(gap: Uncounted, start: date, end: date) -> int:
    return max((min(gap.end, end) - max(gap.start, start)).days, 0)


def _first_days_after(day: date) -> list[date]:
    months = range(day.year * 12 + day.month, day.year * 12 + day.month + 12 * 12)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
