"""The employer's home page, and his answer to what employees reported themselves."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.forms.questions import YES, is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.werkgever.confirm_form import ConfirmForm
from ontzorg.portals.werkgever.home_page import build_home_page
from ontzorg.verzuim.medical_words import find_medical_words, plain_medical_words
from ontzorg.verzuim.selectors import WaitingItem, meldingen_awaiting_confirmation
from ontzorg.verzuim.selectors.waiting import meldingen_visible_to
from ontzorg.verzuim.services import confirm_melding, reject_melding


@needs(Privilege.SEE_STAFF)
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Show who is sick, what waits for an answer and what to do this week."""
    page = build_home_page(request.actor, today=request.today)
    return render(request, "werkgever/home.html", {"page": page})


@needs(Privilege.CONFIRM_MELDING)
def melding_confirm(request: ActorRequest, melding_id: UUID) -> HttpResponse:
    """Let the employer agree with what an employee reported, or say what is wrong."""
    waiting = _waiting(request, melding_id)
    if waiting is None:
        messages.info(request, _("Deze melding is al beantwoord. U hoeft niets te doen."))
        return redirect("werkgever:home")
    form = ConfirmForm(posted(request))
    words: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        words = find_medical_words(form.cleaned_data["reason"])
        if not set(words) - set(request.POST.getlist("read")) and _answered(request, waiting, form):
            return redirect("werkgever:home")
    context = {
        "form": form,
        "waiting": waiting,
        "words": words,
        "words_to_warn": plain_medical_words(),
    }
    return render(request, "werkgever/confirm.html", context, status=status_of(form))


def _waiting(request: ActorRequest, melding_id: UUID) -> WaitingItem | None:
    """Return the melding; None when it was answered before. A stranger finds nothing."""
    get_object_or_404(meldingen_visible_to(request.actor), public_id=melding_id)
    waiting = meldingen_awaiting_confirmation(request.actor)
    return next((item for item in waiting if item.public_id == melding_id), None)


def _answered(request: ActorRequest, waiting: WaitingItem, form: ConfirmForm) -> bool:
    """Send the answer; False when the service refused it and the form says why."""
    actor, today, melding = request.actor, request.today, waiting.public_id
    agreed = form.cleaned_data["answer"] == YES

    def answer() -> None:
        if agreed:
            confirm_melding(actor=actor, melding=melding, today=today)
            return
        reason = form.cleaned_data["reason"]
        reject_melding(actor=actor, melding=melding, reason=reason, today=today)

    if not is_saved(form, answer):
        return False
    messages.success(request, _thanks(waiting, agreed=agreed))
    return True


def _thanks(waiting: WaitingItem, *, agreed: bool) -> str:
    text = (
        _("De %(what)s van %(name)s telt nu mee. De datums zijn bijgewerkt; %(name)s ziet dit ook.")
        if agreed
        else _("De %(what)s van %(name)s telt niet mee. %(name)s leest waarom.")
    )
    return text % {"what": waiting.soort_label.lower(), "name": waiting.person_name}
