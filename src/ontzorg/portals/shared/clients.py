"""The employers someone works for, as a page of any portal."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ontzorg.access.roles import Party
from ontzorg.parties.selectors import Werkgever, werkgevers_visible_to
from ontzorg.portals.shared.http import ActorRequest
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.verzuim.selectors.portfolio import EmployerCounts, count_per_werkgever

PAGE = 50
SEPARATOR = "\x1f"


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
    query, after = request.GET.get("q", "").strip()[:80], request.GET.get("na", "")
    found = list(_after(_searched(request, query), after)[: PAGE + 1])
    return FoundClients(
        werkgevers=found[:PAGE], page=_page(request.path, query, found, after), query=query
    )


def _searched(request: ActorRequest, query: str) -> QuerySet[Werkgever]:
    found = werkgevers_visible_to(request.actor).order_by("organisation__name", "pk")
    return found.filter(organisation__name__icontains=query) if query else found


def _after(rows: QuerySet[Werkgever], cursor: str) -> QuerySet[Werkgever]:
    name, _, pk = cursor.rpartition(SEPARATOR)
    if not pk.isdigit():
        return rows
    return rows.filter(Q(organisation__name__gt=name) | Q(organisation__name=name, pk__gt=int(pk)))


def _row(request: ActorRequest, werkgever: Werkgever, counts: EmployerCounts) -> ClientRow:
    is_insurer = request.actor.party is Party.VERZEKERAAR
    absence = reverse("verzekeraar:portfolio" if is_insurer else "dossiers")
    return ClientRow(
        name=werkgever.organisation.name,
        kvk_number=werkgever.organisation.kvk_number,
        counts=counts,
        url=f"{absence}?{urlencode({'werkgever': werkgever.pk})}",
    )


def _page(path: str, query: str, found: list[Werkgever], after: str) -> KeysetPage:
    kept = {"q": query} if query else {}
    has_more = len(found) > PAGE
    return KeysetPage(
        shown=_count_words(min(len(found), PAGE)) if has_more or after else "",
        next_url=f"{path}?{urlencode(kept | {'na': _cursor(found[PAGE - 1])})}" if has_more else "",
        previous_url=f"{path}?{urlencode(kept)}" if after else "",
    )


def _count_words(number: int) -> str:
    return "1 werkgever" if number == 1 else f"{number} werkgevers"


def _cursor(last: Werkgever) -> str:
    return f"{last.organisation.name}{SEPARATOR}{last.pk}"
