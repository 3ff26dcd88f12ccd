"""Pages of the casemanager portal."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Werkgever
from ontzorg.portals.shared.clients import clients_page, find_clients
from ontzorg.portals.shared.http import ActorRequest, needs


@needs(Privilege.SEE_CLIENTS)
@require_safe
def clients(request: ActorRequest) -> HttpResponse:
    """List the employers."""
    return clients_page(request, lead=_("De werkgevers die u begeleidt."))


@needs(Privilege.REGISTER_MELDING)
@require_safe
def sick_employers(request: ActorRequest) -> HttpResponse:
    """Ask for which employer a ziekmelding is; with one employer there is nothing to ask."""
    found = find_clients(request)
    is_only_one = len(found.werkgevers) == 1 and not request.GET
    if is_only_one:
        return redirect(_sick_url(found.werkgevers[0]))
    context = {
        "rows": [(w.organisation.name, _sick_url(w)) for w in found.werkgevers],
        "page": found.page,
        "query": found.query,
    }
    return render(request, "casemanager/sick_employers.html", context)


def _sick_url(werkgever: Werkgever) -> str:
    return f"{reverse('werkgever:sick-new')}?{urlencode({'werkgever': werkgever.pk})}"
