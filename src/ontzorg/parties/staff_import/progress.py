"""Tells how far a long transaction is, while nobody sees what it stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as

BESIDE = "staff_import_progress"
# Whoever holds the row is about to store more than how far he is.
QUERY = (
    "UPDATE staff_import_staffimport SET share_done = %s, moved_at = %s WHERE id = ("
    "SELECT id FROM staff_import_staffimport WHERE id = %s FOR UPDATE SKIP LOCKED)"
)
Tell = Callable[[float], None]


@contextmanager
def told_beside(import_id: int) -> Iterator[Tell]:
    """Give a function that stores how far the work is, in a connection of its own."""
    connections[BESIDE] = connection.copy(BESIDE)

    def tell(share: float) -> None:
        with acting_as(SYSTEM, using=BESIDE), connections[BESIDE].cursor() as cursor:
            cursor.execute(QUERY, [share, timezone.now(), import_id])

    try:
        yield tell
    finally:
        connections[BESIDE].close()
        del connections[BESIDE]
