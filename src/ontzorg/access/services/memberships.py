"""Giving a person a role at an organisation, and taking it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Account, Membership, Organisation
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.services.organisations import KIND_OF_PARTY
from ontzorg.access.services.rows import double_role_logged, end_row, log, save


def add_membership(
    *,
    actor: Actor,
    account: Account,
    organisation: Organisation,
    role: Role,
    start: date,
    afdeling_ids: Sequence[int] = (),
    werknemer_id: int | None = None,
    taakdelegatie: bool = False,
) -> Membership:
    """Give a person a role at an organisation. Raises DoubleRoleError where the law forbids it."""
    actor.require(Privilege.MANAGE_ACCESS)
    _check_role(organisation, role, werknemer_id)
    made = Membership(
        account=account,
        organisation=organisation,
        role=role,
        period=DateRange(start, None),
        afdeling_ids=list(afdeling_ids),
        werknemer_id=werknemer_id,
        taakdelegatie=taakdelegatie,
    )
    with double_role_logged(actor):
        _check_is_new(made)
        save(made)
        log(actor, "rol.gegeven", made.pk)
    return made


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, end: date) -> None:
    """Take a role away from `end` on; what was done in it stays."""
    actor.require(Privilege.MANAGE_ACCESS)
    if end_row(membership, end):
        log(actor, "rol.beeindigd", membership.pk)


def _check_role(organisation: Organisation, role: Role, werknemer_id: int | None) -> None:
    if KIND_OF_PARTY.get(role.party) != organisation.kind:
        raise UserError(
            f"De rol {role.label} past niet bij {organisation}. Kies een andere rol, of de "
            "organisatie waar deze rol bij hoort.",
            field="role",
        )
    if role is Role.MEDEWERKER and werknemer_id is None:
        raise UserError("Kies de medewerker van wie dit account is.", field="role")


def _check_is_new(membership: Membership) -> None:
    """Refuse a role that the person already has; the lock makes a double click wait."""
    accounts = Account.objects.using("default").select_for_update().only("pk")
    accounts.get(pk=membership.account_id)
    same = Membership.objects.filter(
        account_id=membership.account_id,
        organisation_id=membership.organisation_id,
        role=membership.role,
        werknemer_id=membership.werknemer_id,
        period__overlap=membership.period,
    )
    if same.exists():
        raise UserError(
            "Deze persoon heeft deze rol al. Beëindig die eerst, of kies een andere rol.",
            field="role",
        )
