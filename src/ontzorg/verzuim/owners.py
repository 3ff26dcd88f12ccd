"""Which tasks belong to which role, and who may mark them as done."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party, Role
from ontzorg.verzuim.models import Task, TaskOwner

# The duties on the list of a role.
DUTIES_OF_ROLE: Mapping[Role, frozenset[TaskOwner]] = {
    Role.WERKGEVER_BEHEERDER: frozenset({TaskOwner.WERKGEVER}),
    Role.LEIDINGGEVENDE: frozenset({TaskOwner.WERKGEVER}),
    Role.MEDEWERKER: frozenset({TaskOwner.WERKNEMER}),
    Role.ONTZORGMANAGER: frozenset({TaskOwner.ONTZORGMANAGER}),
    Role.VERZUIMBEGELEIDER: frozenset({TaskOwner.VERZUIMBEGELEIDER}),
    Role.BEDRIJFSARTS: frozenset({TaskOwner.BEDRIJFSARTS}),
    Role.PLANNER: frozenset({TaskOwner.BEDRIJFSARTS, TaskOwner.VERZUIMBEGELEIDER}),
}

# What a role may note as done for another: letters of UWV, and steps it helps the employer with.
_ALSO_NOTES: Mapping[Role, frozenset[TaskOwner]] = {
    Role.WERKGEVER_BEHEERDER: frozenset({TaskOwner.UWV}),
    Role.LEIDINGGEVENDE: frozenset({TaskOwner.UWV}),
    Role.ONTZORGMANAGER: frozenset({TaskOwner.WERKGEVER, TaskOwner.UWV}),
    Role.VERZUIMBEGELEIDER: frozenset({TaskOwner.WERKGEVER, TaskOwner.UWV}),
    Role.BEDRIJFSARTS: frozenset({TaskOwner.VERZUIMBEGELEIDER}),
    Role.SYSTEM: frozenset(TaskOwner),
}
# The mandate that brings the people for a duty; without it the employer sees to it himself.
MANDATE_OF_OWNER: Mapping[TaskOwner, str] = {
    TaskOwner.BEDRIJFSARTS: "arbodienst_id",
    TaskOwner.VERZUIMBEGELEIDER: "arbodienst_id",
    TaskOwner.ONTZORGMANAGER: "reintegratiebedrijf_id",
}
# A planner makes appointments; he does not carry out the duty.
_ONLY_PLANS = frozenset({Role.PLANNER})
_NOBODY: frozenset[TaskOwner] = frozenset()


def duties_of(role: Role) -> frozenset[TaskOwner]:
    """Return whose tasks this role has on its list."""
    return DUTIES_OF_ROLE.get(role, _NOBODY)


def own_duties(actor: Actor) -> Q:
    """Return the filter for the tasks that are this actor's to do, given to someone or not."""
    duty = Q(owner__in=())
    for each in own_duty_ranges(actor):
        duty |= each
    return duty


def own_duty_ranges(actor: Actor) -> tuple[Q, ...]:
    """Return that filter in parts that share no task, each with one owner."""
    own = tuple(Q(owner=owner) for owner in sorted(duties_of(actor.role)))
    if actor.role.party is not Party.WERKGEVER:
        return own
    vacant = MANDATE_OF_OWNER.items()
    return (*own, *(Q(owner=owner, **{column: None}) for owner, column in vacant))


def may_complete(actor: Actor, task: Task) -> bool:
    """Tell whether this actor may mark this task as done."""
    if not actor.may(Privilege.COMPLETE_TASK) or actor.role in _ONLY_PLANS:
        return False
    return acting_owner(task) in duties_of(actor.role) | _ALSO_NOTES.get(actor.role, _NOBODY)


def acting_owner(task: Task) -> TaskOwner:
    """Return who acts: the employer himself for a party that he does not have here."""
    owner = TaskOwner(task.owner)
    column = MANDATE_OF_OWNER.get(owner)
    is_vacant = column is not None and getattr(task, column) is None
    return TaskOwner.WERKGEVER if is_vacant else owner
