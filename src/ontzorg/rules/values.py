"""Values that every rule uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to, not including, `end`; without `end` it still runs."""

    start: date
    end: date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"period ends {self.end}, before it starts {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def days(self) -> int:
        """Return the number of days; a running period has none yet."""
        if self.end is None:
            raise ValueError(f"period from {self.start} still runs: it has no length")
        return (self.end - self.start).days

    def overlaps(self, other: Period) -> bool:
        """Say whether both periods hold at least one same day."""
        starts_in_time = other.end is None or self.start < other.end
        return starts_in_time and (self.end is None or other.start < self.end)
