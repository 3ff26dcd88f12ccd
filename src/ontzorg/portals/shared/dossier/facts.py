"""The facts of a dossier in the order in which they became known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.presentation.dates import short_date
from ontzorg.verzuim.selectors import DossierView, FactLine
from ontzorg.verzuim.selectors.fact_choices import may_mend


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
    rows = [_row(line, *_links(line, view, actor)) for line in view.facts]
    return tuple(reversed(rows))


def _row(line: FactLine, correct_url: str, withdraw_url: str) -> FactRow:
    return FactRow(
        recorded=moment(line.recorded_at),
        day=line.day,
        title=line.title,
        detail=line.detail,
        by=line.by,
        door=line.door,
        is_out=line.is_out,
        waits_for=line.waits_for,
        correct_url=correct_url,
        withdraw_url=withdraw_url,
    )


def _links(line: FactLine, view: DossierView, actor: Actor) -> tuple[str, str]:
    """Return the addresses to correct and to take back what still counts; empty: not for him."""
    if line.is_out or view.as_known_on:
        return "", ""
    if line.kind == "melding" and actor.may(Privilege.REGISTER_MELDING):
        return _addresses("melding", line.melding) if line.soort != "intrekking" else ("", "")
    if line.kind == "feit" and actor.may(Privilege.RECORD_FEIT) and may_mend(actor, line.soort):
        return _addresses("fact", line.number)
    if line.kind == "verlof" and actor.may(Privilege.RECORD_VERLOF):
        return "", reverse("leave-withdraw", args=[line.number])
    return "", ""


def _addresses(kind: str, name: UUID | int | None) -> tuple[str, str]:
    return reverse(f"{kind}-correct", args=[name]), reverse(f"{kind}-withdraw", args=[name])


def moment(at: datetime) -> str:
    """Return a moment as people here write it: 3 feb 2025, 14:05."""
    local = timezone.localtime(at)
    return f"{short_date(local.date())}, {local:%H:%M}"
