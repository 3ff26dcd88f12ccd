"""Wacht op meer: meldingen that do not count yet, and what they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.verzuim.selectors import WaitingItem, parked_meldingen

SHOWN = 50


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
    cursor = request.GET.get("na", "")
    try:
        found = parked_meldingen(request.actor, cursor=cursor, size=SHOWN)
    except UserError as error:
        messages.error(request, error.message)
        return redirect("parked")
    rows = [_row(item) for item in found.items]
    page = _paging(found.next_cursor, cursor=cursor, shown=len(rows))
    return render(request, "melding/parked.html", {"rows": rows, "page": page})


def _paging(next_cursor: str, *, cursor: str, shown: int) -> KeysetPage:
    """Return where the list goes on."""
    here = reverse("parked")
    words = "1 melding" if shown == 1 else f"{shown} meldingen"
    return KeysetPage(
        shown=words if next_cursor or cursor else "",
        next_url=f"{here}?{urlencode({'na': next_cursor})}" if next_cursor else "",
        previous_url=here if cursor else "",
    )


def _row(item: WaitingItem) -> WaitingRow:
    return WaitingRow(
        item=item,
        correct_url=reverse("melding-correct", args=[item.public_id]),
        withdraw_url=reverse("melding-withdraw", args=[item.public_id]),
    )
