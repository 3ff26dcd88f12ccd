"""The facts of a dossier in the order in which they became known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.presentation.dates import short_date
from ontzorg.verzuim.selectors import DossierView, FactLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact. `is_out`: a later fact withdrew or replaced it. An empty URL hides its link."""

    recorded: str
    day: date
    title: str
    detail: str
    by: str
    door: str
    is_out: bool
    waits_for: str
    correct_url: str = ""
    withdraw_url: str = ""


def fact_rows(view: DossierView, actor: Actor) -> tuple[FactRow, ...]:
    """Return the facts, the newest first, with what the reader may still change."""
    may = actor.may(Privilege.REGISTER_MELDING) and not view.as_known_on
    rows = [_row(line, may_change=may) for line in view.facts]
    return tuple(reversed(rows))


def _row(line: FactLine, *, may_change: bool) -> FactRow:
    name = line.melding if may_change and not line.is_out and line.soort != "intrekking" else None
    return FactRow(
        recorded=moment(line.recorded_at),
        day=line.day,
        title=line.title,
        detail=line.detail,
        by=line.by,
        door=line.door,
        is_out=line.is_out,
        waits_for=line.waits_for,
        correct_url=reverse("melding-correct", args=[name]) if name else "",
        withdraw_url=reverse("melding-withdraw", args=[name]) if name else "",
    )


def moment(at: datetime) -> str:
    """Return a moment as people here write it: 3 feb 2025, 14:05."""
    local = timezone.localtime(at)
    return f"{short_date(local.date())}, {local:%H:%M}"
