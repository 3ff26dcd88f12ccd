"""Pages of the insurer's portal: dates, percentages and steps; never what is in a document."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.clients import clients_page
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.presentation.shell import Filter, KeysetPage
from ontzorg.portals.verzekeraar.dossier_page import (
    dossier_facts,
    late_words,
    percentage_rows,
    step_rows,
)
from ontzorg.verzuim.selectors import (
    DossierFilters,
    DossierItem,
    Page,
    Verzuimdossier,
    insurer_dossier,
    list_dossiers,
)

STATES = (("", "Lopend"), ("sick", "Nu ziek"), ("recovered", "Hersteld"), ("closed", "Gesloten"))


@needs(Privilege.SEE_CLIENTS)
@require_safe
def clients(request: ActorRequest) -> HttpResponse:
    """List the insured employers."""
    return clients_page(request, lead=_("De werkgevers die bij u verzekerd zijn."))


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def portfolio(request: ActorRequest) -> HttpResponse:
    """List the absence of the insured employers."""
    status, cursor = request.GET.get("status", ""), request.GET.get("na", "")
    search, werkgever = request.GET.get("q", "").strip(), request.GET.get("werkgever", "")
    filters = DossierFilters(
        status=status,
        search=search,
        werkgever_id=int(werkgever) if werkgever.isdecimal() else None,
    )
    found = list_dossiers(request.actor, filters, today=request.today, cursor=cursor)
    context = {
        "dossiers": found.items,
        "filters": _chips(status, q=search, werkgever=werkgever),
        "page": _page(found, status=status, q=search, werkgever=werkgever),
        "search_query": search,
    }
    return render(request, "verzekeraar/portfolio.html", context)


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def dossier(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show one dossier: dates, percentages and whether the steps are on time."""
    try:
        view = insurer_dossier(request.actor, public_id, today=request.today)
    except Verzuimdossier.DoesNotExist as error:
        raise Http404 from error
    steps, later = step_rows(view, request.today)
    context = {
        "name": view.person_name,
        "state": view.status_label,
        "late": late_words(view),
        "facts": dossier_facts(view),
        "percentages": percentage_rows(view),
        "steps": steps,
        "later": later,
    }
    return render(request, "verzekeraar/dossier.html", context)


def _chips(current: str, **kept: str) -> list[Filter]:
    return [
        Filter(label=label, url=_url(status=value, **kept), active=value == current)
        for value, label in STATES
    ]


def _page(found: Page[DossierItem], **kept: str) -> KeysetPage:
    following = _url(**kept, na=found.next_cursor) if found.next_cursor else ""
    return KeysetPage(shown=f"{len(found.items)} dossiers", next_url=following)


def _url(**parts: str) -> str:
    query = urlencode({name: value for name, value in parts.items() if value})
    return reverse("verzekeraar:portfolio") + (f"?{query}" if query else "")
