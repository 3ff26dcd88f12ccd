"""Wie ziet wat: per kind of data what each role sees, and who works for my organisation."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontzorg.access.roles import Party, Role
from ontzorg.access.selectors import current_mandates, organisation_names
from ontzorg.portals.shared.colleagues import Colleague, colleagues
from ontzorg.portals.shared.http import ActorRequest, open_page
from ontzorg.portals.shared.matrix import SHOWN, MatrixRow, cell, matrix
from ontzorg.portals.shared.presentation.shell import Fact

COLUMNS = tuple(role for role in Role if role is not Role.SYSTEM)


@open_page
@require_safe
def access_matrix(request: ActorRequest) -> HttpResponse:
    """Show what each role sees. Anyone may know this; names only inside one's organisation."""
    actor = getattr(request, "actor", None)
    context = {
        "roles": [role.label for role in COLUMNS],
        "matrix": matrix(COLUMNS),
        "own_role": actor.role.label if actor else "",
        "own": _own(actor.role) if actor else [],
        "partners": _partners(request) if actor else [],
        "people": _people(request) if actor else [],
        "frame": "shared/base_public.html",
    }
    if actor:
        del context["frame"]
    return render(request, "access/matrix.html", context)


def _own(role: Role) -> list[MatrixRow]:
    return [MatrixRow(label=str(category), cells=(cell(category, role),)) for category in SHOWN]


def _partners(request: ActorRequest) -> list[Fact]:
    """Return who works for this werkgever; other parties see that per client."""
    actor = request.actor
    if actor.party is not Party.WERKGEVER or actor.organisation_id is None:
        return []
    mandates = list(current_mandates(actor.organisation_id, request.today))
    names = organisation_names(mandate.organisation_id for mandate in mandates)
    return [
        Fact(label=one.get_kind_display(), value=names[one.organisation_id]) for one in mandates
    ]


def _people(request: ActorRequest) -> list[Colleague]:
    if request.actor.party in (Party.WERKNEMER, Party.BEHEER, Party.AUDIT):
        return []
    return colleagues(request.actor, request.today)
