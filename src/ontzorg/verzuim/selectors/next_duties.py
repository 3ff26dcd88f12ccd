"""The nearest duty of the reader in each of a few dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ontzorg.access.actors import Actor
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.owners import own_duties
from ontzorg.verzuim.selectors.light import light_tasks
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.spans import HORIZON
from ontzorg.verzuim.selectors.task_items import list_items
from ontzorg.verzuim.selectors.tasks import tasks_visible_to
from ontzorg.verzuim.selectors.views import TaskItem


def next_duties(actor: Actor, dossiers: Sequence[UUID], *, today: date) -> dict[UUID, TaskItem]:
    """Return by dossier what comes first for the actor's side; logs the reading.

    A dossier without a duty in the weeks that his work list looks ahead is left out.
    """
    near = tasks_visible_to(actor).filter(
        OPEN, own_duties(actor), dossier__public_id__in=dossiers, due_on__lte=today + HORIZON
    )
    first = light_tasks(near, actor).order_by("dossier_id", "due_on", "pk").distinct("dossier_id")
    found = list(first)
    log_reading(actor, "taken.bekeken", found)
    return {item.dossier_public_id: item for item in list_items(found, actor, today)}
