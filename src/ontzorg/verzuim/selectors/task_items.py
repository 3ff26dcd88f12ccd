"""Makes of a stored task what a list or page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.rules.wet.taken import taak_tekst
from ontzorg.verzuim.derivation.states import was_on
from ontzorg.verzuim.models import Task, TaskOwner, Verzuimdossier
from ontzorg.verzuim.owners import duties_of, may_complete
from ontzorg.verzuim.selectors.light import Uncounted, uncounted_of
from ontzorg.verzuim.selectors.names import Names, names_of
from ontzorg.verzuim.selectors.role_words import RoleWords, owner_in_words, serving_of
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
    "werkgever_id",
)
TOLD = ("official_term", "who", "why", "consequence", "source_label", "source_url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a task stands: its dossier, with the days that do not count there, and whose it is."""

    dossier_public_id: UUID
    eerste_ziektedag: date
    uncounted: Uncounted
    person_name: str
    werkgever_name: str

    @classmethod
    def of(cls, dossier: Verzuimdossier) -> Place:
        """Return the place of every task in a dossier that was read with its person."""
        dienstverband = dossier.dienstverband
        return cls(
            dossier_public_id=dossier.public_id,
            eerste_ziektedag=dossier.eerste_ziektedag,
            uncounted=dossier.tijdlijn.get("niet_meetellend", ()),
            person_name=dienstverband.werknemer.name,
            werkgever_name=dienstverband.werkgever.organisation.name,
        )


def list_items(tasks: Sequence[Task], actor: Actor, today: date) -> tuple[TaskItem, ...]:
    """Return the items of tasks that were read for a list."""
    names = names_of(tasks, serving=serving_of(tasks))
    words = names.organisations
    return tuple(
        build_item(task, actor, today, place=_place_in_list(task, names), words=words)
        for task in tasks
    )


def build_item(
    task: Task,
    actor: Actor,
    today: date,
    *,
    place: Place,
    words: RoleWords,
    with_steps: bool = False,
    read_only: bool = False,
) -> TaskItem:
    """Return the item; texts come from the table of duties, dates from the row.

    `words` are those for roles.
    """
    state = state_of(task)
    may_act = not read_only and may_complete(actor, task)
    return TaskItem(
        **{name: getattr(task, name) for name in COPIED},
        **_texts(task, actor),
        dossier_public_id=place.dossier_public_id,
        owner_label=owner_in_words(task, words),
        state=state,
        days_left=(task.due_on - today).days,
        week=week_of(place.uncounted, place.eerste_ziektedag, task.due_on),
        completed_by=task.completed_by_label,
        person_name=place.person_name,
        werkgever_name=place.werkgever_name,
        eerste_ziektedag=place.eerste_ziektedag,
        can_complete=may_act and state in (OPEN, SUSPENDED),
        can_undo=may_act and task.completed_by is not None and was_on(task.completed_at, today),
        can_assign=not read_only and actor.may(Privilege.ASSIGN_TASK) and state == OPEN,
        steps=build_steps(task.trace) if with_steps else (),
    )


def _texts(task: Task, actor: Actor) -> dict[str, Any]:
    """Return the words about the duty; who carries it out is not told to ask for it."""
    tekst = taak_tekst(task.code)
    is_doer = TaskOwner(task.owner) in duties_of(actor.role)
    title = tekst.doer_title if is_doer and tekst.doer_title else tekst.title
    return {name: getattr(tekst, name) for name in TOLD} | {"title": title}


def _place_in_list(task: Task, names: Names) -> Place:
    return Place(
        dossier_public_id=task.dossier_public_id,  # type: ignore[attr-defined]  # see light_tasks
        eerste_ziektedag=task.eerste_ziektedag,  # type: ignore[attr-defined]
        uncounted=uncounted_of(task),
        person_name=names.people[task.werknemer_id].name,
        werkgever_name=names.organisations[task.werkgever_id].name,
    )


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
