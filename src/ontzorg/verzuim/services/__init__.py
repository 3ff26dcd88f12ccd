"""Everything that changes an absence. One call is one transaction."""

from ontzorg.verzuim.services.feiten import record_feit, withdraw_feit
from ontzorg.verzuim.services.handover import Handover, hand_over
from ontzorg.verzuim.services.meldingen import confirm_melding, record_melding, reject_melding
from ontzorg.verzuim.services.new_melding import IntakeAnswers, NewMelding
from ontzorg.verzuim.services.replanning import (
    batches,
    close_due_dossiers,
    replan,
    replan_dienstverband,
    replan_who_left,
)
from ontzorg.verzuim.services.tasks import (
    assign_ontzorgmanager,
    assign_tasks,
    complete_task,
    undo_task,
)
from ontzorg.verzuim.services.verlof import (
    answer_zelfde_oorzaak,
    record_verlof,
    withdraw_verlof,
)

__all__ = [
    "Handover",
    "IntakeAnswers",
    "NewMelding",
    "answer_zelfde_oorzaak",
    "assign_ontzorgmanager",
    "assign_tasks",
    "batches",
    "close_due_dossiers",
    "complete_task",
    "confirm_melding",
    "hand_over",
    "record_feit",
    "record_melding",
    "record_verlof",
    "reject_melding",
    "replan",
    "replan_dienstverband",
    "replan_who_left",
    "undo_task",
    "withdraw_feit",
    "withdraw_verlof",
]
