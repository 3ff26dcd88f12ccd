"""Makes of a task what the lists and cards of all portals show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party
from ontzorg.portals.shared.addresses import row_address
from ontzorg.portals.shared.presentation.tasks import Due, TaskRow, describe_due
from ontzorg.verzuim.selectors import TaskItem

ROW, CARD, DUTY = "rij", "kaart", "stap"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A task in the work list: what it says, and what the reader may do with it."""

    task: TaskRow
    employer: str
    version: int
    undo_url: str = ""
    can_assign: bool = False
    is_mine: bool = False


def task_row(item: TaskItem, *, today: date, shape: str = CARD) -> TaskRow:
    """Return the task for `_task_row.html` (shape `rij`) or `_task_card.html` (`kaart`).

    The shape travels with the button "Afronden", so that htmx gets the same shape back.
    """
    due = describe(item, today=today)
    return TaskRow(
        pk=item.public_id,
        title=item.title,
        state=due.state,
        official_term=item.official_term,
        who=item.owner_label,
        person_name=item.person_name,
        employer_name=item.werkgever_name,
        week_label=f"week {item.week}",
        due_on=item.due_on,
        legal_due_on=item.legal_due_on,
        days_label=due.days_label,
        done_on=item.completed_on,
        why=item.why,
        consequence=item.consequence,
        source_label=item.source_label,
        source_url=item.source_url,
        dossier_url=row_address("dossier", item.dossier_public_id),
        complete_url=_url("task-complete", item, als=shape, versie=str(item.version)),
        explain_url=_url("task-explain", item),
        can_complete=item.can_complete,
        assigned_to=item.assigned_name,
    )


def work_row(item: TaskItem, *, actor: Actor, today: date) -> WorkRow:
    """Return the task as a row of "Mijn werk"; an employer need not read his own name."""
    return WorkRow(
        task=task_row(item, today=today, shape=ROW),
        employer="" if actor.party is Party.WERKGEVER else item.werkgever_name,
        version=item.version,
        undo_url=_url("task-undo", item, als=ROW) if item.can_undo else "",
        can_assign=item.can_assign,
        is_mine=item.assigned_to is not None and item.assigned_to == actor.membership_id,
    )


def describe(item: TaskItem, *, today: date) -> Due:
    """Return how the task stands today, in words."""
    return describe_due(
        item.due_on,
        today,
        done_on=item.completed_on,
        suspended=item.state == "suspended",
        withdrawn=item.state == "withdrawn",
    )


def _url(name: str, item: TaskItem, **query: str) -> str:
    url = row_address(name, item.public_id)
    return f"{url}?{urlencode(query)}" if query else url
