"""The jobs of staff imports: long, so each runs as a job of its own beside the messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.types import TimeDeltaParams

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as, without_party
from ontzorg.medical.following import follow_person
from ontzorg.parties.staff_import import clearing, giving_up, merging, reading, undoing, writing
from ontzorg.parties.staff_import.selectors import State, changed_dienstverbanden
from ontzorg.verzuim.selectors import dossiers_visible_to
from ontzorg.verzuim.services import replan

ATTEMPTS = 3
QUEUE = "staff_import"
TOPIC_OF_STATE = {
    State.READING.value: "staff_import.read",
    State.WRITING.value: "staff_import.write",
    State.UNDOING.value: "staff_import.undo",
}
STATE_OF_TOPIC = {topic: state for state, topic in TOPIC_OF_STATE.items()}
HELD_SECONDS = 15


def _read(import_id: int) -> None:
    reading.read_import(import_id, today=timezone.localdate())


def _write(import_id: int) -> None:
    writing.write_import(import_id, today=timezone.localdate())


def replan_changed(import_id: int) -> None:
    """Plan the dossiers again of employments that an import changed, or changed back."""
    with acting_as(SYSTEM):
        changed = changed_dienstverbanden(SYSTEM, import_id)
        with_dossier = dossiers_visible_to(SYSTEM).filter(dienstverband_id__in=changed)
        ids = list(with_dossier.order_by().values_list("dienstverband_id", flat=True).distinct())
    with acting_as(SYSTEM):
        replan(actor=SYSTEM, dienstverband_ids=ids, today=timezone.localdate())


def follow_merge(merge_id: int) -> None:
    """Plan the dossiers again of people who were put together or taken apart, and let what is in
    the medical room follow them."""
    with acting_as(SYSTEM):
        people, work = merging.touched_by(merge_id)
        for werknemer_id in people:
            follow_person(actor=SYSTEM, werknemer_id=werknemer_id)
        replan(actor=SYSTEM, dienstverband_ids=work, today=timezone.localdate())


WORK: Mapping[str, Callable[[int], None]] = {
    "staff_import.read": _read,
    "staff_import.write": _write,
    "staff_import.undo": undoing.undo_import,
    "staff_import.cancelled": clearing.forget_cancelled,
    "staff_import.written": replan_changed,
    "staff_import.undone": replan_changed,
    "staff_import.merge": merging.merge_persons,
    "staff_import.unmerge": merging.unmerge_persons,
    "staff_import.merged": follow_merge,
}


@app.task(name="staff_import.work", queue=QUEUE, retry=ATTEMPTS - 1, pass_context=True)
def work(context: JobContext, import_id: int, topic: str) -> None:
    """Do one step of an import. Who fails for the last time leaves it to a person to go on.

    Where another job holds the import, also one that was killed and whose last question the
    database still answers, this one comes back.
    """
    try:
        WORK[topic](import_id)
    except Exception:
        if context.job.attempts >= ATTEMPTS - 1 and topic in TOPIC_OF_STATE.values():
            giving_up.give_up(import_id)
        raise
    if giving_up.is_still(import_id, STATE_OF_TOPIC.get(topic, "")):
        _defer(import_id, topic, after_seconds=HELD_SECONDS)


@app.periodic(cron="*/5 * * * *")
@app.task(name="staff_import.sweep", queueing_lock="staff_import.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Take up imports whose job was killed, and clear those whose term is over."""
    now = timezone.now()
    for import_id, state in clearing.stalled_imports(now=now):
        _defer(import_id, TOPIC_OF_STATE[state])
    clearing.clear_old_imports(now=now)
    clearing.clear_old_merges(now=now)


def start_work(import_id: int, *, topic: str) -> None:
    """Queue a job in the transaction of the message that asks for it: both, or neither."""
    with without_party():
        _defer(import_id, topic)


def _defer(import_id: int, topic: str, *, after_seconds: int = 0) -> None:
    """Queue the step; imports run one after the other, so that they leave room for the rest."""
    later = TimeDeltaParams(seconds=after_seconds) if after_seconds else None
    work.configure(lock=QUEUE, schedule_in=later).defer(import_id=import_id, topic=topic)


HANDLERS = {topic: partial(start_work, topic=topic) for topic in WORK}
