"""What an employee sees of himself: his page, and all his data to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.parties.export import export_person, plain_rows
from ontzorg.parties.selectors import dienstverbanden_visible_to, werknemers_visible_to
from ontzorg.verzuim.models import Feit, Melding, MeldingIntake, Task, Verlof, Verzuimdossier
from ontzorg.verzuim.models.dossier import RUNNING
from ontzorg.verzuim.selectors.dossier_page import build_view
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.light import PERSON
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.tasks import TaskFilters, tasks_mine
from ontzorg.verzuim.selectors.views import WerknemerView
from ontzorg.verzuim.selectors.waiting import meldingen_awaiting_confirmation


def werknemer_view(actor: Actor, *, today: date) -> WerknemerView:
    """Return the employee's own page: running dossiers, else the last one; logs the reading."""
    actor.require(Privilege.SEE_OWN_DATA)
    werknemer = werknemers_visible_to(actor).get(pk=actor.werknemer_id or 0)
    own = dossiers_visible_to(actor).select_related(*PERSON).filter(withdrawn_on=None)
    rows = list(own.filter(RUNNING)) or list(own[:1])
    log_reading(actor, "mijn_pagina.bekeken", rows)
    employments = dienstverbanden_visible_to(actor).values_list("pk", flat=True)
    return WerknemerView(
        name=werknemer.name,
        dossiers=tuple(build_view(row, actor, today) for row in rows),
        tasks=tasks_mine(actor, TaskFilters(), today=today).items,
        waiting=meldingen_awaiting_confirmation(actor),
        dienstverband_ids=tuple(employments),
    )


def export_my_data(actor: Actor) -> dict[str, Any]:
    """Return everything outside the medical room about this employee, ready for JSON."""
    actor.require(Privilege.SEE_OWN_DATA)
    werknemer_id = actor.werknemer_id or 0
    audit.record(
        actor=actor,
        action="mijn_gegevens.gedownload",
        object_type="werknemer",
        object_id=werknemer_id,
        werkgever_id=actor.organisation_id,
        werknemer_ids=[werknemer_id],
    )
    own = {"werknemer_id": werknemer_id}
    return {
        **export_person(actor),
        "verzuimdossiers": plain_rows(Verzuimdossier.objects.filter(**own).order_by("pk")),
        "meldingen": plain_rows(Melding.objects.filter(**own).order_by("pk")),
        "antwoorden_bij_meldingen": plain_rows(MeldingIntake.objects.filter(**own).order_by("pk")),
        "verlof": plain_rows(Verlof.objects.filter(**own).order_by("pk")),
        "feiten": plain_rows(Feit.objects.filter(**own).order_by("pk")),
        "taken": plain_rows(Task.objects.filter(**own).order_by("pk")),
    }
