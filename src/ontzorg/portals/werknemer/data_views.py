"""What is known about me: who sees it, who looked at it, and all of it to take along."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.werknemer.data_page import build_data_page
from ontzorg.portals.werknemer.looked_page import build_looked_page
from ontzorg.portals.werknemer.sees_page import build_sees_page
from ontzorg.verzuim.selectors import export_my_data

OWN = needs(Privilege.SEE_OWN_DATA)


@OWN
@require_safe
def who_sees(request: ActorRequest) -> HttpResponse:
    """Show per kind of data who sees it and why."""
    return render(request, "werknemer/who_sees.html", {"kinds": build_sees_page(request.actor)})


@OWN
@require_safe
def who_looked(request: ActorRequest) -> HttpResponse:
    """Show who did what with my data, and when."""
    page = build_looked_page(
        request.actor, before=request.GET.get("voor", ""), with_own=request.GET.get("ook") == "ik"
    )
    return render(request, "werknemer/who_looked.html", {"page": page})


@OWN
@require_safe
def my_data(request: ActorRequest) -> HttpResponse:
    """Show what is kept about me."""
    return render(request, "werknemer/my_data.html", {"page": build_data_page(request.actor)})


@OWN
@require_safe
def my_data_download(request: ActorRequest) -> HttpResponse:
    """Hand over everything outside the medical room as one file."""
    text = json.dumps(export_my_data(request.actor), ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"mijn-gegevens-{request.today:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
