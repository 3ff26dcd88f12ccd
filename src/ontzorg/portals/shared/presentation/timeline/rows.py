"""The line as a list: the same facts in words, in the order of the days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontzorg.portals.shared.presentation.tasks import TaskState

if TYPE_CHECKING:
    from datetime import date

    from ontzorg.portals.shared.presentation.timeline.given import (
        TimelineInput,
        TimelineMilestone,
    )
    from ontzorg.portals.shared.presentation.timeline.scale import Scale, Uncounted

SHOWN_AHEAD = 5
STATE_WORDS = {
    TaskState.DONE: "gedaan",
    TaskState.LATE: "nog te doen",
    TaskState.SOON: "nog te doen",
    TaskState.DUE: "nog te doen",
    TaskState.SUSPENDED: "staat stil",
    TaskState.WITHDRAWN: "vervallen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One fact of the line. `kind`: start, milestone, percentage, uncounted or today.

    `state` is the TaskState of a milestone, empty for the rest. `note` says more in words.
    """

    kind: str
    day: date
    week_label: str
    title: str
    state: str = ""
    note: str = ""
    who: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedRows:
    """The list for a narrow screen: what is past or far away stays folded."""

    earlier: tuple[TimelineRow, ...]
    now: tuple[TimelineRow, ...]
    later: tuple[TimelineRow, ...]


def group_rows(rows: tuple[TimelineRow, ...], today: date) -> GroupedRows:
    """Fold the past, but not what still waits there; show the next few days with facts."""
    past = [row for row in rows if row.day < today]
    coming = [row for row in rows if row.day >= today]
    return GroupedRows(
        earlier=tuple(row for row in past if row.state != TaskState.LATE),
        now=(*(row for row in past if row.state == TaskState.LATE), *coming[:SHOWN_AHEAD]),
        later=tuple(coming[SHOWN_AHEAD:]),
    )


def build_rows(given: TimelineInput, scale: Scale) -> tuple[TimelineRow, ...]:
    """Return every fact of the line, oldest first; today stands among them."""
    rows = [
        *_percentage_rows(given, scale),
        *(_uncounted_row(gap, scale) for gap in given.uncounted),
        *_end_rows(given, scale),
        *(_milestone_row(one, scale) for one in given.milestones),
        *_today_rows(given, scale),
    ]
    return tuple(sorted(rows, key=lambda row: row.day))


def _percentage_rows(given: TimelineInput, scale: Scale) -> list[TimelineRow]:
    return [
        TimelineRow(
            kind="start" if start == given.eerste_ziektedag else "percentage",
            day=start,
            week_label=_week(start, scale),
            title="Eerste ziektedag" if start == given.eerste_ziektedag else "Verandering",
            note=f"{percentage}% arbeidsongeschikt",
        )
        for start, percentage in given.percentages
    ]


def _uncounted_row(gap: Uncounted, scale: Scale) -> TimelineRow:
    days = "1 dag telt" if gap.days == 1 else f"{gap.days} dagen tellen"
    return TimelineRow(
        kind="uncounted",
        day=gap.start,
        week_label=_week(gap.start, scale),
        title=gap.label,
        note=f"{days} niet mee",
    )


def _end_rows(given: TimelineInput, scale: Scale) -> list[TimelineRow]:
    if given.hersteld_op is None:
        return []
    week = _week(given.hersteld_op, scale)
    return [
        TimelineRow(kind="percentage", day=given.hersteld_op, week_label=week, title="Hersteld")
    ]


def _milestone_row(milestone: TimelineMilestone, scale: Scale) -> TimelineRow:
    return TimelineRow(
        kind="milestone",
        day=milestone.day,
        week_label=_week(milestone.day, scale),
        title=milestone.title,
        state=milestone.state,
        note=_milestone_note(milestone),
        who=milestone.who,
        url=milestone.url,
    )


def _milestone_note(milestone: TimelineMilestone) -> str:
    word = STATE_WORDS[milestone.state]
    if not milestone.days_label:
        return word
    is_late = milestone.state is TaskState.LATE
    return f"{word}, {milestone.days_label}" if is_late else milestone.days_label


def _today_rows(given: TimelineInput, scale: Scale) -> list[TimelineRow]:
    if not scale.holds(given.today):
        return []
    week = f"week {scale.week(given.today)} van {given.total_weeks}"
    return [TimelineRow(kind="today", day=given.today, week_label=week, title="Vandaag")]


def _week(day: date, scale: Scale) -> str:
    return f"week {scale.week(day)}"
