"""What an employee sees of himself: his page, and all his data to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

from ontzorg.access.actors import Actor
from ontzorg.verzuim.selectors.views import WerknemerView


def werknemer_view(actor: Actor, *, today: date) -> WerknemerView:
    """Return the employee's own page; only for the medewerker himself."""
    raise NotImplementedError


def export_my_data(actor: Actor) -> dict[str, Any]:
    """Return everything the system holds about this employee, ready for JSON."""
    raise NotImplementedError
