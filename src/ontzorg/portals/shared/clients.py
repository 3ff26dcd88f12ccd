"""The employers someone works for, as a page of any portal."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ontzorg.access.roles import Party
from ontzorg.parties.searching import matching_werkgevers
from ontzorg.parties.selectors import Werkgever, werkgevers_visible_to
from ontzorg.portals.shared.by_name import page_by_name
from ontzorg.portals.shared.http import ActorRequest
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.verzuim.selectors.portfolio import EmployerCounts, count_per_werkgever


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """One employer in the list."""

    name: str
    kvk_number: str
    counts: EmployerCounts
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClients:
    """The employers that the address asks for, and where the list goes on."""

    werkgevers: list[Werkgever]
    page: KeysetPage
    query: str


def clients_page(request: ActorRequest, *, lead: str) -> HttpResponse:
    """Show the employers of this actor, with figures where the role may see dossiers."""
    found = find_clients(request)
    numbers = [werkgever.pk for werkgever in found.werkgevers]
    counts = count_per_werkgever(request.actor, numbers, today=request.today)
    context = {
        "rows": [_row(request, w, counts.get(w.pk, EmployerCounts())) for w in found.werkgevers],
        "has_counts": bool(counts),
        "page": found.page,
        "query": found.query,
        "lead": lead,
    }
    return render(request, "clients/list.html", context)


def find_clients(request: ActorRequest) -> FoundClients:
    """Return a page of the employers of this actor by name; `q` in the address searches."""
    query = request.GET.get("q", "").strip()[:80]
    found = werkgevers_visible_to(request.actor)
    if query:
        found = found.filter(pk__in=matching_werkgevers(request.actor, query))
    werkgevers, page = page_by_name(
        found,
        name="organisation__name",
        path=request.path,
        kept={"q": query},
        cursor=request.GET.get("na", ""),
        words=("werkgever", "werkgevers"),
    )
    return FoundClients(werkgevers=werkgevers, page=page, query=query)


def _row(request: ActorRequest, werkgever: Werkgever, counts: EmployerCounts) -> ClientRow:
    is_insurer = request.actor.party is Party.VERZEKERAAR
    absence = reverse("verzekeraar:portfolio" if is_insurer else "dossiers")
    return ClientRow(
        name=werkgever.organisation.name,
        kvk_number=werkgever.organisation.kvk_number,
        counts=counts,
        url=f"{absence}?{urlencode({'werkgever': werkgever.pk})}",
    )
