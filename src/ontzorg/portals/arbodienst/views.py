"""Pages of the arbodienst portal outside the medical room."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.clients import clients_page
from ontzorg.portals.shared.http import ActorRequest, needs


@needs(Privilege.SEE_CLIENTS)
@require_safe
def clients(request: ActorRequest) -> HttpResponse:
    """List the employers of this arbodienst."""
    return clients_page(request, lead=_("De werkgevers die uw arbodienst begeleidt."))
