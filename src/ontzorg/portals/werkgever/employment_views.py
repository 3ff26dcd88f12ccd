"""Adding, changing and ending employments. Only for who manages staff."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ontzorg.access.idempotency import once
from ontzorg.parties import selectors as parties
from ontzorg.parties import services
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.werkgever.people import running_dossiers
from ontzorg.portals.werkgever.staff_change_views import MANAGE, employment_questions
from ontzorg.portals.werkgever.staff_forms import EmploymentChangeForm, EmploymentForm, EndForm
from ontzorg.portals.werkgever.staff_views import find_werknemer
from ontzorg.verzuim.services import replan_dienstverband


@MANAGE
def employment_new(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Add an employment to an employee."""
    werknemer = find_werknemer(request, werknemer_id)
    form = EmploymentForm(posted(request), **employment_questions(request))
    if request.method == "POST" and form.is_valid() and _employ(request, werknemer, form):
        messages.success(request, _("Het dienstverband is toegevoegd."))
        return redirect("werkgever:staff-detail", werknemer.public_id)
    context = {"form": form, "werknemer": werknemer, "form_key": form_key(request)}
    return render(request, "werkgever/employment_new.html", context, status=status_of(form))


@MANAGE
def employment_edit(request: ActorRequest, dienstverband_id: int) -> HttpResponse:
    """Change an employment; the dates of a running dossier follow at once."""
    known = _visible(request, dienstverband_id)
    questions = employment_questions(request)
    form = EmploymentChangeForm(posted(request), **questions, initial=_known(known))
    if request.method == "POST" and form.is_valid() and _change(request, known, form):
        messages.success(request, _("Het dienstverband is bewaard. De datums zijn bijgewerkt."))
        return redirect("werkgever:staff-detail", known.werknemer.public_id)
    version = request.POST.get("version") or str(known.version)
    context = {"form": form, "dienstverband": known, "version": version}
    return render(request, "werkgever/employment_edit.html", context, status=status_of(form))


@MANAGE
def employment_end(request: ActorRequest, dienstverband_id: int) -> HttpResponse:
    """Set the last day of an employment; the dates of a running dossier follow at once."""
    dienstverband = _visible(request, dienstverband_id)
    known = {"eindigt_op": dienstverband.eindigt_op, "version": dienstverband.version}
    form = EndForm(posted(request), begint_op=dienstverband.begint_op, initial=known)
    if request.method == "POST" and form.is_valid() and _end(request, dienstverband, form):
        messages.success(request, _("De laatste dag is bewaard. De datums zijn bijgewerkt."))
        return redirect("werkgever:staff-detail", dienstverband.werknemer.public_id)
    sick = running_dossiers(request.actor).filter(dienstverband_id=dienstverband.pk).first()
    context = {"form": form, "dienstverband": dienstverband, "dossier": sick}
    return render(request, "werkgever/employment_end.html", context, status=status_of(form))


def _employ(request: ActorRequest, werknemer: parties.Werknemer, form: EmploymentForm) -> bool:
    actor, data = request.actor, form.dienstverband_data()

    def register() -> parties.Dienstverband:
        return services.register_dienstverband(actor=actor, werknemer_id=werknemer.pk, data=data)

    key, model, content = form_key(request), parties.Dienstverband, [werknemer.pk, data]
    return is_saved(form, lambda: once(actor, key, register, model=model, content=content))


def _change(
    request: ActorRequest, known: parties.Dienstverband, form: EmploymentChangeForm
) -> bool:
    version = request.POST.get("version", "")

    def change() -> None:
        services.change_dienstverband(
            actor=request.actor,
            dienstverband_id=known.pk,
            version=row_number(version) or 0,
            data=form.dienstverband_data(known),
            today=request.today,
            vanaf=form.cleaned_data["vanaf"],
        )
        _plan_again(request, known)

    return is_saved(form, change)


def _end(request: ActorRequest, known: parties.Dienstverband, form: EndForm) -> bool:
    def end() -> None:
        services.end_dienstverband(
            actor=request.actor, dienstverband_id=known.pk, **form.cleaned_data
        )
        _plan_again(request, known)

    return is_saved(form, end)


def _plan_again(request: ActorRequest, known: parties.Dienstverband) -> None:
    replan_dienstverband(actor=request.actor, dienstverband_id=known.pk, today=request.today)


def _visible(request: ActorRequest, dienstverband_id: int) -> parties.Dienstverband:
    visible = parties.dienstverbanden_visible_to(request.actor)
    found: parties.Dienstverband = get_object_or_404(visible, pk=dienstverband_id)
    return found


def _known(dienstverband: parties.Dienstverband) -> dict[str, object]:
    return {name: getattr(dienstverband, name) for name in EmploymentForm.base_fields}
