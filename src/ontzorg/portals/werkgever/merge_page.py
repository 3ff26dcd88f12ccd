"""The pages that put two rows about one person together, made ready for their templates."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.parties import selectors as parties
from ontzorg.parties.reading import log_people_seen
from ontzorg.portals.werkgever.people import describe
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import dossiers_visible_to

SHOWN = 20
LABELS = (
    "Naam",
    "Voorletters",
    "Geboortedatum",
    "E-mailadres",
    "Telefoon",
    "Adres",
    "Werk",
    "Verzuim",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone who may be the same person."""

    name: str
    about: str
    url: str


def candidates(actor: Actor, one: parties.Werknemer, search: str) -> list[Candidate]:
    """Return who may be the same: by search, else by family name or birth date."""
    if search:
        found = parties.search_werknemers(actor, search)
    else:
        same = Q(achternaam__iexact=one.achternaam) | Q(geboortedatum=one.geboortedatum)
        found = parties.werknemers_visible_to(actor).filter(same)
    people = list(found.exclude(pk=one.pk)[:SHOWN])
    log_people_seen(actor, "medewerkers.gezocht", people)
    here = reverse("werkgever:staff-merge", args=[one.public_id])
    return [
        Candidate(
            name=other.name,
            about=f"geboren op {dutch_date(other.geboortedatum)}",
            url=f"{here}?met={other.public_id}",
        )
        for other in people
    ]


def compare(
    actor: Actor, one: parties.Werknemer, other: parties.Werknemer
) -> list[tuple[str, str, str]]:
    """Return for each label what is known of the one and of the other."""
    log_people_seen(actor, "medewerker.bekeken", [one, other])
    return list(zip(LABELS, _facts(actor, one), _facts(actor, other), strict=True))


def _facts(actor: Actor, one: parties.Werknemer) -> tuple[str, ...]:
    work = parties.dienstverbanden_visible_to(actor).filter(werknemer=one)
    found = [
        f"{describe(each)}, sinds {dutch_date(each.begint_op)}"
        for each in work.select_related("afdeling").order_by("begint_op")
    ]
    address = f"{one.straat} {one.huisnummer}, {one.postcode} {one.woonplaats}".strip(" ,")
    values = (
        one.name,
        one.voorletters,
        dutch_date(one.geboortedatum),
        one.email,
        one.telefoon,
        address,
        "; ".join(found),
        _absences(actor, one),
    )
    return tuple(value or "niet ingevuld" for value in values)


def _absences(actor: Actor, one: parties.Werknemer) -> str:
    dossiers = dossiers_visible_to(actor).filter(werknemer_id=one.pk, withdrawn_on=None)
    starts = dossiers.order_by("eerste_ziektedag").values_list("eerste_ziektedag", flat=True)
    return "; ".join(f"ziek op {dutch_date(day)}" for day in starts) or "geen"
