"""Undoes a whole import, while nothing depends on it."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils import timezone

from ontzorg.access import outbox
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import.dependents import what_depends
from ontzorg.parties.staff_import.event_log import log_import
from ontzorg.parties.staff_import.models import StaffImport, State
from ontzorg.parties.staff_import.moving import find, held, move
from ontzorg.parties.staff_import.progress import told_beside
from ontzorg.parties.staff_import.reading import Tell
from ontzorg.parties.staff_import.statements import planned_for_many, run
from ontzorg.parties.staff_import.writing import check_references, hold_werkgever

STEPS = (
    "drop_terms",
    "drop_wages",
    "drop_work",
    "undo_work",
    "undo_terms",
    "restore_terms",
    "restore_wages",
    "undo_bsn",
    "undo_persons",
    "undo_iban",
    "drop_iban",
    "drop_bsn",
    "drop_persons",
)
IN_USE = "in_use"


class InUseError(Exception):
    """Something depends on the import; the text says what."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def undo_import(import_id: int, *, tell: Tell = lambda done: None) -> None:
    """Bring everything back as it was before this import, or say what stands in the way."""
    with held(import_id) as is_held:
        staff_import = find(import_id, State.UNDOING) if is_held else None
        if staff_import is None:
            return
        try:
            with acting_as(SYSTEM):
                _undo(staff_import)
        except (InUseError, IntegrityError) as error:
            text = error.text if isinstance(error, InUseError) else ""
            with acting_as(SYSTEM):
                move(staff_import, state=State.DONE, notice=IN_USE, notice_value=text[:500])
        tell(staff_import)


def _undo(staff_import: StaffImport) -> None:
    hold_werkgever(staff_import.werkgever_id)
    keys = {
        "id": staff_import.pk,
        "werkgever": staff_import.werkgever_id,
        "lines": staff_import.bsn_lines,
    }
    with planned_for_many(), told_beside(staff_import.pk) as tell:
        if text := what_depends(staff_import):
            raise InUseError(text)
        for number, step in enumerate(STEPS):
            tell(number / len(STEPS))
            run(step, **keys)
        run("drop_afdelingen", ids=_made_afdelingen(staff_import), **keys)
    check_references()
    move(staff_import, state=State.UNDONE, undone_at=timezone.now(), notice="")
    log_import(staff_import, "teruggedraaid")
    outbox.publish("staff_import.undone", import_id=staff_import.pk)


def _made_afdelingen(staff_import: StaffImport) -> list[int]:
    """Return the departments that this import made, and those that an undone one had to leave."""
    undone = StaffImport.objects.filter(werkgever_id=staff_import.werkgever_id, state=State.UNDONE)
    left = (pk for made in undone.values_list("new_afdelingen", flat=True) for pk in made)
    return [*staff_import.new_afdelingen, *left]
