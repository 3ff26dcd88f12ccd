"""Inviting an employee to his own pages. Only for who manages staff."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontzorg.access.idempotency import once
from ontzorg.parties import selectors as parties
from ontzorg.parties.services import invite_werknemer
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key
from ontzorg.portals.werkgever.invite_form import InviteForm
from ontzorg.portals.werkgever.staff_change_views import MANAGE
from ontzorg.portals.werkgever.staff_views import find_werknemer


@MANAGE
def staff_invite(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Ask at which address, and send the invitation; sent again it makes a new link."""
    werknemer = find_werknemer(request, werknemer_id)
    known = {"email": werknemer.email, "form_key": form_key(request)}
    form = InviteForm(posted(request), initial=known)
    if request.method == "POST" and form.is_valid() and _invite(request, werknemer, form):
        sent = _("%(name)s krijgt een mail op %(email)s met een link om een wachtwoord te kiezen.")
        messages.success(request, sent % {"name": werknemer.name, **form.cleaned_data})
        return redirect("werkgever:staff-detail", werknemer.public_id)
    is_again = parties.admission_of(werknemer.pk).state is not parties.Admission.NONE
    context = {"form": form, "werknemer": werknemer, "is_again": is_again}
    return render(request, "werkgever/staff_invite.html", context, status=status_of(form))


def _invite(request: ActorRequest, werknemer: parties.Werknemer, form: InviteForm) -> bool:
    actor, email = request.actor, form.cleaned_data["email"]

    def invite() -> parties.Invitation:
        return invite_werknemer(
            actor=actor, werknemer_id=werknemer.pk, email=email, today=request.today
        )

    key, model, content = form.cleaned_data["form_key"], parties.Invitation, [werknemer.pk, email]
    return is_saved(form, lambda: once(actor, key, invite, model=model, content=content))
