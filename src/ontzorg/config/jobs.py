"""What the worker does: deliver messages, keep dossiers up to date, anchor the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from threading import Lock
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from ontzorg.access.actors import SYSTEM
from ontzorg.access.audit_chain.anchors import write_anchors
from ontzorg.access.context import acting_as
from ontzorg.access.idempotency import is_first_time
from ontzorg.access.models import OutboxMessage
from ontzorg.config import import_jobs
from ontzorg.integrations.mail import digests, notices
from ontzorg.integrations.mail.letter import caused_by
from ontzorg.parties.services import (
    admit_werknemer,
    follow_mandates,
    follow_terms,
    werkgevers_to_follow,
)
from ontzorg.portals.shared.sign_in.sweep import sweep
from ontzorg.verzuim import services as verzuim

Handler = Callable[..., None]
LONGEST_WAIT = timedelta(minutes=15)
# A worker gives a sign of life every few seconds; after this long without one it is dead.
DEAD_AFTER_SECONDS = 10
# Before all that waits: else whoever died under a long queue is found when that is done.
FIRST = 100
# One message at a time, whatever else this worker does: killed, it repeats one letter at the most.
IN_HAND = Lock()
DIGESTS = UUID("6b0c6a0e-5f0e-4d5c-9a43-0c7f3a1d8e52")


class Patient(BaseRetryStrategy):
    """Tries again, less and less often, and never gives up: no message may get lost."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """Wait twice as long as the time before."""
        longest = int(LONGEST_WAIT.total_seconds())
        return RetryDecision(retry_in={"seconds": min(2 ** min(job.attempts, 10), longest)})


def mandate_changed(werkgever_id: int) -> None:
    """Let the rows of a werkgever follow his new mandates."""
    with acting_as(SYSTEM):
        follow_mandates(actor=SYSTEM, werkgever_id=werkgever_id, today=timezone.localdate())


def werknemer_invited(werknemer_id: int) -> None:
    """Make the account of an employee who was invited; his mail follows."""
    with acting_as(SYSTEM):
        admit_werknemer(actor=SYSTEM, werknemer_id=werknemer_id, today=timezone.localdate())


def werkgever_changed(werkgever_id: int) -> None:
    """Plan again who leaves a werkgever that began or stopped to bear the risk himself."""
    with acting_as(SYSTEM):
        verzuim.replan_who_left(actor=SYSTEM, werkgever_id=werkgever_id, today=timezone.localdate())


HANDLERS: Mapping[str, Handler] = {
    **notices.HANDLERS,
    **import_jobs.HANDLERS,
    **digests.HANDLERS,
    "mandate.changed": mandate_changed,
    "parties.werkgever.changed": werkgever_changed,
    "parties.werknemer.invited": werknemer_invited,
}


@app.task(name="outbox.deliver", queue="outbox", retry=Patient())
def deliver(message_id: str) -> None:
    """Deliver one message of the outbox, once. A topic without a handler counts as delivered.

    A handler that fails leaves nothing behind but the count of attempts and the kind of error;
    the queue tries again later.
    """
    try:
        with IN_HAND:
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
            with caused_by(message.message_id):
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


@app.periodic(cron="0 * * * *")
@app.task(name="verzuim.new_day", queueing_lock="verzuim.new_day", pass_context=False)
def new_day(timestamp: int) -> None:
    """Catch up with the day: mandates and work that changed, dossiers whose 28 days are over.

    Every hour, so that a worker that was down at midnight loses nothing.
    """
    today = timezone.localdate()
    with acting_as(SYSTEM):
        moved = werkgevers_to_follow(today=today)
    for werkgever_id in moved:
        mandate_changed(werkgever_id)
    with acting_as(SYSTEM):
        changed = follow_terms(actor=SYSTEM, today=today)
        verzuim.replan(actor=SYSTEM, dienstverband_ids=changed, today=today)
    with acting_as(SYSTEM):
        verzuim.close_due_dossiers(actor=SYSTEM, today=today)


@app.periodic(cron="30 6-16 * * 1-5")
@app.task(name="mail.digests", queueing_lock="mail.digests", pass_context=False)
def queue_digests(timestamp: int) -> None:
    """Queue one mail a working day for each person with how much is waiting, never what.

    The first run of the day does it. The later ones are for a worker that was down then.
    """
    today = timezone.localdate()
    with acting_as(SYSTEM):
        if is_first_time(SYSTEM, uuid5(DIGESTS, today.isoformat()), content=today):
            digests.queue_all(today=today)


@app.periodic(cron="40 3 * * *")
@app.task(name="sign_in.sweep", queueing_lock="sign_in.sweep", pass_context=False)
def sweep_sessions(timestamp: int) -> None:
    """Clear away sessions that are over."""
    sweep(timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="audit.anchor", queueing_lock="audit.anchor", pass_context=False)
def anchor_log(timestamp: int) -> None:
    """Write the heads of all audit chains, signed, to a place outside the database."""
    write_anchors(settings.ENVIRONMENT.var / "anchors")


@app.periodic(cron="* * * * * */10")
@app.task(name="jobs.recover", queueing_lock="jobs.recover", pass_context=True, priority=FIRST)
async def recover_jobs(context: JobContext, timestamp: int) -> None:
    """Start jobs again whose worker died in the middle. Every job may be repeated without harm."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # the next one waits already
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)


def _payload(message: OutboxMessage) -> dict[str, Any]:
    return dict(message.payload)
