"""The door for messages of the sector. Portals and integrations do not know each other; the
settings say who stands behind the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from ontzorg.access.actors import Actor


class Received(Protocol):
    """A message that came in, as the log keeps it."""

    public_id: UUID
    file_name: str
    berichtreferentienummer: str
    state: str
    meldingen_verwerkt: int
    meldingen_geparkeerd: int
    meldingen_geweigerd: int
    received_at: datetime
    received_by_label: str
    answer: bytes

    def get_state_display(self) -> str:
        """Return the state in words."""
        ...


class Receipt(Protocol):
    """What became of a message that was just brought in."""

    bericht: Received
    uitkomsten: Sequence[Any]
    faults: Sequence[Any]
    was_known: bool


def receive(*, actor: Actor, content: bytes, file_name: str, today: date) -> Receipt:
    """Bring in a message."""
    perform = import_string(f"{settings.EXCHANGE}.services.receive")
    return cast("Receipt", perform(actor=actor, content=content, file_name=file_name, today=today))


def berichten_visible_to(actor: Actor) -> Any:
    """Return the messages this actor may see, the newest first."""
    return import_string(f"{settings.EXCHANGE}.selectors.berichten_visible_to")(actor)
