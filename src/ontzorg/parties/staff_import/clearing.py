"""Removes what an import no longer needs: at once when it is done, else after a term."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import.models import (
    FilePart,
    PersonMerge,
    ReadRow,
    StaffImport,
    StaffRow,
    State,
)
from ontzorg.parties.staff_import.moving import move

# A file that nobody confirmed; the difference that undo needs, and the wrong rows to repair.
WAITS = timedelta(days=14)
CAN_BE_UNDONE = timedelta(days=30)
# A job that says nothing for so long was killed.
SILENT = timedelta(minutes=5)
WAITING = (State.COLUMNS, State.READY, State.REFUSED)
OVER = (State.CANCELLED, State.UNDONE)


def forget(staff_import: StaffImport) -> None:
    """Remove the file, its first values and the rows read from it."""
    FilePart.objects.filter(staff_import=staff_import).delete()
    ReadRow.objects.filter(staff_import=staff_import).delete()
    move(staff_import, samples=None)


def forget_cancelled(import_id: int) -> None:
    """Remove everything of an import that was not taken over."""
    with acting_as(SYSTEM):
        found = StaffImport.objects.filter(pk=import_id, state=State.CANCELLED).first()
        if found:
            _clear(found)


def clear_old_imports(*, now: datetime) -> int:
    """Remove the personal data of imports whose term is over; return of how many."""
    with acting_as(SYSTEM):
        due = StaffImport.objects.filter(cleared_at=None).filter(
            Q(state__in=WAITING, moved_at__lt=now - WAITS)
            | Q(state=State.DONE, done_at__lt=now - CAN_BE_UNDONE)
            | Q(state__in=OVER)
        )
        found = list(due)
        for staff_import in found:
            if staff_import.state in WAITING:
                move(staff_import, state=State.CANCELLED)
            _clear(staff_import)
    return len(found)


def clear_old_merges(*, now: datetime) -> int:
    """Remove what undoing a merge needs once its term is over; return of how many."""
    with acting_as(SYSTEM):
        due = PersonMerge.objects.filter(sealed__isnull=False, done_at__lt=now - CAN_BE_UNDONE)
        return due.update(sealed=None)


def stalled_imports(*, now: datetime) -> list[tuple[int, str]]:
    """Return number and state of imports that a job should be working on, and is not."""
    with acting_as(SYSTEM):
        silent = StaffImport.objects.filter(
            state__in=(State.READING, State.WRITING, State.UNDOING), moved_at__lt=now - SILENT
        )
        return list(silent.values_list("pk", "state"))


def _clear(staff_import: StaffImport) -> None:
    forget(staff_import)
    StaffRow.objects.filter(staff_import=staff_import).delete()
    move(staff_import, cleared_at=timezone.now(), new_afdelingen=[])
