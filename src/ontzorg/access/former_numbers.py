"""Remembers by which numbers the log knew a medewerker before two rows about him became one."""

from __future__ import annotations

from ontzorg.access.models import FormerNumber


def remember_number(*, former_id: int, werknemer_id: int) -> None:
    """Let the medewerker read the lines about his former number. For the system."""
    FormerNumber.objects.create(former_id=former_id, werknemer_id=werknemer_id)


def forget_number(former_id: int) -> None:
    """Let a number stand for a medewerker of its own again. For the system."""
    FormerNumber.objects.filter(former_id=former_id).delete()
