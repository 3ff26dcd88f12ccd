"""The employee's own pages: how it stands, and what he reports himself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.idempotency import was_used
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import running_dienstverbanden, werknemers_visible_to
from ontzorg.parties.services import accept_invitation
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key, needs
from ontzorg.portals.werknemer.home_page import build_home_page, can_report, running_sickness, waits
from ontzorg.portals.werknemer.report_forms import OwnForm, RecoverForm, ReportForm
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.verzuim.medical_words import find_medical_words, plain_medical_words
from ontzorg.verzuim.selectors import Door, Soort, werknemer_view
from ontzorg.verzuim.services import IntakeAnswers, NewMelding, record_melding


@needs(Privilege.SEE_OWN_DATA)
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Show where I am now and what is asked of me; the first visit answers an invitation."""
    accept_invitation(actor=request.actor, today=request.today)
    page = build_home_page(request.actor, today=request.today)
    return render(request, "werknemer/home.html", {"page": page})


@needs(Privilege.REPORT_OWN_SICKNESS)
def report(request: ActorRequest) -> HttpResponse:
    """Report myself sick; my employer confirms."""
    view = werknemer_view(request.actor, today=request.today)
    if not can_report(view) and not was_used(request.actor, form_key(request)):
        messages.info(request, _("Je bent al ziek gemeld. Je hoeft niets te doen."))
        return redirect("werknemer:home")
    form = _report_form(request)
    if not form.jobs:
        return render(request, "werknemer/no_job.html")
    words: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        words = find_medical_words(form.cleaned_data["verpleegadres"])
        is_read = not set(words) - set(request.POST.getlist("read"))
        if is_read and _sent(request, form, _ziekmelding(form)):
            messages.success(request, _("Je ziekmelding is verstuurd. Beterschap."))
            return redirect("werknemer:home")
    context = {
        "form": form,
        "form_key": form_key(request),
        "words": words,
        "words_to_warn": plain_medical_words(),
    }
    return render(request, "werknemer/report.html", context, status=status_of(form))


@needs(Privilege.REPORT_OWN_SICKNESS)
def recover(request: ActorRequest) -> HttpResponse:
    """Report myself well again; my employer confirms."""
    view = werknemer_view(request.actor, today=request.today)
    sick = running_sickness(view)
    if sick is None:
        messages.info(request, _("Je bent niet ziek gemeld. Je hoeft niets te doen."))
        return redirect("werknemer:home")
    if waits(view, Soort.HERSTELMELDING) and not was_used(request.actor, form_key(request)):
        messages.info(request, _("Je hebt je al beter gemeld. Je werkgever moet nog antwoorden."))
        return redirect("werknemer:home")
    jobs = [(str(sick.person.dienstverband_id), sick.person.functie)]
    form = RecoverForm(
        posted(request),
        jobs=jobs,
        today=request.today,
        first_day=sick.timeline.eerste_ziektedag,
    )
    if request.method == "POST" and form.is_valid():
        new = NewMelding(
            soort=Soort.HERSTELMELDING, day=form.cleaned_data["day"], door=Door.WERKNEMER
        )
        if _sent(request, form, new):
            messages.success(request, _("Je betermelding is verstuurd. Fijn dat het weer gaat."))
            return redirect("werknemer:home")
    context = {"form": form, "form_key": form_key(request)}
    return render(request, "werknemer/recover.html", context, status=status_of(form))


def _report_form(request: ActorRequest) -> ReportForm:
    actor, today = request.actor, request.today
    jobs = [
        (str(one.pk), one.functie or one.werkgever.organisation.name)
        for one in running_dienstverbanden(actor, today).order_by("-begint_op")
    ]
    me = werknemers_visible_to(actor).get(pk=actor.werknemer_id or 0)
    return ReportForm(posted(request), jobs=jobs, today=today, initial={"telefoon": me.telefoon})


def _ziekmelding(form: ReportForm) -> NewMelding:
    answers = form.cleaned_data
    return NewMelding(
        soort=Soort.ZIEKMELDING,
        day=answers["day"],
        percentage=FULLY_SICK,
        verwacht_hersteld_op=form.verwacht_hersteld_op,
        door=Door.WERKNEMER,
        intake=IntakeAnswers(telefoon=answers["telefoon"], verpleegadres=answers["verpleegadres"]),
    )


def _sent(request: ActorRequest, form: OwnForm, new: NewMelding) -> bool:
    """Send the melding; False when it was refused and the form says why."""
    actor, today, key = request.actor, request.today, form_key(request)
    return is_saved(
        form,
        lambda: record_melding(
            actor=actor, dienstverband_id=form.dienstverband_id, new=new, today=today, key=key
        ),
    )
