"""What the party that must act calls its people: words come from the organisation (M014)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontzorg.access.roles import Role
from ontzorg.access.selectors import Organisation, named_organisations
from ontzorg.verzuim.models import Task, TaskOwner
from ontzorg.verzuim.owners import MANDATE_OF_OWNER

RoleWords = Mapping[int, Organisation]


def role_words_of(tasks: Iterable[Task]) -> RoleWords:
    """Return the organisations that serve these tasks, with their words for roles."""
    return named_organisations(serving_of(tasks))


def serving_of(tasks: Iterable[Task]) -> set[int]:
    """Return the organisations whose people have these tasks."""
    return {pk for task in tasks if (pk := _serving(task)) is not None}


def owner_in_words(task: Task, words: RoleWords) -> str:
    """Return who must act, in the word of the organisation that serves this task."""
    organisation = words.get(_serving(task) or 0)
    if organisation is None:
        return str(TaskOwner(task.owner).label)
    return organisation.word_for(Role(task.owner))


def _serving(task: Task) -> int | None:
    column = MANDATE_OF_OWNER.get(TaskOwner(task.owner))
    found: int | None = getattr(task, column) if column else None
    return found
