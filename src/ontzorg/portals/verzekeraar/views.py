"""Pages of the insurer's portal: dates, percentages and steps; never what is in a document."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Werkgever, werkgevers_visible_to
from ontzorg.portals.shared.clients import clients_page
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.verzekeraar.dossier_page import (
    dossier_facts,
    late_words,
    percentage_rows,
    step_rows,
)
from ontzorg.portals.verzekeraar.portfolio import PortfolioQuery
from ontzorg.verzuim.selectors import Verzuimdossier, insurer_dossier, list_dossiers


@needs(Privilege.SEE_CLIENTS)
@require_safe
def clients(request: ActorRequest) -> HttpResponse:
    """List the insured employers."""
    return clients_page(request, lead=_("De werkgevers die bij u verzekerd zijn."))


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def portfolio(request: ActorRequest) -> HttpResponse:
    """List the absence of the insured employers."""
    query = PortfolioQuery.of(request.GET)
    cursor = request.GET.get("na", "")
    try:
        found = list_dossiers(request.actor, query.filters, today=request.today, cursor=cursor)
    except UserError as error:
        messages.error(request, error.message)
        return redirect(query.url())
    context = {
        "dossiers": found.items,
        "filters": query.chips(),
        "page": query.page(found, cursor=cursor),
        "query": query,
        "werkgever": _werkgever(request, query.werkgever_id),
        "all_employers_url": query.url(werkgever=""),
        "clear_url": PortfolioQuery().url() if query != PortfolioQuery() else "",
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


def _werkgever(request: ActorRequest, werkgever_id: int | None) -> Werkgever | None:
    return werkgevers_visible_to(request.actor).filter(pk=werkgever_id or 0).first()
