"""Zoeken: people, and the dossiers they have."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.parties.reading import log_people_seen
from ontzorg.parties.searching import matching_werkgevers
from ontzorg.parties.selectors import (
    Werknemer,
    matching_people,
    werkgevers_visible_to,
    werknemers_visible_to,
)
from ontzorg.portals.shared.dossier.list import DossierRow, dossier_rows
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.verzuim import selectors
from ontzorg.verzuim.selectors import DossierFilters

MOST = 20
SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Someone who was found, with the place he works."""

    name: str
    employer: str


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """Find dossiers and people by the start of a name."""
    query = request.GET.get("q", "").strip()[:80]
    found = _dossiers(request, query) if len(query) >= SHORTEST else []
    people = _people(request, query) if len(query) >= SHORTEST else []
    if len(found) == 1 and not people:
        return redirect(found[0].url)
    context = {
        "search_query": query,
        "too_short": 0 < len(query) < SHORTEST,
        "rows": found,
        "people": people,
        "employers": _employers(request, query) if len(query) >= SHORTEST else [],
    }
    return render(request, "dossier/search.html", context)


def _dossiers(request: ActorRequest, query: str) -> list[DossierRow]:
    page = selectors.list_dossiers(
        request.actor, DossierFilters(search=query), today=request.today, size=MOST
    )
    return dossier_rows(page.items, request.actor, request.today)


def _people(request: ActorRequest, query: str) -> list[PersonRow]:
    """Return people who are not ill: those with a dossier are in the list above. It is logged."""
    numbers = matching_people(request.actor, query)
    running = selectors.dossiers_visible_to(request.actor).filter(
        closed_on=None, withdrawn_on=None, werknemer_id__in=numbers
    )
    fit = numbers.difference(running.values_list("werknemer_id", flat=True))
    people = werknemers_visible_to(request.actor).filter(pk__in=fit)
    shown = list(people.select_related("werkgever__organisation")[:MOST])
    log_people_seen(request.actor, "medewerkers.gezocht", shown)
    return [_person(one) for one in shown]


def _person(werknemer: Werknemer) -> PersonRow:
    return PersonRow(name=werknemer.name, employer=werknemer.werkgever.organisation.name)


def _employers(request: ActorRequest, query: str) -> list[tuple[str, str]]:
    """Return employers with a word in their name that starts so, and the address of their work."""
    numbers = matching_werkgevers(request.actor, query)
    found = werkgevers_visible_to(request.actor).filter(pk__in=numbers)
    return [
        (werkgever.organisation.name, f"{reverse('work')}?van=alles&werkgever={werkgever.pk}")
        for werkgever in found[:MOST]
    ]
