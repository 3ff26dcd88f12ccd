"""Makes of a stored task what a list or page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.rules.wet.taken import taak_tekst
from ontzorg.verzuim.derivation.states import was_on
from ontzorg.verzuim.models import Task, TaskOwner
from ontzorg.verzuim.owners import duties_of, may_complete
from ontzorg.verzuim.selectors.light import Uncounted
from ontzorg.verzuim.selectors.role_words import RoleWords, owner_in_words
from ontzorg.verzuim.selectors.status import week_of
from ontzorg.verzuim.selectors.views import StepLine, TaskItem

OPEN, DONE, SUSPENDED, WITHDRAWN = "open", "done", "suspended", "withdrawn"
COPIED = (
    "public_id",
    "version",
    "code",
    "volgnummer",
    "owner",
    "soort",
    "bron",
    "due_on",
    "legal_due_on",
    "grace_on",
    "from_on",
    "completed_on",
    "withdrawn_reason",
    "assigned_to",
    "assigned_name",
    "werknemer_id",
)


def build_item(
    task: Task,
    actor: Actor,
    today: date,
    *,
    uncounted: Uncounted,
    words: RoleWords,
    with_steps: bool = False,
    read_only: bool = False,
) -> TaskItem:
    """Return the item; texts come from the table of duties, dates from the row.

    `uncounted` are the days of the dossier that do not count, `words` those for roles.
    """
    dossier = task.dossier
    dienstverband = dossier.dienstverband
    state = state_of(task)
    may_act = not read_only and may_complete(actor, task)
    return TaskItem(
        **{name: getattr(task, name) for name in COPIED},
        **_texts(task, actor),
        dossier_public_id=dossier.public_id,
        owner_label=owner_in_words(task, words),
        state=state,
        days_left=(task.due_on - today).days,
        week=week_of(uncounted, dossier.eerste_ziektedag, task.due_on),
        completed_by=task.completed_by_label,
        person_name=dienstverband.werknemer.name,
        werkgever_name=dienstverband.werkgever.organisation.name,
        eerste_ziektedag=dossier.eerste_ziektedag,
        can_complete=may_act and state in (OPEN, SUSPENDED),
        can_undo=may_act and task.completed_by is not None and was_on(task.completed_at, today),
        can_assign=not read_only and actor.may(Privilege.ASSIGN_TASK) and state == OPEN,
        steps=build_steps(task.trace) if with_steps else (),
    )


def _texts(task: Task, actor: Actor) -> dict[str, Any]:
    """Return the words about the duty; who carries it out is not told to ask for it."""
    texts = asdict(taak_tekst(task.code))
    for_doer = texts.pop("doer_title")
    is_doer = TaskOwner(task.owner) in duties_of(actor.role)
    return texts | {"title": for_doer} if for_doer and is_doer else texts


def state_of(task: Task) -> str:
    """Return whether a task is done, withdrawn, suspended or open."""
    if task.completed_on is not None:
        return DONE
    if task.withdrawn_on is not None:
        return WITHDRAWN
    return OPEN if task.suspended_on is None else SUSPENDED


def build_steps(trace: Iterable[Mapping[str, Any]]) -> tuple[StepLine, ...]:
    """Return the stored steps of a trace as values."""
    return tuple(
        StepLine(
            rule=step["rule"],
            source=step["source"],
            inputs=tuple((name, value) for name, value in step["inputs"]),
            result=step["result"],
            text=step["text"],
        )
        for step in trace
    )
