"""What the worker does: deliver messages, keep dossiers up to date, anchor the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app

from ontzorg.access.actors import SYSTEM
from ontzorg.access.audit_chain.anchors import write_anchors
from ontzorg.access.context import acting_as
from ontzorg.access.models import OutboxMessage
from ontzorg.access.selectors import werkgevers_with_moved_mandates
from ontzorg.integrations.mail import digests, notices
from ontzorg.parties.services import admit_werknemer, follow_mandates
from ontzorg.verzuim import services as verzuim

Handler = Callable[..., None]
LOOK_BACK = timedelta(days=7)


def mandate_changed(werkgever_id: int) -> None:
    """Let the rows of a werkgever follow his new mandates."""
    with acting_as(SYSTEM):
        follow_mandates(actor=SYSTEM, werkgever_id=werkgever_id, today=timezone.localdate())


def werknemer_invited(werknemer_id: int) -> None:
    """Make the account of an employee who was invited; his mail follows."""
    with acting_as(SYSTEM):
        admit_werknemer(actor=SYSTEM, werknemer_id=werknemer_id, today=timezone.localdate())


HANDLERS: Mapping[str, Handler] = {
    **notices.HANDLERS,
    "mandate.changed": mandate_changed,
    "parties.werknemer.invited": werknemer_invited,
}


@app.task(name="outbox.deliver", queue="outbox", retry=5)
def deliver(message_id: str) -> None:
    """Deliver one message of the outbox, once. A topic without a handler counts as delivered.

    A handler that fails leaves nothing behind but the count of attempts and the kind of error;
    the queue tries again later.
    """
    try:
        _deliver(message_id)
    except Exception as error:
        _note_failure(message_id, error)
        raise


def _deliver(message_id: str) -> None:
    with acting_as(SYSTEM):
        message = (
            OutboxMessage.objects.select_for_update()
            .filter(message_id=UUID(message_id), delivered_at=None)
            .first()
        )
        if message is None:
            return
        handler = HANDLERS.get(message.topic)
        if handler is not None:
            handler(**_payload(message))
        OutboxMessage.objects.filter(pk=message.pk).update(
            delivered_at=timezone.now(), attempts=F("attempts") + 1, last_error=""
        )


def _note_failure(message_id: str, error: Exception) -> None:
    """Keep the kind of error only: its text may name a person."""
    with acting_as(SYSTEM):
        OutboxMessage.objects.filter(message_id=UUID(message_id), delivered_at=None).update(
            attempts=F("attempts") + 1, last_error=type(error).__name__
        )


@app.periodic(cron="5 * * * *")
@app.task(name="verzuim.new_day", queueing_lock="verzuim.new_day", pass_context=False)
def new_day(timestamp: int) -> None:
    """Catch up with the day: mandates that began or ended, dossiers whose 28 days are over.

    Every hour, so that a worker that was down at midnight loses nothing.
    """
    today = timezone.localdate()
    with acting_as(SYSTEM):
        moved = werkgevers_with_moved_mandates(today - LOOK_BACK, today)
    for werkgever_id in moved:
        mandate_changed(werkgever_id)
    with acting_as(SYSTEM):
        verzuim.close_due_dossiers(actor=SYSTEM, today=today)


@app.periodic(cron="30 6 * * 1-5")
@app.task(name="mail.digests", queueing_lock="mail.digests", pass_context=False)
def send_digests(timestamp: int) -> None:
    """Send each person one mail a working day with how much is waiting, never what."""
    with acting_as(SYSTEM):
        digests.send_all(today=timezone.localdate())


@app.periodic(cron="*/5 * * * *")
@app.task(name="audit.anchor", queueing_lock="audit.anchor", pass_context=False)
def anchor_log(timestamp: int) -> None:
    """Write the heads of all audit chains, signed, to a place outside the database."""
    write_anchors(settings.ENVIRONMENT.var / "anchors")


def _payload(message: OutboxMessage) -> dict[str, Any]:
    return dict(message.payload)
