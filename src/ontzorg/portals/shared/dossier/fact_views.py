"""Steps and decisions with a date: record, correct and take back; and take back a leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.dossier.edit import Editing, edit
from ontzorg.portals.shared.dossier.page import state_parts
from ontzorg.portals.shared.dossier.views import read_dossier
from ontzorg.portals.shared.dossier.words import seen_by
from ontzorg.portals.shared.forms.facts import FACTS, FactForm
from ontzorg.portals.shared.forms.keyed import KeyedForm
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim import services
from ontzorg.verzuim.selectors import DossierView, FeitCode
from ontzorg.verzuim.selectors.fact_choices import (
    StandingFact,
    feit_to_mend,
    leave_to_withdraw,
    offered_feiten,
)

MOVED = "De stappen en datums zijn bijgewerkt."
LEADS_TO_A_DAY = (" met", " op", " vanaf")
COUNTS_NO_MORE = "Dit telt dan niet meer mee. Alle datums worden opnieuw bepaald."


@needs(Privilege.RECORD_FEIT)
def dossier_fact(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Record a step or a decision of someone else, with its day."""
    view = read_dossier(request, public_id)

    def save(data: dict[str, Any]) -> str:
        _record(request, view, data)
        return f"Vastgelegd: {_told(data)}. {seen_by(view)}"

    offered = offered_feiten(request.actor, public_id, today=request.today)
    form = FactForm(request.POST or None, version=view.version, offered=offered)
    return edit(request, form, _editing(view, save, "Stap of besluit vastleggen", "Vastleggen"))


@needs(Privilege.RECORD_FEIT)
def fact_correct(request: ActorRequest, feit_id: int) -> HttpResponse:
    """Replace a fact by one with other days; the old one stays in the history."""
    known = _find(feit_to_mend, request.actor, feit_id)
    view = read_dossier(request, known.dossier)

    def save(data: dict[str, Any]) -> str:
        _record(request, view, data, replaces=known.id)
        return f"Verbeterd: {_told(data)}. {MOVED}"

    initial = {"code": known.soort, "day": known.start, "eind": known.eind, "value": known.value}
    form = FactForm(
        request.POST or None,
        version=view.version,
        offered=frozenset({FeitCode(known.soort)}),
        initial=initial,
    )
    return edit(
        request,
        form,
        _editing(view, save, f"Verbeteren: {_on_day(known.label, known.start)}", "Verbeteren"),
    )


@needs(Privilege.RECORD_FEIT)
def fact_withdraw(request: ActorRequest, feit_id: int) -> HttpResponse:
    """Let a fact no longer count."""
    known = _find(feit_to_mend, request.actor, feit_id)

    def take_back() -> None:
        services.withdraw_feit(actor=request.actor, feit_id=known.id, today=request.today)

    return _withdraw(request, known, take_back)


@needs(Privilege.RECORD_VERLOF)
def leave_withdraw(request: ActorRequest, verlof_id: int) -> HttpResponse:
    """Let a leave no longer count."""
    known = _find(leave_to_withdraw, request.actor, verlof_id)

    def take_back() -> None:
        services.withdraw_verlof(actor=request.actor, verlof_id=known.id, today=request.today)

    return _withdraw(request, known, take_back)


def _withdraw(
    request: ActorRequest, known: StandingFact, take_back: Callable[[], None]
) -> HttpResponse:
    view = read_dossier(request, known.dossier)
    told = _on_day(known.label, known.start)

    def save(_data: dict[str, Any]) -> str:
        take_back()
        return f"Ingetrokken: {told}. {MOVED}"

    form = KeyedForm(request.POST or None, version=view.version)
    editing = _editing(
        view, save, f"Intrekken: {told}", "Ja, intrekken", lead=COUNTS_NO_MORE, is_grave=True
    )
    return edit(request, form, editing)


def _find(read: Callable[[Actor, int], StandingFact], actor: Actor, number: int) -> StandingFact:
    try:
        return read(actor, number)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _record(
    request: ActorRequest, view: DossierView, data: dict[str, Any], *, replaces: int | None = None
) -> None:
    services.record_feit(
        actor=request.actor,
        dossier=view.public_id,
        code=data["code"],
        day=data["day"],
        eind=data.get("eind"),
        value=data.get("value", ""),
        replaces=replaces,
        today=request.today,
        key=data["form_key"],
    )


def _told(data: dict[str, Any]) -> str:
    name = dict(FACTS)[FeitCode(data["code"])]
    words = _on_day(name, data["day"])
    return f"{words} tot en met {dutch_date(data['eind'])}" if data.get("eind") else words


def _on_day(name: str, day: date) -> str:
    """Return the fact with its day; some names lead to the day by themselves."""
    joint = " " if name.endswith(LEADS_TO_A_DAY) else ", "
    return f"{name}{joint}{dutch_date(day)}"


def _editing(view: DossierView, save: Any, title: str, submit_label: str, **words: Any) -> Editing:
    return Editing(
        dossier=view.public_id,
        version=view.version,
        person=view.person.name,
        state=state_parts(view),
        save=save,
        title=title,
        submit_label=submit_label,
        **words,
    )
