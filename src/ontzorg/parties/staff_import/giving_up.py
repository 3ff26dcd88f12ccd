"""Leaves an import in a state that a person can go on from, when its job cannot be finished."""

from __future__ import annotations

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import.models import StaffImport, State
from ontzorg.parties.staff_import.moving import held, move

NOT_FINISHED = "not_finished"
BACK_TO = {
    State.READING: State.REFUSED,
    State.WRITING: State.READY,
    State.UNDOING: State.DONE,
}


def give_up(import_id: int) -> None:
    """Take the import back to where the last button was pressed, and say so.

    Not while another job works on it.
    """
    with held(import_id) as is_held, acting_as(SYSTEM):
        found = StaffImport.objects.filter(pk=import_id, state__in=BACK_TO).first()
        if found and is_held:
            move(found, state=BACK_TO[State(found.state)], notice=NOT_FINISHED)


def is_still(import_id: int, state: str) -> bool:
    """Tell whether the import waits for the job that this state stands for."""
    with acting_as(SYSTEM):
        return StaffImport.objects.filter(pk=import_id, state=state).exists()
