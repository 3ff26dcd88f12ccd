"""Who opened a medical file in an emergency, for the auditor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontzorg.access import audit
from ontzorg.access.emergency import EmergencyReason, emergencies_visible_to
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import organisation_names
from ontzorg.portals.shared.http import ActorRequest, needs

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRow:
    """One emergency: who, about whom, why and how long."""

    opened_at: datetime
    ends_at: datetime
    who: str
    account_id: int
    werkgever: str
    werknemer_id: int
    reason: str


@needs(Privilege.READ_AUDIT)
@require_safe
def emergencies(request: ActorRequest) -> HttpResponse:
    """List the emergencies, newest first. Reading it is a line in the log too."""
    found = list(emergencies_visible_to(request.actor)[:MOST])
    names = organisation_names(one.werkgever_id for one in found)
    audit.record(actor=request.actor, action="noodtoegang.gelezen", purpose="controle")
    rows = [
        EmergencyRow(
            opened_at=one.opened_at,
            ends_at=one.ends_at,
            who=one.actor_label,
            account_id=one.account_id,
            werkgever=names.get(one.werkgever_id, ""),
            werknemer_id=one.werknemer_id,
            reason=EmergencyReason(one.reason).label,
        )
        for one in found
    ]
    return render(request, "beheer/emergencies.html", {"rows": rows})
