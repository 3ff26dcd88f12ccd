"""A duty as a row or a card: every answer is ready before the template sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

SOON_DAYS = 7
"""From how many days before the due day a duty asks for attention."""


class TaskState(StrEnum):
    """How a duty stands today. Each state has its own word and icon."""

    DONE = "done"
    LATE = "late"
    SOON = "soon"
    DUE = "due"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


CLOSED_STATES = frozenset({TaskState.DONE, TaskState.SUSPENDED, TaskState.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One duty for `_task_row.html` and `_task_card.html`.

    `pk` is its name for the outside. `title` says the duty, `official_term` the name in the
    law. `who` is the party that must act. `week_label` counts from the first sick day
    ("week 6"). `due_on` is our advice, `legal_due_on` the last day of the law; they may be
    equal or absent. `days_label` and `state` come from `describe_due`. An empty URL hides
    its link.
    """

    pk: UUID
    title: str
    state: TaskState
    official_term: str = ""
    who: str = ""
    person_name: str = ""
    employer_name: str = ""
    week_label: str = ""
    due_on: date | None = None
    legal_due_on: date | None = None
    days_label: str = ""
    done_on: date | None = None
    why: str = ""
    consequence: str = ""
    source_label: str = ""
    source_url: str = ""
    dossier_url: str = ""
    complete_url: str = ""
    explain_url: str = ""
    can_complete: bool = False
    assigned_to: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether nobody has to act on this duty any more, or not now."""
        return self.state in CLOSED_STATES

    @property
    def shows_legal_date(self) -> bool:
        """Whether the law gives another last day than our advice."""
        return self.legal_due_on is not None and self.legal_due_on != self.due_on


@dataclass(frozen=True, slots=True)
class Due:
    """How a duty stands on one day: its state and the words for it."""

    state: TaskState
    days_label: str


def describe_due(
    due_on: date | None,
    today: date,
    *,
    done_on: date | None = None,
    suspended: bool = False,
    withdrawn: bool = False,
) -> Due:
    """Return the state of a duty and how far away its day is, in words."""
    if done_on is not None:
        return Due(TaskState.DONE, _done_label(done_on, due_on))
    if withdrawn:
        return Due(TaskState.WITHDRAWN, "vervallen")
    if suspended:
        return Due(TaskState.SUSPENDED, "staat stil")
    if due_on is None:
        return Due(TaskState.DUE, "geen uiterste dag")
    days = (due_on - today).days
    return Due(_open_state(days), _open_label(days))


def _done_label(done_on: date, due_on: date | None) -> str:
    if due_on is None or done_on <= due_on:
        return "gedaan"
    return f"gedaan, {_in_days((done_on - due_on).days)} te laat"


def _open_state(days: int) -> TaskState:
    if days < 0:
        return TaskState.LATE
    return TaskState.SOON if days <= SOON_DAYS else TaskState.DUE


def _open_label(days: int) -> str:
    if days < 0:
        return f"{_in_days(-days)} te laat"
    return {0: "vandaag", 1: "morgen"}.get(days, f"nog {_in_days(days)}")


def _in_days(days: int) -> str:
    return "1 dag" if days == 1 else f"{days} dagen"
