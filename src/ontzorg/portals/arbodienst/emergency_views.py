"""The medical room in an emergency: first the reason, then the notes, for an hour."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ontzorg.access.emergency import EmergencyReason, Noodtoegang
from ontzorg.access.idempotency import once
from ontzorg.access.privileges import Privilege
from ontzorg.medical.emergency import open_emergency, read_in_emergency
from ontzorg.portals.arbodienst.medical_views import about, find_dossier, ref_of
from ontzorg.portals.shared.forms.questions import (
    QuestionField,
    is_saved,
    posted,
    status_of,
)
from ontzorg.portals.shared.http import ActorRequest, form_key, needs
from ontzorg.portals.shared.sign_in.fresh import needs_fresh_sign_in
from ontzorg.verzuim.selectors import Verzuimdossier


class EmergencyForm(forms.Form):
    """Why someone cannot wait for the doctor; sent twice it opens the file once."""

    reason = QuestionField(
        [(reason.value, reason.label) for reason in EmergencyReason],
        label=gettext_lazy("Waarom kan wachten niet?"),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)


@needs(Privilege.OPEN_IN_EMERGENCY)
@needs_fresh_sign_in
def emergency(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Ask for the reason, and say who will see it."""
    dossier = find_dossier(request, public_id)
    form = EmergencyForm(posted(request), initial={"form_key": form_key(request)})
    if form.is_valid() and _opened(request, dossier, form):
        return redirect("arbodienst:emergency-notes", public_id)
    context = about(dossier) | {"form": form}
    return render(request, "arbodienst/emergency.html", context, status=status_of(form))


@needs(Privilege.OPEN_IN_EMERGENCY)
@needs_fresh_sign_in
@require_safe
def emergency_notes(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show the consult notes while the emergency lasts."""
    dossier = find_dossier(request, public_id)
    ends_at, notes = read_in_emergency(
        actor=request.actor, dossier=ref_of(dossier), now=timezone.now()
    )
    context = about(dossier) | {"notes": notes, "ends_at": ends_at}
    return render(request, "arbodienst/consults.html", context)


def _opened(request: ActorRequest, dossier: Verzuimdossier, form: EmergencyForm) -> bool:
    actor, reason, ref = request.actor, form.cleaned_data["reason"], ref_of(dossier)

    def opened() -> Noodtoegang:
        return open_emergency(actor=actor, dossier=ref, reason=reason, now=timezone.now())

    key, content = form_key(request), [ref.dossier_id, reason]
    return is_saved(form, lambda: once(actor, key, opened, model=Noodtoegang, content=content))
