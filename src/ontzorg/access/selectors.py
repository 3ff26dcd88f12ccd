"""Everything that reads accounts, roles and mandates. No function here writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.models import Deputy, Mandate, Membership, Organisation
from ontzorg.access.roles import Role


def memberships_of(account_id: int, today: date) -> QuerySet[Membership]:
    """Return the roles this account has today, the first to use in front."""
    return (
        Membership.objects.filter(account_id=account_id, period__contains=today)
        .select_related("organisation")
        .order_by("pk")
    )


def actor_of_session(
    *, account: Any, membership_id: int | None, today: date, origin: Origin
) -> Actor | None:
    """Return the actor for a signed-in account; None when it has no role today.

    The chosen membership counts only while its period runs; else the first one is taken.
    """
    found = list(memberships_of(account.pk, today))
    chosen = next((m for m in found if m.pk == membership_id), found[0] if found else None)
    if chosen is None:
        return None
    absent = tuple(deputised_by(chosen, today))
    return actor_of(chosen, name=account.name, origin=origin, deputy_for=absent)


def deputised_by(membership: Membership, today: date) -> QuerySet[Deputy, int]:
    """Return the memberships of the colleagues whose work this person does today."""
    running = Deputy.objects.filter(deputy=membership, period__contains=today)
    return running.values_list("membership_id", flat=True)


def deputies_known_to(actor: Actor, today: date) -> QuerySet[Deputy]:
    """Return who replaces the actor, and whom he replaces, now or later."""
    mine = Q(membership_id=actor.membership_id) | Q(deputy_id=actor.membership_id)
    known = Deputy.objects.filter(mine, organisation_id=actor.organisation_id or 0)
    return known.filter(period__endswith__gt=today).order_by("period", "pk")


def actor_of(
    membership: Membership, *, name: str, origin: Origin, deputy_for: tuple[int, ...] = ()
) -> Actor:
    """Return the actor that a membership makes of a person."""
    role = Role(membership.role)
    return Actor(
        role=role,
        account_id=membership.account_id,
        membership_id=membership.pk,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation.name,
        werknemer_id=membership.werknemer_id,
        afdeling_ids=tuple(membership.afdeling_ids),
        taakdelegatie=membership.taakdelegatie,
        name=name,
        role_name=membership.organisation.word_for(role),
        deputy_for=deputy_for,
        origin=origin,
    )


def colleagues_of(actor: Actor, roles: frozenset[Role], today: date) -> QuerySet[Membership]:
    """Return the people of the actor's organisation in these roles, to give work to."""
    return Membership.objects.filter(
        organisation_id=actor.organisation_id or 0, role__in=roles, period__contains=today
    ).order_by("account_id")


def current_mandates(werkgever_id: int, today: date) -> QuerySet[Mandate]:
    """Return who works for this werkgever today."""
    return Mandate.objects.filter(werkgever_id=werkgever_id, period__contains=today)


def colleague_names() -> dict[int, str]:
    """Return who is behind each membership at the organisation of the actor in context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT membership_id, name FROM access_colleague_names()")
        return dict(cursor.fetchall())


def organisation_names(organisation_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the name of each of these organisations."""
    found = Organisation.objects.filter(pk__in={pk for pk in organisation_ids if pk})
    return {organisation.pk: organisation.name for organisation in found}


def variant_of(organisation_id: int | None) -> str:
    """Return the name of the house norms of an organisation; empty when it has none."""
    found = Organisation.objects.filter(pk=organisation_id or 0).values_list("variant", flat=True)
    return found.first() or ""
