"""Reporting an employee sick: three questions first, then only what they make needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Dienstverband, running_dienstverbanden
from ontzorg.portals.shared.dossier.views import read_dossier
from ontzorg.portals.shared.forms.questions import REFUSED, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key, needs
from ontzorg.portals.werkgever.people import Choices, people_to_choose, running_dossiers
from ontzorg.portals.werkgever.sick_answers import build_ziekmelding
from ontzorg.portals.werkgever.sick_forms import FirstQuestions, FollowUp
from ontzorg.portals.werkgever.sick_page import build_done_page, build_questions, build_summary
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim import services
from ontzorg.verzuim.medical_words import find_medical_words, plain_medical_words


@needs(Privilege.REGISTER_MELDING)
def sick_new(request: ActorRequest) -> HttpResponse:
    """Ask who, since when and how long; then the rest; then save."""
    step = request.POST.get("step")
    choices = _choices(request, is_chosen=step == "save")
    first = _first_questions(request, choices)
    if step == "save" and not first.is_valid():
        choices = _choices(request)
        first = _first_questions(request, choices)
    if request.method != "POST" or not first.is_valid() or step == "back":
        return _ask_first(request, first, choices)
    dienstverband = _chosen(request, first)
    if step == "first" and _is_sick_already(request, first, dienstverband):
        return _ask_first(request, first, choices)
    if step == "first":
        return _ask_more(request, first, _follow_up(request, first, dienstverband, bound=False))
    return _save(request, first, _follow_up(request, first, dienstverband, bound=True))


@needs(Privilege.REGISTER_MELDING)
@require_safe
def sick_done(request: ActorRequest, dossier_id: UUID) -> HttpResponse:
    """Tell what happens next, which dates follow and who has been told."""
    dossier = read_dossier(request, dossier_id)
    page = build_done_page(request.actor, dossier, today=request.today)
    return render(request, "werkgever/sick_done.html", {"page": page})


def _choices(request: ActorRequest, *, is_chosen: bool = False) -> Choices:
    return people_to_choose(
        request.actor,
        request.today,
        search=request.GET.get("zoek", "").strip(),
        wanted=request.POST.get("dienstverband") or request.GET.get("dienstverband", ""),
        werkgever=request.GET.get("werkgever", ""),
        is_chosen=is_chosen,
    )


def _first_questions(request: ActorRequest, choices: Choices) -> FirstQuestions:
    known = {"dienstverband": request.GET.get("dienstverband", "")}
    data = posted(request)
    return FirstQuestions(data, people=choices.people, today=request.today, initial=known)


def _ask_first(request: ActorRequest, first: FirstQuestions, choices: Choices) -> HttpResponse:
    is_refused = first.is_bound and not first.is_valid()
    context = {"form": first, "choices": choices, "form_key": form_key(request)}
    status = REFUSED if is_refused else 200
    return render(request, "werkgever/sick_first.html", context, status=status)


def _chosen(request: ActorRequest, first: FirstQuestions) -> Dienstverband:
    running = running_dienstverbanden(request.actor, request.today)
    found = running.filter(pk=first.cleaned_data["dienstverband"]).first()
    if found is None:
        raise Http404
    return found


def _is_sick_already(
    request: ActorRequest, first: FirstQuestions, dienstverband: Dienstverband
) -> bool:
    """Say it before the other questions when this sickness is known and still runs."""
    running = running_dossiers(request.actor).filter(dienstverband_id=dienstverband.pk)
    sick = running.filter(eerste_ziektedag__lte=first.cleaned_data["eerste_ziektedag"]).first()
    if sick is None:
        return False
    first.add_error(
        "eerste_ziektedag",
        _(
            "%(name)s is al ziek gemeld sinds %(day)s. Open dat dossier om het percentage te "
            "wijzigen of het herstel te melden."
        )
        % {"name": dienstverband.werknemer.name, "day": dutch_date(sick.eerste_ziektedag)},
    )
    return True


def _follow_up(
    request: ActorRequest, first: FirstQuestions, dienstverband: Dienstverband, *, bound: bool
) -> FollowUp:
    werknemer = dienstverband.werknemer
    return FollowUp(
        request.POST if bound else None,
        name=werknemer.roepnaam or werknemer.name,
        first_day=first.cleaned_data["eerste_ziektedag"],
        today=request.today,
        contract=dienstverband.uren_per_week,
        initial={"telefoon": werknemer.telefoon, "reported_on": request.today},
    )


def _ask_more(
    request: ActorRequest, first: FirstQuestions, follow_up: FollowUp, words: tuple[str, ...] = ()
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": follow_up,
        "name": follow_up.name,
        "questions": build_questions(follow_up),
        "summary": build_summary(first),
        "answers": [(name, first[name].value()) for name in first.fields],
        "form_key": form_key(request),
        "words": words,
        "words_to_warn": plain_medical_words(),
    }
    return render(request, "werkgever/sick_more.html", context, status=status_of(follow_up))


def _save(request: ActorRequest, first: FirstQuestions, follow_up: FollowUp) -> HttpResponse:
    if not follow_up.is_valid():
        return _ask_more(request, first, follow_up)
    words = find_medical_words(follow_up.free_text())
    if set(words) - set(request.POST.getlist("read")):
        return _ask_more(request, first, follow_up, words)
    try:
        melding = services.record_melding(
            actor=request.actor,
            dienstverband_id=int(first.cleaned_data["dienstverband"]),
            new=_ziekmelding(request, first, follow_up),
            today=request.today,
            key=form_key(request),
        )
    except UserError as error:
        return _refuse(request, first, follow_up, error)
    if melding.dossier is None:
        messages.info(request, melding.parked_reason)
        return redirect("start")
    return redirect("werkgever:sick-done", melding.dossier.public_id)


def _ziekmelding(
    request: ActorRequest, first: FirstQuestions, follow_up: FollowUp
) -> services.NewMelding:
    now, party = timezone.localtime(), request.actor.party
    return build_ziekmelding(first, follow_up, now=now, party=party)


def _refuse(
    request: ActorRequest, first: FirstQuestions, follow_up: FollowUp, error: UserError
) -> HttpResponse:
    """Show the question that the service refused; the first step holds the day."""
    if error.field == "day":
        choices = _choices(request)
        again = _first_questions(request, choices)
        again.add_error("eerste_ziektedag", error.message)
        return _ask_first(request, again, choices)
    follow_up.add_error("hours" if error.field == "percentage" else None, error.message)
    return _ask_more(request, first, follow_up)
