"""The top lane: one mark for each duty, with its flag above or its short label below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontzorg.portals.shared.presentation.dates import day_and_month
from ontzorg.portals.shared.presentation.timeline.labels import (
    Place,
    Wish,
    place_flags,
    place_short,
    text_width,
)
from ontzorg.rules.dates import dutch_date

if TYPE_CHECKING:
    from ontzorg.portals.shared.presentation.tasks import TaskState
    from ontzorg.portals.shared.presentation.timeline.given import TimelineMilestone
    from ontzorg.portals.shared.presentation.timeline.scale import Scale

TOP = 34
TIER_HEIGHT = 40
ROW_HEIGHT = 16
MARK_WIDTH = 15
TEXT_GAP = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A name with its week and day, on a thin pole above the mark.

    Words that hang elsewhere have a thread up to `thread_x`.
    """

    y: int
    text_x: int
    anchor: str
    thread_x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One duty on the line. Without a flag, week and day stand under it when there is room."""

    x: int
    y: int
    state: TaskState
    title: str
    week: str
    day: str
    tooltip: str
    flag: Flag | None
    has_short: bool


@dataclass(frozen=True, slots=True)
class MarkLane:
    """All marks, and the height of the line that they stand on."""

    marks: tuple[Mark, ...]
    line: int


def build_marks(
    milestones: list[TimelineMilestone], scale: Scale, today: int | None = None
) -> MarkLane:
    """Place every duty inside the picture, oldest first; `today` is where its line stands."""
    milestones = sorted(milestones, key=lambda one: one.day)
    flags = place_flags(_flag_wishes(milestones, scale), today)
    short = place_short(_short_wishes(milestones, scale, flags), today)
    rows = _rows([scale.x(one.day) for one in milestones])
    top = TOP + TIER_HEIGHT * max((place.tier + 1 for place in flags.values()), default=0)
    line = top + max(rows, default=0) * ROW_HEIGHT + 14
    marks = (
        _mark(
            milestone,
            scale,
            y=line - rows[key] * ROW_HEIGHT,
            flag=_flag(flags[key], top) if key in flags else None,
            has_short=key in short,
        )
        for key, milestone in enumerate(milestones)
    )
    return MarkLane(tuple(marks), line)


def _flag_wishes(milestones: list[TimelineMilestone], scale: Scale) -> list[Wish]:
    """Return what wants a name in the picture: what is not mere repetition, or needs someone."""
    named = [key for key, one in enumerate(milestones) if one.is_major or one.needs_attention]
    return [_wish(key, milestones[key], scale) for key in named]


def _wish(key: int, milestone: TimelineMilestone, scale: Scale) -> Wish:
    when = f"{_week(milestone, scale)} · {day_and_month(milestone.day)}"
    return Wish(key=key, x=scale.x(milestone.day), width=text_width(milestone.name, when))


def _short_wishes(
    milestones: list[TimelineMilestone], scale: Scale, flags: dict[int, Place]
) -> list[Wish]:
    return [
        Wish(key=key, x=scale.x(one.day), width=text_width("", day_and_month(one.day)))
        for key, one in enumerate(milestones)
        if key not in flags
    ]


def _week(milestone: TimelineMilestone, scale: Scale) -> str:
    return f"wk {scale.week(milestone.day)}"


def _rows(places: list[int]) -> list[int]:
    """Lift a mark that would cover its neighbour one row up."""
    ends: list[int] = []
    rows: list[int] = []
    for x in places:
        row = next((n for n, end in enumerate(ends) if end <= x - MARK_WIDTH), len(ends))
        ends[row : row + 1] = [x]
        rows.append(row)
    return rows


def _mark(
    milestone: TimelineMilestone, scale: Scale, *, y: int, flag: Flag | None, has_short: bool
) -> Mark:
    week = _week(milestone, scale)
    return Mark(
        x=scale.x(milestone.day),
        y=y,
        state=milestone.state,
        title=milestone.name,
        week=week,
        day=day_and_month(milestone.day),
        tooltip=f"{milestone.title}: {week}, {dutch_date(milestone.day)}",
        flag=flag,
        has_short=has_short,
    )


def _flag(place: Place, top: int) -> Flag:
    gap = -TEXT_GAP if place.flipped else TEXT_GAP
    return Flag(
        y=top - (place.tier + 1) * TIER_HEIGHT,
        text_x=place.edge + gap,
        anchor="end" if place.flipped else "start",
        thread_x=place.edge,
    )
