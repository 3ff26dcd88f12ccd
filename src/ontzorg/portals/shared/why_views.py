"""Why do I not see this person?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.why_page import build_why_page


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def why_not_seen(request: ActorRequest) -> HttpResponse:
    """Explain in words whom this reader sees."""
    return render(request, "access/why_not_seen.html", {"page": build_why_page(request.actor)})
