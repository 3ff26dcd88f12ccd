"""The medical room: consults of one dossier. Every reading is in the log before it is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.medical.room import DossierRef
from ontzorg.medical.selectors import read_consult_notes
from ontzorg.medical.services import MOST_CHARACTERS, write_consult_note
from ontzorg.portals.shared.forms.questions import add_user_error, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key, needs
from ontzorg.portals.shared.presentation.forms import DutchDateField
from ontzorg.verzuim.selectors import Verzuimdossier, dossiers_visible_to


class ConsultForm(forms.Form):
    """A consult note."""

    consulted_on = DutchDateField(label=gettext_lazy("Datum van het consult"))
    text = forms.CharField(
        label=gettext_lazy("Notitie"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=MOST_CHARACTERS,
        help_text=gettext_lazy(
            "Alleen de bedrijfsarts, wie onder taakdelegatie werkt en de medewerker zelf "
            "kunnen dit lezen."
        ),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)


@needs(Privilege.READ_MEDICAL)
@require_safe
def consults(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show the consult notes of a dossier, newest first."""
    dossier = find_dossier(request, public_id)
    notes = read_consult_notes(actor=request.actor, dossier=ref_of(dossier))
    return render(request, "arbodienst/consults.html", about(dossier) | {"notes": notes})


@needs(Privilege.WRITE_MEDICAL)
def consult_new(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Write a consult note."""
    dossier = find_dossier(request, public_id)
    initial = {"consulted_on": request.today, "form_key": form_key(request)}
    form = ConsultForm(posted(request), initial=initial)
    if form.is_valid() and _save(request, dossier, form):
        messages.success(request, _("De notitie is bewaard in de medische kamer."))
        return redirect("arbodienst:consults", public_id)
    context = about(dossier) | {"form": form}
    return render(request, "arbodienst/consult_new.html", context, status=status_of(form))


def _save(request: ActorRequest, dossier: Verzuimdossier, form: ConsultForm) -> bool:
    try:
        write_consult_note(
            actor=request.actor,
            dossier=ref_of(dossier),
            consulted_on=form.cleaned_data["consulted_on"],
            text=form.cleaned_data["text"],
            key=form.cleaned_data["form_key"],
            today=request.today,
        )
    except UserError as error:
        add_user_error(form, error)
        return False
    return True


def find_dossier(request: ActorRequest, public_id: UUID) -> Verzuimdossier:
    """Find the dossier without a line in the log: the medical room writes its own, first."""
    people = dossiers_visible_to(request.actor).select_related(
        "dienstverband__werknemer", "dienstverband__werkgever__organisation"
    )
    return people.get(public_id=public_id)


def ref_of(dossier: Verzuimdossier) -> DossierRef:
    """Return the numbers that the medical room knows a dossier by."""
    return DossierRef(
        dossier_id=dossier.pk,
        werknemer_id=dossier.werknemer_id,
        werkgever_id=dossier.werkgever_id,
    )


def about(dossier: Verzuimdossier) -> dict[str, Any]:
    """Return whom a page of the medical room is about."""
    return {
        "dossier_id": dossier.public_id,
        "person_name": dossier.dienstverband.werknemer.name,
        "werkgever_name": dossier.dienstverband.werkgever.organisation.name,
    }
