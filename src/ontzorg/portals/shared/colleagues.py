"""The people of one's own organisation, by name: to give work to, or to be replaced by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import GRANTS, Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import Organisation, colleague_names, colleagues_of

WORKERS = frozenset(role for role in Role if Privilege.NAME_DEPUTY in GRANTS[role])


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One role of one person."""

    pk: int
    name: str
    role: str
    is_self: bool = False
    only_plans: bool = False


def colleagues(actor: Actor, today: date, *, roles: frozenset[Role] = WORKERS) -> list[Colleague]:
    """Return who has such a role at the actor's organisation today, by name; the actor first."""
    names = colleague_names()
    organisation = Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    if organisation is None:
        return []
    found = [
        Colleague(
            pk=pk,
            name=names.get(pk, ""),
            role=organisation.word_for(Role(role)),
            is_self=pk == actor.membership_id,
            only_plans=role == Role.PLANNER,
        )
        for pk, role in colleagues_of(actor, roles, today).values_list("pk", "role")
    ]
    return sorted(found, key=lambda one: (not one.is_self, one.name.casefold()))
