"""What is stored of an absence: the facts as they came in, and what follows from them."""

from ontzorg.verzuim.models.dossier import Verzuimdossier
from ontzorg.verzuim.models.facts import Feit, FeitCode, Verlof
from ontzorg.verzuim.models.melding import Door, Melding, MeldingBesluit, MeldingIntake, Soort
from ontzorg.verzuim.models.task import Task, TaskOwner

__all__ = [
    "Door",
    "Feit",
    "FeitCode",
    "Melding",
    "MeldingBesluit",
    "MeldingIntake",
    "Soort",
    "Task",
    "TaskOwner",
    "Verlof",
    "Verzuimdossier",
]
