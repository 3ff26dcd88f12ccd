"""Letting a colleague do one's work for some days."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Deputy, Membership
from ontzorg.access.privileges import Privilege
from ontzorg.access.services.rows import log


@transaction.atomic
def name_deputy(*, actor: Actor, deputy: Membership, start: date, end: date) -> Deputy:
    """Let a colleague do the actor's work from `start` up to and not including `end`."""
    actor.require(Privilege.NAME_DEPUTY)
    if deputy.organisation_id != actor.organisation_id or deputy.pk == actor.membership_id:
        raise UserError("Kies een collega van uw eigen organisatie.", field="deputy")
    if end <= start:
        raise UserError(
            "De laatste dag ligt voor de eerste. Kies een latere laatste dag.", field="end"
        )
    own = Deputy.objects.filter(
        membership_id=actor.membership_id or 0, deputy=deputy, stopped_at=None
    )
    if own.filter(period__overlap=DateRange(start, end)).exists():
        raise UserError(
            "Deze collega vervangt u in deze dagen al. Kies andere dagen of een ander.",
            field="deputy",
        )
    made = Deputy.objects.create(
        membership_id=actor.membership_id or 0,
        deputy=deputy,
        organisation_id=deputy.organisation_id,
        period=DateRange(start, end),
    )
    log(actor, "vervanging.geregeld", made.pk)
    return made


@transaction.atomic
def end_deputy(*, actor: Actor, deputy_id: int) -> None:
    """Stop a deputyship that the actor arranged himself; that it was there stays known."""
    actor.require(Privilege.NAME_DEPUTY)
    own = Deputy.objects.filter(membership_id=actor.membership_id or 0, stopped_at=None)
    stopped = own.get(pk=deputy_id)
    stopped.stopped_at = timezone.now()
    stopped.save(update_fields=["stopped_at"])
    log(actor, "vervanging.gestopt", deputy_id)
