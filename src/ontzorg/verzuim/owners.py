"""Which tasks belong to which role, and who may mark them as done."""

from __future__ import annotations

from collections.abc import Mapping

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.verzuim.models import TaskOwner

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
# A planner makes appointments; he does not carry out the duty.
_ONLY_PLANS = frozenset({Role.PLANNER})
_NOBODY: frozenset[TaskOwner] = frozenset()


def duties_of(role: Role) -> frozenset[TaskOwner]:
    """Return whose tasks this role has on its list."""
    return DUTIES_OF_ROLE.get(role, _NOBODY)


def may_complete(actor: Actor, owner: str) -> bool:
    """Tell whether this actor may mark a task of this owner as done."""
    if not actor.may(Privilege.COMPLETE_TASK) or actor.role in _ONLY_PLANS:
        return False
    return owner in duties_of(actor.role) | _ALSO_NOTES.get(actor.role, _NOBODY)
