"""A closed dossier keeps what was done or came due; the rest of its plan is cleared away.

See decision 0014. A task is derived from facts, and comes back when a fact opens the dossier again.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ontzorg.verzuim.models import Task, Verzuimdossier

Planned = Iterable[tuple[Verzuimdossier, Iterable[Task]]]


def clear_closed(planned: Planned) -> int:
    """Clear away what never came due in the closed dossiers among these; return how many tasks.

    The database checks each task once more, and does it for every party: a late herstelmelding
    of an employer closes a dossier too, and no party may delete a task by itself.
    """
    ids = [row.pk for row, tasks in planned if any(_is_idle(task, row) for task in tasks)]
    if not ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT verzuim_clear_closed(%s)", [ids])
        return int(cursor.fetchone()[0])


def _is_idle(task: Task, row: Verzuimdossier) -> bool:
    """Tell whether this task of a closed dossier never came due, and nobody touched it."""
    if row.closed_on is None or task.withdrawn_on is None or task.completed_on is not None:
        return False
    return task.due_on > row.closed_on and task.assigned_to in (None, row.ontzorgmanager_id)
