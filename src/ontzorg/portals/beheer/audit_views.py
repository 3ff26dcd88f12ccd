"""The log, for the auditor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ontzorg.access import audit
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import AuditEvent, events_visible_to
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.presentation.shell import Filter, KeysetPage

PAGE = 50
RESULTS = (("", "Alles"), (audit.ALLOWED, "Toegestaan"), (audit.REFUSED, "Geweigerd"))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One line of the log."""

    at: datetime
    who: str
    action: str
    about: str
    result: str
    is_refused: bool
    origin: str


@needs(Privilege.READ_AUDIT)
@require_safe
def audit_log(request: ActorRequest) -> HttpResponse:
    """Show the log, newest first. Reading it is a line in it too."""
    result, before = request.GET.get("resultaat", ""), request.GET.get("voor", "")
    events = events_visible_to(request.actor)
    if result:
        events = events.filter(result=result)
    if before.isdigit():
        events = events.filter(pk__lt=int(before))
    found = list(events[: PAGE + 1])
    audit.record(actor=request.actor, action="logboek.gelezen", purpose="controle")
    context = {
        "rows": [_row(event) for event in found[:PAGE]],
        "filters": _filters(result),
        "page": _page(found, result),
    }
    return render(request, "beheer/audit.html", context)


def _row(event: AuditEvent) -> EventRow:
    persons = len(event.werknemer_ids)
    about = f"{event.object_type} {event.object_id or ''}".strip()
    return EventRow(
        at=event.at,
        who=event.actor_label,
        action=event.action,
        about=about if not persons else f"{about} ({persons} pers.)".strip(),
        result=event.result,
        is_refused=event.result == audit.REFUSED,
        origin=f"{event.channel} {event.ip}".strip(),
    )


def _filters(current: str) -> list[Filter]:
    base = reverse("beheer:audit")
    return [
        Filter(
            label=label,
            url=f"{base}?{urlencode({'resultaat': value})}" if value else base,
            active=value == current,
        )
        for value, label in RESULTS
    ]


def _page(found: list[AuditEvent], result: str) -> KeysetPage:
    if len(found) <= PAGE:
        return KeysetPage(shown=f"{len(found)} regels")
    query = urlencode({"resultaat": result, "voor": found[PAGE - 1].pk})
    return KeysetPage(shown=f"{PAGE} regels", next_url=f"{reverse('beheer:audit')}?{query}")
