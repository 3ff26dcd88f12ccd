"""What a caller must say about a dossier to have its line drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontzorg.portals.shared.presentation.tasks import TaskState

if TYPE_CHECKING:
    from datetime import date

    from ontzorg.portals.shared.presentation.timeline.scale import Uncounted


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMilestone:
    """One duty on the line.

    `short_title` is for the picture (at most some 24 letters), `title` for the list.
    Set `is_major` off for what repeats, like an evaluation: it only gets week and day.
    """

    title: str
    due_on: date
    state: TaskState
    short_title: str = ""
    done_on: date | None = None
    days_label: str = ""
    who: str = ""
    url: str = ""
    is_major: bool = True

    @property
    def day(self) -> date:
        """Where the milestone stands: the day it was done, else its due day."""
        return self.done_on or self.due_on

    @property
    def name(self) -> str:
        """The name in the picture."""
        return self.short_title or self.title

    @property
    def needs_attention(self) -> bool:
        """Whether someone should act now."""
        return self.state in {TaskState.LATE, TaskState.SOON}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineInput:
    """One dossier: its days, its percentages and its duties.

    `last_day` is where the picture ends: the last day of the wachttijd, or later when the
    employer pays longer. `total_weeks` is the count people speak of, such as 104.
    `percentages` are (first day, arbeidsongeschiktheidspercentage), oldest first.
    """

    eerste_ziektedag: date
    last_day: date
    today: date
    total_weeks: int
    percentages: tuple[tuple[date, int], ...] = ()
    hersteld_op: date | None = None
    uncounted: tuple[Uncounted, ...] = ()
    milestones: tuple[TimelineMilestone, ...] = ()
