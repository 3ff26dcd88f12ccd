"""Letting an organisation work for a werkgever, and ending that."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ontzorg.access import outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Mandate, Organisation, OrganisationKind
from ontzorg.access.privileges import Privilege
from ontzorg.access.services.rows import double_role_logged, end_row, log, save


def give_mandate(
    *, actor: Actor, werkgever: Organisation, organisation: Organisation, start: date, today: date
) -> Mandate:
    """Let an organisation work for a werkgever from `start`; it sees him from that day on."""
    actor.require(Privilege.MANAGE_ACCESS)
    _check_sides(werkgever, organisation)
    made = Mandate(
        werkgever=werkgever,
        organisation=organisation,
        kind=organisation.kind,
        period=DateRange(start, None),
    )
    with double_role_logged(actor):
        _check_no_mandate_yet(made)
        save(made)
        let_rows_follow(werkgever.pk, today)
        log(actor, "mandaat.gegeven", made.pk, werkgever_id=werkgever.pk)
        outbox.publish("mandate.changed", werkgever_id=werkgever.pk)
    return made


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, end: date, today: date) -> None:
    """End a mandate on `end`; from that day the organisation no longer sees the werkgever.

    An end of today or before holds with this transaction; the worker sees to a later one.
    """
    actor.require(Privilege.MANAGE_ACCESS)
    if end_row(mandate, end):
        let_rows_follow(mandate.werkgever_id, today)
        log(actor, "mandaat.beeindigd", mandate.pk, werkgever_id=mandate.werkgever_id)
        outbox.publish("mandate.changed", werkgever_id=mandate.werkgever_id)


def let_rows_follow(werkgever_id: int, today: date) -> int:
    """Share the rows of a werkgever with who has a mandate today; return how many changed.

    For who gives mandates and for the system. The medical room does not follow: its files move
    only with consent of the employee.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_follow_mandates(%s, %s)", [werkgever_id, today])
        return int(cursor.fetchone()[0])


def _check_sides(werkgever: Organisation, organisation: Organisation) -> None:
    if werkgever.kind != OrganisationKind.WERKGEVER:
        raise UserError("Kies een organisatie die werkgever is.", field="werkgever")
    if organisation.kind in (OrganisationKind.WERKGEVER, OrganisationKind.BEHEER):
        raise UserError("Kies een organisatie die voor werkgevers werkt.", field="organisation")


def _check_no_mandate_yet(mandate: Mandate) -> None:
    """Refuse a mandate that the organisation already has; the lock makes a double click wait."""
    Organisation.objects.select_for_update().get(pk=mandate.werkgever_id)
    same = Mandate.objects.filter(
        werkgever_id=mandate.werkgever_id,
        organisation_id=mandate.organisation_id,
        period__overlap=mandate.period,
    )
    if same.exists():
        raise UserError(
            "Deze organisatie heeft dit mandaat al. Beëindig het eerst, of kies een andere.",
            field="organisation",
        )
