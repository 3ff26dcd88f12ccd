"""Mending a melding: a correction or a withdrawal comes after it, nothing is wiped out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.dossier.edit import Editing, edit
from ontzorg.portals.shared.dossier.form_views import door_of
from ontzorg.portals.shared.forms.melding import CorrectForm, WithdrawForm
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim import services
from ontzorg.verzuim.selectors import Soort
from ontzorg.verzuim.selectors.editing import MeldingToMend, melding_to_mend
from ontzorg.verzuim.services import NewMelding


@needs(Privilege.REGISTER_MELDING)
def correct(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Replace the values of a melding; the old ones stay visible."""
    melding = _read(request, public_id)

    def save(data: dict[str, Any]) -> str:
        _report(request, melding, data, soort=Soort.CORRECTIE)
        what = melding.soort_label.lower()
        return f"Verbeterd: {what} is nu {_values(data)}. Wat er stond, blijft zichtbaar."

    form = CorrectForm(
        request.POST or None,
        version=melding.dossier_version,
        initial={
            "day": melding.day,
            "percentage": melding.percentage,
            "arbeidstherapeutisch_uren": melding.arbeidstherapeutisch_uren,
        },
    )
    if melding.soort == Soort.HERSTELMELDING:
        del form.fields["percentage"], form.fields["arbeidstherapeutisch_uren"]
    title = f"{melding.soort_label} verbeteren"
    lead = "Er komt een verbetering bij. Wat er stond, blijft zichtbaar."
    return edit(
        request,
        form,
        _editing(melding, save, title=title, lead=lead, submit_label="Verbetering vastleggen"),
    )


@needs(Privilege.REGISTER_MELDING)
def withdraw(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Let a melding no longer count."""
    melding = _read(request, public_id)

    def save(data: dict[str, Any]) -> str:
        _report(request, melding, data | {"day": melding.day}, soort=Soort.INTREKKING)
        return (
            f"De {melding.soort_label.lower()} van {dutch_date(melding.day)} telt niet meer mee. "
            "De stappen en datums zijn bijgewerkt."
        )

    form = WithdrawForm(request.POST or None, version=melding.dossier_version)
    title = f"{melding.soort_label} van {dutch_date(melding.day)} intrekken"
    return edit(
        request,
        form,
        _editing(
            melding,
            save,
            title=title,
            lead=_what_follows(melding),
            submit_label="Ja, intrekken",
            is_grave=True,
        ),
    )


def _read(request: ActorRequest, public_id: UUID) -> MeldingToMend:
    try:
        return melding_to_mend(request.actor, public_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _editing(melding: MeldingToMend, save: Any, **words: Any) -> Editing:
    return Editing(
        dossier=melding.dossier,
        version=melding.dossier_version,
        person=melding.person_name,
        state=(melding.soort_label, dutch_date(melding.day)),
        save=save,
        **words,
    )


def _report(
    request: ActorRequest, melding: MeldingToMend, data: dict[str, Any], *, soort: Soort
) -> None:
    services.record_melding(
        actor=request.actor,
        dienstverband_id=melding.dienstverband_id,
        new=NewMelding(
            soort=soort,
            day=data["day"],
            percentage=data.get("percentage"),
            arbeidstherapeutisch_uren=data.get("arbeidstherapeutisch_uren"),
            refers_to=melding.id,
            door=door_of(request),
        ),
        today=request.today,
        key=data["form_key"],
    )


def _values(data: dict[str, Any]) -> str:
    day = dutch_date(data["day"])
    percentage = data.get("percentage")
    return day if percentage is None else f"{day}, {percentage}%"


def _what_follows(melding: MeldingToMend) -> str:
    if melding.soort == Soort.ZIEKMELDING:
        return (
            "Het dossier vervalt dan met al zijn open stappen. Doe dit alleen als er geen ziekte "
            "was. Is iemand beter? Meld dan het herstel."
        )
    if melding.soort == Soort.HERSTELMELDING:
        return "De ziekte loopt dan door alsof er geen herstel was. De stappen gaan weer lopen."
    return "Deze melding telt dan niet meer mee. Alle datums worden opnieuw bepaald."
