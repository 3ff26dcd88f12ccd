"""Meldingen that do not count yet: parked ones, and those the employer has to answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.walls.open_columns import read_open
from ontzorg.parties.visibility import rows_of
from ontzorg.verzuim.models import Door, Melding, Soort
from ontzorg.verzuim.selectors.fact_lines import WAITS_FOR_EMPLOYER
from ontzorg.verzuim.selectors.names import Names, names_of
from ontzorg.verzuim.selectors.paging import PAGE_SIZE, Page, page_of
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.views import WaitingItem


def meldingen_visible_to(actor: Actor) -> QuerySet[Melding]:
    """Return the meldingen this actor may see."""
    meldingen = Melding.objects.order_by("recorded_at", "pk")
    if not actor.may(Privilege.SEE_DOSSIERS):
        return meldingen.none()
    own = rows_of(actor)
    if actor.role is Role.LEIDINGGEVENDE:
        own &= Q(dienstverband__afdeling_id__in=actor.afdeling_ids)
    return meldingen.filter(own)


def parked_meldingen(actor: Actor, *, cursor: str = "", size: int = PAGE_SIZE) -> Page[WaitingItem]:
    """Return a page of what waits for another melding, oldest first; logs the reading."""
    waiting = meldingen_visible_to(actor).exclude(parked_reason="")
    found, next_cursor = page_of(
        waiting,
        read=lambda chosen: read_open(chosen, actor),
        day="recorded_at",
        cursor=cursor,
        size=size,
    )
    log_reading(actor, "meldingen.bekeken", found)
    return Page(items=_items(found), next_cursor=next_cursor)


def meldingen_awaiting_confirmation(actor: Actor) -> tuple[WaitingItem, ...]:
    """Return what employees reported themselves and the employer has not answered yet."""
    own = meldingen_visible_to(actor).filter(door=Door.WERKNEMER, besluit=None)
    found = list(read_open(own, actor))
    log_reading(actor, "meldingen.bekeken", found)
    return _items(found)


def _items(found: Sequence[Melding]) -> tuple[WaitingItem, ...]:
    names = names_of(found)
    return tuple(_item(melding, names) for melding in found)


def _item(melding: Melding, names: Names) -> WaitingItem:
    werknemer = names.people[melding.werknemer_id]
    return WaitingItem(
        public_id=melding.public_id,
        soort=melding.soort,
        soort_label=str(Soort(melding.soort).label),
        day=melding.day,
        percentage=melding.percentage,
        reason=melding.parked_reason or WAITS_FOR_EMPLOYER,
        reported_at=melding.reported_at,
        by=melding.recorded_by_label,
        door_label=str(Door(melding.door).label),
        dienstverband_id=melding.dienstverband_id,
        werknemer_public_id=werknemer.public_id,
        person_name=werknemer.name,
        werkgever_name=names.organisations[melding.werkgever_id].name,
    )
