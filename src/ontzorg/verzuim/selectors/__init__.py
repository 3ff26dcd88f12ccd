"""Everything that reads absence. Nothing here changes a dossier; reading people is logged."""

from ontzorg.verzuim.models import Door, FeitCode, Soort, Task, TaskOwner, Verzuimdossier
from ontzorg.verzuim.selectors.dossier_page import dossier_view
from ontzorg.verzuim.selectors.dossiers import (
    DossierFilters,
    count_dossiers,
    dossiers_visible_to,
    list_dossiers,
)
from ontzorg.verzuim.selectors.insurer import InsurerStep, InsurerView, insurer_dossier
from ontzorg.verzuim.selectors.next_duties import next_duties
from ontzorg.verzuim.selectors.paging import Page
from ontzorg.verzuim.selectors.person import export_my_data, werknemer_view
from ontzorg.verzuim.selectors.tasks import (
    TaskCounts,
    TaskFilters,
    count_all,
    count_tasks,
    task_item,
    tasks_mine,
    tasks_visible_to,
)
from ontzorg.verzuim.selectors.views import (
    DossierItem,
    DossierView,
    EndDates,
    FactLine,
    FlagLine,
    PeriodLine,
    PersonHeader,
    StepLine,
    TaskItem,
    TimelineView,
    UncountedLine,
    WaitingItem,
    WerknemerView,
)
from ontzorg.verzuim.selectors.waiting import meldingen_awaiting_confirmation, parked_meldingen
from ontzorg.verzuim.selectors.workload import Load, workload

__all__ = [
    "Door",
    "DossierFilters",
    "DossierItem",
    "DossierView",
    "EndDates",
    "FactLine",
    "FeitCode",
    "FlagLine",
    "InsurerStep",
    "InsurerView",
    "Load",
    "Page",
    "PeriodLine",
    "PersonHeader",
    "Soort",
    "StepLine",
    "Task",
    "TaskCounts",
    "TaskFilters",
    "TaskItem",
    "TaskOwner",
    "TimelineView",
    "UncountedLine",
    "Verzuimdossier",
    "WaitingItem",
    "WerknemerView",
    "count_all",
    "count_dossiers",
    "count_tasks",
    "dossier_view",
    "dossiers_visible_to",
    "export_my_data",
    "insurer_dossier",
    "list_dossiers",
    "meldingen_awaiting_confirmation",
    "next_duties",
    "parked_meldingen",
    "task_item",
    "tasks_mine",
    "tasks_visible_to",
    "werknemer_view",
    "workload",
]
