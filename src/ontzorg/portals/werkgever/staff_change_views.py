"""Adding and changing employees and departments. Only for who manages staff."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontzorg.access.idempotency import once
from ontzorg.access.privileges import Privilege
from ontzorg.parties import selectors as parties
from ontzorg.parties import services
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key, needs
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.werkgever.staff_forms import (
    AfdelingForm,
    NewStaffForm,
    PersonForm,
)
from ontzorg.portals.werkgever.staff_views import find_werknemer

MANAGE = needs(Privilege.MANAGE_STAFF)


@MANAGE
def staff_new(request: ActorRequest) -> HttpResponse:
    """Add an employee with the first employment."""
    form = NewStaffForm(posted(request), **employment_questions(request))
    same: list[parties.Werknemer] = []
    if request.method == "POST" and form.is_valid():
        same = [] if request.POST.get("is_other") else _namesakes(request, form)
        if not same and (made := _add(request, form)):
            messages.success(
                request, _("%(name)s is toegevoegd. U kunt nu ziek melden.") % {"name": made.name}
            )
            return redirect("werkgever:staff-detail", made.public_id)
    context = {"form": form, "form_key": form_key(request), "same": same}
    return render(request, "werkgever/staff_new.html", context, status=status_of(form))


@MANAGE
def staff_edit(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Change what is kept of an employee; an empty BSN leaves the known one."""
    werknemer = find_werknemer(request, werknemer_id)
    form = PersonForm(posted(request), initial=_known(werknemer))
    version = request.POST.get("version") or str(werknemer.version)
    if request.method == "POST" and form.is_valid() and _change(request, werknemer, form, version):
        messages.success(
            request, _("De gegevens van %(name)s zijn bewaard.") % {"name": werknemer.name}
        )
        return redirect("werkgever:staff-detail", werknemer.public_id)
    context = {"form": form, "werknemer": werknemer, "version": version}
    return render(request, "werkgever/staff_edit.html", context, status=status_of(form))


@MANAGE
def afdeling_new(request: ActorRequest) -> HttpResponse:
    """Add a department."""
    form = AfdelingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        made = services.register_afdeling(
            actor=request.actor, werkgever_id=request.actor.organisation_id or 0, name=name
        )
        messages.success(request, _("De afdeling %(name)s is er.") % {"name": made.name})
        return redirect("werkgever:staff")
    return render(request, "werkgever/afdeling_new.html", {"form": form}, status=status_of(form))


def employment_questions(request: ActorRequest) -> dict[str, Any]:
    """Return the departments to choose from, and whether a household can be the employer."""
    actor = request.actor
    return {
        "afdelingen": list(parties.afdelingen_visible_to(actor).values_list("pk", "name")),
        "asks_huishoudelijk": parties.can_be_household(actor),
    }


def _namesakes(request: ActorRequest, form: NewStaffForm) -> list[parties.Werknemer]:
    """Return who has the same family name and birth date: perhaps the same person."""
    typed = form.cleaned_data
    return list(
        parties.werknemers_visible_to(request.actor).filter(
            achternaam__iexact=typed["achternaam"], geboortedatum=typed["geboortedatum"]
        )
    )


def _add(request: ActorRequest, form: NewStaffForm) -> parties.Werknemer | None:
    """Add person, BSN and employment together, or nothing when one is refused."""
    actor, bsn = request.actor, form.cleaned_data["bsn"]
    person, employment = form.werknemer_data(), form.dienstverband_data()

    def perform() -> parties.Werknemer:
        made = services.register_werknemer(
            actor=actor,
            werkgever_id=actor.organisation_id or 0,
            data=person,
            today=request.today,
        )
        services.register_dienstverband(actor=actor, werknemer_id=made.pk, data=employment)
        if bsn:
            services.set_bsn(actor=actor, werknemer_id=made.pk, bsn=bsn)
        return made

    made: list[parties.Werknemer] = []
    key, model, content = form_key(request), parties.Werknemer, [person, employment, bsn]
    is_saved(form, lambda: made.append(once(actor, key, perform, model=model, content=content)))
    return made[0] if made else None


def _known(werknemer: parties.Werknemer) -> dict[str, object]:
    return {name: getattr(werknemer, name, "") for name in PersonForm.base_fields if name != "bsn"}


def _change(
    request: ActorRequest, werknemer: parties.Werknemer, form: PersonForm, version: str
) -> bool:
    actor, bsn = request.actor, form.cleaned_data["bsn"]

    def change() -> None:
        services.change_werknemer(
            actor=actor,
            werknemer_id=werknemer.pk,
            version=row_number(version) or 0,
            data=form.werknemer_data(werknemer),
            today=request.today,
        )
        if bsn:
            services.set_bsn(actor=actor, werknemer_id=werknemer.pk, bsn=bsn)

    return is_saved(form, change)
