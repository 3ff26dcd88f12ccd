"""Dossiers: which ones an actor may see, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.walls.open_columns import read_open
from ontzorg.parties.selectors import matching_people
from ontzorg.parties.visibility import rows_of
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.models.dossier import ENDED, RUNNING
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.selectors.light import light_dossiers, uncounted_of
from ontzorg.verzuim.selectors.names import Names, names_of
from ontzorg.verzuim.selectors.paging import PAGE_SIZE, Page, page_of
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.status import RECOVERED, SICK, status_of, week_of
from ontzorg.verzuim.selectors.views import DossierItem

STATUS_FILTERS = {
    "": RUNNING,
    SICK: RUNNING & Q(hersteld_op=None),
    RECOVERED: RUNNING & Q(hersteld_op__isnull=False),
    "closed": ENDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFilters:
    """What to show. `status` is `sick`, `recovered`, `closed` or empty for all that run.

    `assigned` is `me`, `nobody` or empty. `search` is the start of a family name, or a staff
    number. The newest come first, unless `oldest_first`.
    """

    status: str = ""
    assigned: str = ""
    search: str = ""
    werkgever_id: int | None = None
    werknemer_id: int | None = None
    oldest_first: bool = False


def dossiers_visible_to(actor: Actor) -> QuerySet[Verzuimdossier]:
    """Return the dossiers this actor may see. Every list and detail page starts here."""
    dossiers = Verzuimdossier.objects.order_by("-eerste_ziektedag", "-pk")
    if not actor.may(Privilege.SEE_DOSSIERS):
        return dossiers.none()
    return read_open(dossiers.filter(rows_of(actor) & in_own_afdelingen(actor)), actor)


def in_own_afdelingen(actor: Actor) -> Q:
    """Return the filter that keeps a leidinggevende inside his own departments."""
    if actor.role is Role.LEIDINGGEVENDE:
        return Q(afdeling_id__in=actor.afdeling_ids)
    return Q()


def list_dossiers(
    actor: Actor,
    filters: DossierFilters,
    *,
    today: date,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[DossierItem]:
    """Return a page of dossiers in the order of their first day; logs the reading."""
    found, next_cursor = page_of(
        dossiers_visible_to(actor).filter(_wanted(actor, filters)),
        read=lambda chosen: light_dossiers(chosen, actor),
        day="eerste_ziektedag",
        cursor=cursor,
        size=size,
        newest_first=not filters.oldest_first,
    )
    log_reading(actor, "dossiers.bekeken", found)
    return Page(items=_items(found, today), next_cursor=next_cursor)


def count_dossiers(actor: Actor, filters: DossierFilters) -> int:
    """Return how many dossiers the list holds."""
    return dossiers_visible_to(actor).filter(_wanted(actor, filters)).count()


def _wanted(actor: Actor, filters: DossierFilters) -> Q:
    wanted = STATUS_FILTERS.get(filters.status, RUNNING)
    if filters.assigned == "me":
        wanted &= Q(ontzorgmanager_id__in=(actor.membership_id, *actor.deputy_for))
    elif filters.assigned == "nobody":
        wanted &= Q(ontzorgmanager_id=None)
    if filters.werkgever_id is not None:
        wanted &= Q(werkgever_id=filters.werkgever_id)
    if filters.werknemer_id is not None:
        wanted &= Q(werknemer_id=filters.werknemer_id)
    if filters.search.strip():
        wanted &= Q(werknemer_id__in=matching_people(actor, filters.search.strip()))
    return wanted


def _items(found: Sequence[Verzuimdossier], today: date) -> tuple[DossierItem, ...]:
    duties = _duties_of(found, today)
    names = names_of(found, afdelingen={row.afdeling_id for row in found})
    return tuple(_item(row, duties.get(row.pk, {}), names, today) for row in found)


def _duties_of(dossiers: Iterable[Verzuimdossier], today: date) -> dict[int, dict[str, Any]]:
    """Return per dossier how many tasks are open and late, and the nearest day."""
    rows = (
        Task.objects.filter(OPEN, dossier_id__in=[row.pk for row in dossiers])
        .order_by()
        .values("dossier_id")
        .annotate(
            next_due_on=Min("due_on"),
            open_tasks=Count("pk"),
            late_tasks=Count("pk", filter=Q(due_on__lt=today)),
        )
    )
    return {row["dossier_id"]: dict(row) for row in rows}


def _item(row: Verzuimdossier, duties: dict[str, Any], names: Names, today: date) -> DossierItem:
    werknemer = names.people[row.werknemer_id]
    status, status_label = status_of(row)
    return DossierItem(
        public_id=row.public_id,
        werknemer_public_id=werknemer.public_id,
        person_name=werknemer.name,
        werkgever_name=names.organisations[row.werkgever_id].name,
        afdeling_name=names.afdelingen.get(row.afdeling_id, ""),
        eerste_ziektedag=row.eerste_ziektedag,
        week=week_of(uncounted_of(row), row.eerste_ziektedag, today),
        percentage=row.percentage,
        hersteld_op=row.hersteld_op,
        closed_on=row.closed_on,
        status=status,
        status_label=status_label,
        next_due_on=duties.get("next_due_on"),
        open_tasks=duties.get("open_tasks", 0),
        late_tasks=duties.get("late_tasks", 0),
        ontzorgmanager_id=row.ontzorgmanager_id,
        ontzorgmanager_name=row.ontzorgmanager_name,
    )
