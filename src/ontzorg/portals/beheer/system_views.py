"""Is the house sound: the walls, the schema and the messages that wait."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.access.walls.catalogue import check_walls
from ontzorg.access.walls.tables import declared_tables
from ontzorg.portals.shared.http import ActorRequest, needs


@needs(Privilege.MANAGE_ACCESS)
@require_safe
def system(request: ActorRequest) -> HttpResponse:
    """Compare the walls in the database with what the code declares, now."""
    tables = declared_tables()
    context = {
        "differences": check_walls("audit"),
        "table_count": len(tables),
        "secured_count": sum(table.secured for table in tables),
    }
    return render(request, "beheer/system.html", context)
