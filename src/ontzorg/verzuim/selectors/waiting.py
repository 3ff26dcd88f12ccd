"""Meldingen that do not count yet: parked ones, and those the employer has to answer."""

from __future__ import annotations

from ontzorg.access.actors import Actor
from ontzorg.verzuim.selectors.views import WaitingItem


def parked_meldingen(actor: Actor) -> tuple[WaitingItem, ...]:
    """Return the meldingen that wait for another melding, oldest first."""
    raise NotImplementedError


def meldingen_awaiting_confirmation(actor: Actor) -> tuple[WaitingItem, ...]:
    """Return what employees reported themselves and the employer has not answered yet."""
    raise NotImplementedError
