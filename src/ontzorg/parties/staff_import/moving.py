"""Moves an import from one state to the next, and holds it while a job works on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import.models import StaffImport, State


@contextmanager
def held(import_id: int) -> Iterator[bool]:
    """Hold the import within the block, in this connection alone; False: another job has it.

    The lock outlives transactions and ends with the connection, so a killed job lets go.
    """
    key = f"staff_import:{import_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        is_held = bool(cursor.fetchone()[0])
    try:
        yield is_held
    finally:
        if is_held and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])


def find(import_id: int, state: State) -> StaffImport | None:
    """Return the import when it is in this state: a job that comes twice finds nothing."""
    with acting_as(SYSTEM):
        return (
            StaffImport.objects.filter(pk=import_id, state=state)
            .select_related("werkgever__organisation")
            .first()
        )


def move(staff_import: StaffImport, **values: Any) -> None:
    """Store these values of the import, and when."""
    values["moved_at"] = timezone.now()
    for name, value in values.items():
        setattr(staff_import, name, value)
    StaffImport.objects.filter(pk=staff_import.pk).update(**values)
