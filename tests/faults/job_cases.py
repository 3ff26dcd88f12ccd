"""Every kind of job the worker does, each with something to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from django.db.backends.postgresql.psycopg_any import DateRange
from procrastinate.contrib.django import app

from ontzorg.access import outbox
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Account, Mandate, OutboxMessage
from ontzorg.config import import_jobs, jobs
from ontzorg.parties import services as parties
from ontzorg.parties.models import Werknemer
from ontzorg.parties.staff_import import merge_services, services
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in, read, start
from ontzorg.parties.staff_import.tests.test_merging import TWICE, merge
from ontzorg.verzuim.tests.play import report
from tests.harness import world
from tests.security.admin import as_superuser

Run = Callable[[], object]
Prepare = Callable[[], Run]
# This makes the queue itself turn; T28 breaks it.
OF_THE_QUEUE = {"jobs.recover"}
# The same as their topics: each message, and each step of an import, is a kind of its own.
BY_TOPIC = {"outbox.deliver", "staff_import.work"}


def kinds() -> set[str]:
    """Return every kind of job that the code knows."""
    tasks = {name for name in app.tasks if "procrastinate" not in name} - OF_THE_QUEUE - BY_TOPIC
    steps = {f"step {topic}" for topic in import_jobs.WORK}
    return {*tasks, *steps, *(f"message {topic}" for topic in jobs.HANDLERS)}


def deliver(topic: str) -> Run:
    """Return the delivery of the message of this topic."""
    with acting_as(SYSTEM):
        message = OutboxMessage.objects.filter(topic=topic, delivered_at=None).latest("pk")
    return partial(jobs.deliver, str(message.message_id))


def published(topic: str, **payload: int | str) -> Run:
    with acting_as(SYSTEM):
        outbox.publish(topic, **payload)
    return deliver(topic)


def step(topic: str, number: int) -> Run:
    return partial(import_jobs.WORK[topic], number)


def invited() -> Run:
    """Someone gets an account, and a mail about it."""
    account = Account.objects.using("default")
    with acting_as(SYSTEM):
        person = account.only("pk").order_by("pk")[0]
    return published("account.invited", account_id=person.pk)


def new_device() -> Run:
    as_superuser(
        "INSERT INTO access_knowndevice"
        " (id, account_id, cookie_hash, label, first_seen_at, last_seen_at)"
        " OVERRIDING SYSTEM VALUE VALUES (1, 1, '\\x00', 'Firefox', now(), now())"
    )
    return published("account.new_device", device_id=1)


def awaits() -> Run:
    report("ziekmelding", world.TODAY, who=SYSTEM)
    return published("verzuim.melding.awaits", werkgever_id=world.WERKGEVER_A)


def sick_for_long() -> None:
    report("ziekmelding", world.TODAY - timedelta(days=60), who=SYSTEM)


def digest() -> Run:
    sick_for_long()
    jobs.queue_digests(0)
    return deliver("mail.digest")


def mandate_moved() -> None:
    """Let a mandate be over, without anyone having followed it."""
    with acting_as(SYSTEM):
        Mandate.objects.filter(
            werkgever_id=world.WERKGEVER_A, organisation_id=world.ARBODIENST_A
        ).update(period=DateRange(world.START, world.TODAY))


def mandate_changed() -> Run:
    mandate_moved()
    return published("mandate.changed", werkgever_id=world.WERKGEVER_A)


def werkgever_changed() -> Run:
    sick_for_long()
    return published("parties.werkgever.changed", werkgever_id=world.WERKGEVER_A)


def employee_invited() -> Run:
    with acting_as(SYSTEM):
        parties.invite_werknemer(
            actor=world.actor(WHO),
            werknemer_id=world.WERKNEMERS_A[1],
            email="zonneveld@voorbeeld.example",
            today=world.TODAY,
        )
    return deliver("parties.werknemer.invited")


def new_day() -> Run:
    mandate_moved()
    day = world.TODAY - timedelta(days=60)
    report("ziekmelding", day, who=SYSTEM, today=day)
    fit = world.TODAY - timedelta(days=28)
    report("herstelmelding", fit, who=SYSTEM, today=fit)
    return partial(jobs.new_day, 0)


def digests() -> Run:
    sick_for_long()
    return partial(jobs.queue_digests, 0)


def old_session() -> Run:
    as_superuser("INSERT INTO django_session VALUES ('old', 'x', '2020-01-01')")
    return partial(jobs.sweep_sessions, 0)


def importing(do: Callable[[int], object] | None, topic: str) -> Run:
    """Return a step of an import that is ready for it."""
    made = start(csv_of(GOOD)) if topic == "staff_import.read" else read(csv_of(GOOD))
    with acting_as(SYSTEM):
        if do is None:
            services.choose_columns(actor=world.actor(WHO), import_id=made.pk, columns=made.columns)
        else:
            do(made.pk)
    return step(topic, made.pk)


def confirm(number: int) -> None:
    services.confirm_import(actor=world.actor(WHO), import_id=number)


def cancel(number: int) -> None:
    services.cancel_import(actor=world.actor(WHO), import_id=number)


def undoing() -> Run:
    made = bring_in(csv_of(GOOD))
    with acting_as(SYSTEM):
        services.undo_import(actor=world.actor(WHO), import_id=made.pk)
    return step("staff_import.undo", made.pk)


def brought_in(topic: str) -> Run:
    return step(topic, bring_in(csv_of(GOOD)).pk)


def twice_there() -> int:
    bring_in(csv_of(TWICE))
    with acting_as(SYSTEM):
        return Werknemer.objects.get(achternaam="Boterbloem-Dijk").pk


def merging() -> Run:
    gone = twice_there()
    with acting_as(SYSTEM):
        made = merge_services.start_merge(
            actor=world.actor(WHO), kept_id=world.WERKNEMERS_A[0], gone_id=gone
        )
    return step("staff_import.merge", made.pk)


def merged(topic: str) -> Run:
    made = merge(world.WERKNEMERS_A[0], twice_there())
    if topic == "staff_import.unmerge":
        with acting_as(SYSTEM):
            merge_services.start_unmerge(actor=world.actor(WHO), merge_id=made.pk)
    return step(topic, made.pk)


def left_behind() -> Run:
    """An import whose job was killed is taken up again by the sweep."""
    importing(None, "staff_import.read")
    as_superuser("UPDATE staff_import_staffimport SET moved_at = moved_at - interval '1 hour'")
    return partial(import_jobs.sweep, 0)


MESSAGES: Mapping[str, Prepare] = {
    "account.invited": invited,
    "account.new_device": new_device,
    "verzuim.melding.awaits": awaits,
    "mail.digest": digest,
    "mandate.changed": mandate_changed,
    "parties.werkgever.changed": werkgever_changed,
    "parties.werknemer.invited": employee_invited,
    **{topic: partial(published, topic, import_id=1) for topic in import_jobs.WORK},
}
STEPS: Mapping[str, Prepare] = {
    "staff_import.read": partial(importing, None, "staff_import.read"),
    "staff_import.write": partial(importing, confirm, "staff_import.write"),
    "staff_import.undo": undoing,
    "staff_import.cancelled": partial(importing, cancel, "staff_import.cancelled"),
    "staff_import.written": partial(brought_in, "staff_import.written"),
    "staff_import.undone": partial(brought_in, "staff_import.undone"),
    "staff_import.merge": merging,
    "staff_import.unmerge": partial(merged, "staff_import.unmerge"),
    "staff_import.merged": partial(merged, "staff_import.merged"),
}
TASKS: Mapping[str, Prepare] = {
    "verzuim.new_day": new_day,
    "mail.digests": digests,
    "sign_in.sweep": old_session,
    "audit.anchor": lambda: partial(jobs.anchor_log, 0),
    "staff_import.sweep": left_behind,
}
CASES: Mapping[str, Prepare] = {
    **TASKS,
    **{f"message {topic}": prepare for topic, prepare in MESSAGES.items()},
    **{f"step {topic}": STEPS[topic] for topic in import_jobs.WORK},
}
