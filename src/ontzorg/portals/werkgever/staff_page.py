"""The page of one employee, made ready for its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.parties import selectors as parties
from ontzorg.parties.reading import log_people_seen
from ontzorg.portals.shared.presentation.shell import Fact
from ontzorg.portals.werkgever.employment_facts import employment_facts
from ontzorg.portals.werkgever.own_pages import OwnPages, own_pages
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import dossiers_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """One employment on the page of an employee."""

    pk: int
    title: str
    facts: tuple[Fact, ...]
    is_running: bool
    is_staying: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One sickness in the history."""

    url: str
    start: date
    hersteld_op: date | None
    percentage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    """The page of one employee."""

    werknemer: parties.Werknemer
    facts: tuple[Fact, ...]
    employments: tuple[Employment, ...]
    absences: tuple[Absence, ...]
    is_sick: bool
    has_bsn: bool
    can_see_bsn: bool
    can_manage: bool
    report_url: str
    own_pages: OwnPages | None
    invite_url: str


def build_staff_page(actor: Actor, werknemer: parties.Werknemer, *, today: date) -> StaffPage:
    """Return the page of an employee; the log keeps who read it."""
    log_people_seen(actor, "medewerker.bekeken", [werknemer])
    absences = _absences(actor, werknemer)
    employments = _employments(actor, werknemer, today)
    running = next((one for one in employments if one.is_running), None)
    report = f"{reverse('werkgever:sick-new')}?dienstverband={running.pk}" if running else ""
    # An invitation is between employer and employee: others do not read it.
    is_employer = actor.party is Party.WERKGEVER
    pages = own_pages(parties.admission_of(werknemer.pk)) if is_employer else None
    may_invite = pages is not None and pages.invite_label
    return StaffPage(
        werknemer=werknemer,
        facts=_person_facts(werknemer),
        employments=employments,
        absences=absences,
        is_sick=any(one.hersteld_op is None for one in absences),
        has_bsn=actor.may(Privilege.SEE_BSN) and hasattr(werknemer, "identificatie"),
        can_see_bsn=actor.may(Privilege.SEE_BSN),
        can_manage=actor.may(Privilege.MANAGE_STAFF),
        report_url=report if actor.may(Privilege.REGISTER_MELDING) else "",
        own_pages=pages,
        invite_url=_invite_url(actor, werknemer, employments) if may_invite else "",
    )


def _invite_url(
    actor: Actor, werknemer: parties.Werknemer, employments: tuple[Employment, ...]
) -> str:
    if not actor.may(Privilege.MANAGE_STAFF) or not any(one.is_staying for one in employments):
        return ""
    return reverse("werkgever:staff-invite", args=[werknemer.public_id])


def _person_facts(werknemer: parties.Werknemer) -> tuple[Fact, ...]:
    street = f"{werknemer.straat} {werknemer.huisnummer}".strip()
    town = f"{werknemer.postcode} {werknemer.woonplaats}".strip()
    rows = (
        ("Voorletters", werknemer.voorletters),
        ("Geboortedatum", dutch_date(werknemer.geboortedatum)),
        ("E-mailadres", werknemer.email),
        ("Telefoon", werknemer.telefoon),
        ("Adres", ", ".join(part for part in (street, town) if part)),
    )
    return tuple(Fact(label=label, value=value or "niet ingevuld") for label, value in rows)


def _employments(actor: Actor, werknemer: parties.Werknemer, today: date) -> tuple[Employment, ...]:
    found = parties.dienstverbanden_visible_to(actor).filter(werknemer=werknemer)
    return tuple(
        Employment(
            pk=one.pk,
            title=one.functie or "Dienstverband",
            facts=employment_facts(actor, one, today),
            is_running=one.runs_on(today),
            is_staying=one.eindigt_op is None or one.eindigt_op >= today,
        )
        for one in found.select_related("afdeling").order_by("-begint_op")
    )


def _absences(actor: Actor, werknemer: parties.Werknemer) -> tuple[Absence, ...]:
    found = dossiers_visible_to(actor).filter(werknemer_id=werknemer.pk, withdrawn_on__isnull=True)
    return tuple(
        Absence(
            url=reverse("dossier", args=[one.public_id]),
            start=one.eerste_ziektedag,
            hersteld_op=one.hersteld_op,
            percentage=one.percentage,
        )
        for one in found.order_by("-eerste_ziektedag", "-pk")
    )
