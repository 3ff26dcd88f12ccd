"""The nearest duty of the reader in each of a few dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ontzorg.access.actors import Actor
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.owners import own_duties
from ontzorg.verzuim.selectors.light import light_tasks, uncounted_of
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.role_words import role_words_of
from ontzorg.verzuim.selectors.spans import HORIZON
from ontzorg.verzuim.selectors.task_items import build_item
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
    words = role_words_of(found)
    return {
        task.dossier.public_id: build_item(
            task, actor, today, uncounted=uncounted_of(task), words=words
        )
        for task in found
    }
