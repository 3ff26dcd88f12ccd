"""Dossiers: which ones an actor may see, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ontzorg.access.actors import Actor
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.selectors.paging import PAGE_SIZE, Page
from ontzorg.verzuim.selectors.views import DossierItem


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFilters:
    """What to show. `status` is `sick`, `recovered`, `closed` or empty for all that run.

    `assigned` is `me`, `nobody` or empty. `search` is the start of a family name.
    """

    status: str = ""
    assigned: str = ""
    search: str = ""
    werkgever_id: int | None = None
    werknemer_id: int | None = None


def dossiers_visible_to(actor: Actor) -> QuerySet[Verzuimdossier]:
    """Return the dossiers this actor may see. Every list and detail page starts here."""
    raise NotImplementedError


def list_dossiers(
    actor: Actor,
    filters: DossierFilters,
    *,
    today: date,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[DossierItem]:
    """Return a page of dossiers, the newest first; logs the reading."""
    raise NotImplementedError
