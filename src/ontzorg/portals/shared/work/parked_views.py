"""Wacht op meer: meldingen that do not count yet, and what they wait for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.verzuim.selectors import WaitingItem, parked_meldingen


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """One melding that waits, with what the reader may do about it."""

    item: WaitingItem
    correct_url: str
    withdraw_url: str


@needs(Privilege.REGISTER_MELDING)
@require_safe
def parked(request: ActorRequest) -> HttpResponse:
    """List what waits for another melding, the oldest first."""
    rows = [_row(item) for item in parked_meldingen(request.actor)]
    return render(request, "melding/parked.html", {"rows": rows})


def _row(item: WaitingItem) -> WaitingRow:
    return WaitingRow(
        item=item,
        correct_url=reverse("melding-correct", args=[item.public_id]),
        withdraw_url=reverse("melding-withdraw", args=[item.public_id]),
    )
