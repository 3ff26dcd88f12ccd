"""The whole picture: marks, the percentage band, days that do not count, today, the scales.

All coordinates are whole pixels in a box of `width` by `height`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ontzorg.portals.shared.presentation.dates import day_and_month
from ontzorg.portals.shared.presentation.tasks import TaskState
from ontzorg.portals.shared.presentation.timeline.labels import text_width
from ontzorg.portals.shared.presentation.timeline.marks import Mark, build_marks
from ontzorg.portals.shared.presentation.timeline.rows import (
    GroupedRows,
    TimelineRow,
    build_rows,
    group_rows,
)
from ontzorg.portals.shared.presentation.timeline.scale import (
    LEFT,
    ONE_DAY,
    RIGHT,
    WIDTH,
    Scale,
    Uncounted,
)
from ontzorg.rules.dates import SHORT_MONTHS, dutch_date

if TYPE_CHECKING:
    from datetime import date

    from ontzorg.portals.shared.presentation.timeline.given import TimelineInput

UNDER_LINE = 48
BAND_HEIGHT = 48
UNCOUNTED_GAP = 14
UNCOUNTED_HEIGHT = 22
AXIS_GAP = 12
AXIS_HEIGHT = 46
WEEKS_A_TICK = 4
TICKS_A_LABEL = 2
DAYS_A_MONTH = 30
MONTHS_A_QUARTER = 3
MONTH_WIDTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The heights at which the lanes stand."""

    line: int
    band: int
    band_end: int
    uncounted: int
    axis: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of days in a lane; an empty label means that there is no room for words."""

    x: int
    y: int
    width: int
    height: int
    label: str
    label_x: int
    tooltip: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a scale, with or without words; `strong` for a new year."""

    x: int
    label: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Where today stands, in a pill that stays inside the picture."""

    x: int
    label: str
    pill_x: int
    pill_width: int
    text_x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePicture:
    """All that `_timeline.html` draws. `rows` hold the same facts as words."""

    summary: str
    lanes: Lanes
    marks: tuple[Mark, ...]
    bands: tuple[Block, ...]
    hatches: tuple[Block, ...]
    weeks: tuple[Tick, ...]
    months: tuple[Tick, ...]
    today: Today | None
    passed_x: int
    rows: tuple[TimelineRow, ...]
    grouped: GroupedRows
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT


def build_timeline(given: TimelineInput) -> TimelinePicture:
    """Lay out the line of one dossier."""
    scale = Scale(given.eerste_ziektedag, given.last_day, given.uncounted)
    today = _today(given, scale)
    shown = [one for one in given.milestones if scale.holds(one.day)]
    lane = build_marks(shown, scale, today.x if today else None)
    lanes = _lanes(lane.line, has_uncounted=bool(given.uncounted))
    rows = build_rows(given, scale)
    return TimelinePicture(
        summary=_summary(given, scale),
        lanes=lanes,
        marks=lane.marks,
        bands=_bands(given, scale, lanes),
        hatches=tuple(_hatch(gap, scale, lanes, scale.x(given.today)) for gap in given.uncounted),
        weeks=_week_ticks(scale),
        months=_month_ticks(scale),
        today=today,
        passed_x=scale.x(given.today),
        rows=rows,
        grouped=group_rows(rows, given.today),
    )


def _lanes(line: int, *, has_uncounted: bool) -> Lanes:
    band = line + UNDER_LINE
    band_end = band + BAND_HEIGHT
    uncounted = band_end + UNCOUNTED_GAP
    axis = (uncounted + UNCOUNTED_HEIGHT if has_uncounted else band_end) + AXIS_GAP
    return Lanes(
        line=line,
        band=band,
        band_end=band_end,
        uncounted=uncounted,
        axis=axis,
        height=axis + AXIS_HEIGHT,
    )


def _summary(given: TimelineInput, scale: Scale) -> str:
    states = [one.state for one in given.milestones]
    late = states.count(TaskState.LATE)
    still = states.count(TaskState.SOON) + states.count(TaskState.DUE) + late
    parts = [
        f"Tijdlijn van {given.total_weeks} weken vanaf {dutch_date(given.eerste_ziektedag)}.",
        f"Vandaag is week {scale.week(given.today)}.",
        f"Gedaan: {states.count(TaskState.DONE)}. Nog te doen: {still}.",
        f"Daarvan te laat: {late}." if late else "",
        "Alle stappen staan ook als tekst onder de tijdlijn.",
    ]
    return " ".join(part for part in parts if part)


def _bands(given: TimelineInput, scale: Scale, lanes: Lanes) -> tuple[Block, ...]:
    until = min(given.hersteld_op or scale.last_day, given.today + ONE_DAY, scale.last_day)
    changes = [*given.percentages, (until, 0)]
    return tuple(
        _band(start, min(end, until), percentage, scale, lanes)
        for (start, percentage), (end, _) in pairwise(changes)
        if start < min(end, until)
    )


def _band(start: date, end: date, percentage: int, scale: Scale, lanes: Lanes) -> Block:
    x, width = scale.x(start), scale.x(end) - scale.x(start)
    height = max(round(BAND_HEIGHT * percentage / 100), 2)
    label = f"{percentage}%"
    return Block(
        x=x,
        y=lanes.band_end - height,
        width=width,
        height=height,
        label=label if width > text_width(label) + 8 else "",
        label_x=x + width // 2,
        tooltip=f"{label} arbeidsongeschikt vanaf {dutch_date(start)}",
    )


def _hatch(gap: Uncounted, scale: Scale, lanes: Lanes, today: int) -> Block:
    """Write the words beside the days, where there is room and the line of today is not."""
    x, width = scale.x(gap.start), max(scale.x(gap.end) - scale.x(gap.start), 3)
    label = f"{gap.label}, {gap.days} {'dag' if gap.days == 1 else 'dagen'}"
    right = x + width + 8
    if right < today < right + text_width(label) + 8:
        right = today + 8
    fits_right = right + text_width(label) < WIDTH
    return Block(
        x=x,
        y=lanes.uncounted,
        width=width,
        height=UNCOUNTED_HEIGHT,
        label=label,
        label_x=right if fits_right else x - 8,
        tooltip=f"{label}, vanaf {dutch_date(gap.start)}",
        anchor="start" if fits_right else "end",
    )


def _week_ticks(scale: Scale) -> tuple[Tick, ...]:
    labelled = WEEKS_A_TICK * TICKS_A_LABEL
    return tuple(
        Tick(scale.x(scale.last_day_of_week(week)), "" if week % labelled else str(week))
        for week in scale.weeks(WEEKS_A_TICK)
    )


def _month_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Name every month, or only the first of each quarter when the line is long."""
    step = 1 if scale.day_width * DAYS_A_MONTH >= MONTH_WIDTH else MONTHS_A_QUARTER
    return tuple(_month_tick(day, scale, step) for day in scale.months())


def _month_tick(day: date, scale: Scale, step: int) -> Tick:
    if day.month == 1:
        return Tick(scale.x(day), str(day.year), strong=True)
    is_named = (day.month - 1) % step == 0
    return Tick(scale.x(day), SHORT_MONTHS[day.month - 1] if is_named else "")


def _today(given: TimelineInput, scale: Scale) -> Today | None:
    if not scale.holds(given.today):
        return None
    x = scale.x(given.today)
    label = f"vandaag, {day_and_month(given.today)} · week {scale.week(given.today)}"
    width = text_width(label) + 24
    pill_x = min(max(x - width // 2, 0), WIDTH - width)
    return Today(x=x, label=label, pill_x=pill_x, pill_width=width, text_x=pill_x + width // 2)
