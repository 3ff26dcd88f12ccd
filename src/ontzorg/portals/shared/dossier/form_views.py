"""Forms about a dossier: another percentage, recovery and leave."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.portals.shared.dossier.edit import Editing, edit
from ontzorg.portals.shared.dossier.page import state_parts
from ontzorg.portals.shared.dossier.views import read_dossier
from ontzorg.portals.shared.dossier.words import seen_by
from ontzorg.portals.shared.forms.dossier import YES, CauseForm, LeaveForm
from ontzorg.portals.shared.forms.melding import FULL, ChangeForm, RecoverForm
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim import services
from ontzorg.verzuim.selectors import Door, DossierView, Soort
from ontzorg.verzuim.selectors.editing import standing_leaves
from ontzorg.verzuim.selectors.fact_choices import asks_flexibel_vanaf
from ontzorg.verzuim.services import NewMelding


@needs(Privilege.REGISTER_MELDING)
def dossier_change(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Report another percentage, or arbeidstherapeutische uren."""
    view = read_dossier(request, public_id)

    def save(data: dict[str, Any]) -> str:
        _report(request, view, data, soort=Soort.WIJZIGING)
        percentage, day = data["percentage"], dutch_date(data["day"])
        return f"Vastgelegd: {percentage}% arbeidsongeschikt vanaf {day}. {seen_by(view)}"

    initial = {"percentage": view.percentage}
    form = ChangeForm(request.POST or None, version=view.version, initial=initial)
    editing = _editing(view, save, title="Percentage wijzigen", submit_label="Wijziging vastleggen")
    return edit(request, form, editing)


@needs(Privilege.REGISTER_MELDING)
def dossier_recover(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Report recovery: whole, or a lower percentage."""
    view = read_dossier(request, public_id)

    def save(data: dict[str, Any]) -> str:
        is_full = data["how"] == FULL
        soort = Soort.HERSTELMELDING if is_full else Soort.WIJZIGING
        _report(request, view, data, soort=soort)
        return f"{_recovered(data, is_full=is_full)} {seen_by(view)}"

    form = RecoverForm(request.POST or None, version=view.version)
    editing = _editing(view, save, title="Herstel melden", submit_label="Herstel melden")
    return edit(request, form, editing)


@needs(Privilege.SEE_DOSSIERS)
def dossier_leave(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Record a leave, or answer the one question about its cause."""
    if request.actor.may(Privilege.WRITE_MEDICAL):
        return _answer_cause(request, public_id)
    request.actor.require(Privilege.RECORD_VERLOF)
    return _record_leave(request, public_id)


def _record_leave(request: ActorRequest, public_id: UUID) -> HttpResponse:
    view = read_dossier(request, public_id)
    form = LeaveForm(request.POST or None, version=view.version)

    def save(data: dict[str, Any]) -> str:
        with transaction.atomic():
            _store_leave(request, view, data)
            _ask_once(request, view, form)
        days = f"{dutch_date(data['start'])} tot en met {dutch_date(data['eind'])}"
        return (
            f"Verlof vastgelegd: {days}. De bedrijfsarts krijgt de vraag of de ziekte ervoor en "
            "erna dezelfde is."
        )

    leaves = standing_leaves(request.actor, view.person.dienstverband_id)
    editing = _editing(
        view, save, title="Zwangerschapsverlof vastleggen", submit_label="Verlof vastleggen",
        more={"leaves": leaves},
    )  # fmt: skip
    return edit(request, form, editing)


def _store_leave(request: ActorRequest, view: DossierView, data: dict[str, Any]) -> None:
    services.record_verlof(
        actor=request.actor,
        dienstverband_id=view.person.dienstverband_id,
        start=data["start"],
        eind=data["eind"],
        flexibel_vanaf=data.get("flexibel_vanaf"),
        today=request.today,
        key=data["form_key"],
    )


def _ask_once(request: ActorRequest, view: DossierView, form: LeaveForm) -> None:
    """Put one question more before it is kept, when sickness just before the leave needs it."""
    start = form.cleaned_data["start"]
    employment = view.person.dienstverband_id
    if form.is_asking or not asks_flexibel_vanaf(request.actor, employment, start):
        return
    form.ask()
    raise UserError(
        f"{view.person.name} was ziek vlak voor het verlof. Beantwoord nog één vraag.",
        field="flexibel_vanaf",
    )


def _answer_cause(request: ActorRequest, public_id: UUID) -> HttpResponse:
    view = read_dossier(request, public_id)
    leaves = standing_leaves(request.actor, view.person.dienstverband_id)
    if not leaves:
        raise Http404
    leave = next((one for one in leaves if one.zelfde_oorzaak is None), leaves[-1])

    def save(data: dict[str, Any]) -> str:
        services.answer_zelfde_oorzaak(
            actor=request.actor,
            verlof_id=leave.id,
            answer=data["answer"] == YES,
            today=request.today,
            key=data["form_key"],
        )
        return "Uw antwoord is vastgelegd. De telling van de weken is bijgewerkt."

    form = CauseForm(request.POST or None, version=view.version)
    editing = _editing(
        view, save, title="Zelfde oorzaak?", submit_label="Antwoord vastleggen",
        more={"leaves": (leave,)},
    )  # fmt: skip
    return edit(request, form, editing)


def _editing(view: DossierView, save: Any, **words: Any) -> Editing:
    return Editing(
        dossier=view.public_id,
        version=view.version,
        person=view.person.name,
        state=state_parts(view),
        save=save,
        **words,
    )


def _report(
    request: ActorRequest, view: DossierView, data: dict[str, Any], *, soort: Soort
) -> None:
    services.record_melding(
        actor=request.actor,
        dienstverband_id=view.person.dienstverband_id,
        new=NewMelding(
            soort=soort,
            day=data["day"],
            percentage=data["percentage"],
            arbeidstherapeutisch_uren=data.get("arbeidstherapeutisch_uren"),
            door=door_of(request),
        ),
        today=request.today,
        key=data["form_key"],
    )


def door_of(request: ActorRequest) -> str:
    """Return the door that a melding of this actor comes in by."""
    return Door.WERKGEVER if request.actor.party is Party.WERKGEVER else Door.CASEMANAGER


def _recovered(data: dict[str, Any], *, is_full: bool) -> str:
    day = dutch_date(data["day"])
    if not is_full:
        return f"Vastgelegd: vanaf {day} nog {data['percentage']}% arbeidsongeschikt."
    return (
        f"Hersteld per {day}. De open stappen staan stil. Blijft het vier weken goed, dan sluit "
        "het dossier vanzelf."
    )
