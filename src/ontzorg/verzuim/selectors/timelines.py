"""Makes of a stored snapshot what the dossier page shows of the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ontzorg.rules.wet.taken import vlag_tekst
from ontzorg.verzuim.derivation.snapshot import END_DATES, read_day
from ontzorg.verzuim.selectors.task_items import build_steps
from ontzorg.verzuim.selectors.views import (
    EndDates,
    FlagLine,
    PeriodLine,
    TimelineView,
    UncountedLine,
)


def build_timeline(raw: Mapping[str, Any], signals: tuple[FlagLine, ...] = ()) -> TimelineView:
    """Return the timeline of a snapshot, with signals that come from elsewhere."""
    return TimelineView(
        eerste_ziektedag=date.fromisoformat(raw["eerste_ziektedag"]),
        niet_meetellende_dagen=raw["niet_meetellende_dagen"],
        periods=tuple(_period(each) for each in raw["ziekteperioden"]),
        uncounted=tuple(_uncounted(each) for each in raw["niet_meetellend"]),
        end_dates=EndDates(**{name: read_day(raw["einden"], name) for name in END_DATES}),
        flags=(*_flags(raw), *signals),
        hersteld_op=read_day(raw, "hersteld_op"),
        sluit_op=read_day(raw, "sluit_op"),
        explanations={name: build_steps(steps) for name, steps in raw["uitleg"].items()},
    )


def _flags(raw: Mapping[str, Any]) -> tuple[FlagLine, ...]:
    return tuple(FlagLine(code=code, text=vlag_tekst(code)) for code in raw["vlaggen"])


def _period(raw: Mapping[str, Any]) -> PeriodLine:
    return PeriodLine(
        start=date.fromisoformat(raw["start"]),
        hersteld_op=read_day(raw, "hersteld_op"),
        percentages=tuple((date.fromisoformat(day), value) for day, value in raw["percentages"]),
    )


def _uncounted(raw: Mapping[str, Any]) -> UncountedLine:
    start, end = date.fromisoformat(raw["start"]), date.fromisoformat(raw["end"])
    return UncountedLine(start=start, end=end, soort=raw["soort"], days=(end - start).days)
