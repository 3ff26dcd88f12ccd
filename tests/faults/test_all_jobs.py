"""T30: each kind of job, met by each kind of fault, does all or nothing, and all when repeated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import OutboxMessage
from ontzorg.config import import_jobs, jobs
from ontzorg.config.embedded.owner import owner_of
from ontzorg.config.embedded.places import data_dir
from tests.faults.job_cases import CASES, Run, kinds
from tests.faults.mail_sink import MailSink, open_mail_sink
from tests.faults.small_disk import fill, small_disk
from tests.faults.stored_copy import Numbers, kept_copy, numbers, put_back
from tests.faults.test_disk_full import run
from tests.faults.wire import Wire, open_wire
from tests.harness.results import Tell
from tests.harness.world import TODAY
from tests.security.admin import as_superuser

pytestmark = [pytest.mark.login("jobs"), pytest.mark.usefixtures("committed")]
MORNING = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=9)
HOUR = timedelta(hours=1)
DONE, KILLED = "done", "killed"
SLOW_SECONDS = 0.005
DISK = "48m"
# Only these go in parts, each a transaction: a repeat does the rest, and shows nothing before.
IN_PARTS = {"verzuim.new_day", "step staff_import.read"}


@dataclass
class Place:
    """Where a job runs: over a wire, with a mail server."""

    wire: Wire
    mail_sink: MailSink

    def do(self, job: Run, *, shift: timedelta = timedelta()) -> str:
        """Do the job in a process of its own; return how that ended."""
        connections.close_all()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._be_worker(job, writing, shift)
        os.close(writing)
        self.wire.child = child
        with os.fdopen(reading, "rb") as answer:
            said = answer.read().decode()
        _, status = os.waitpid(child, 0)
        return KILLED if os.WIFSIGNALED(status) else said

    def letters(self) -> int:
        """Return how many different letters came."""
        return len({letter["Message-ID"] for letter in self.mail_sink.letters})

    def _be_worker(self, job: Run, writing: int, shift: timedelta) -> None:
        timezone.now = lambda: MORNING + shift
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.mail_sink.port
        for alias in connections:
            connections[alias].settings_dict["HOST"] = str(self.wire.place)
        try:
            job()
            os.write(writing, DONE.encode())
        except Exception as error:
            os.write(writing, type(error).__name__.encode())
        finally:
            os._exit(0)


@dataclass
class Clean:
    """How the job goes when nothing is wrong."""

    job: Run
    kept: str
    before: Numbers
    after: Numbers
    letters: int
    said: int


Fault = Callable[[Place, Clean], str]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(timezone, "now", lambda: MORNING)
    real = Path(str(settings.DATABASES["default"]["HOST"]))
    with open_wire(real) as wire, open_mail_sink() as mail_sink:
        yield Place(wire, mail_sink)


def cut(at: int, *, answer_is_lost: bool = False) -> Fault:
    """The network breaks at one in four of what is said, or at the last word."""

    def meet(place: Place, clean: Clean) -> str:
        place.wire.cut_at = max(1, clean.said * at // 4)
        place.wire.answer_is_lost = answer_is_lost
        return place.do(clean.job)

    return meet


def killed(at: int) -> Fault:
    """The system kills the worker, as it does when memory runs out."""

    def meet(place: Place, clean: Clean) -> str:
        place.wire.kill_at = max(1, clean.said * at // 4)
        return place.do(clean.job)

    return meet


def slow(place: Place, clean: Clean) -> str:
    place.wire.pause = SLOW_SECONDS
    return place.do(clean.job)


def no_mail(place: Place, clean: Clean) -> str:
    place.mail_sink.is_closed = True
    try:
        return place.do(clean.job)
    finally:
        place.mail_sink.is_closed = False


def clock_jumps(place: Place, clean: Clean) -> str:
    place.do(clean.job, shift=HOUR)
    return place.do(clean.job, shift=-HOUR)


FAULTS: dict[str, Fault] = {
    "network at the start": cut(0),
    "network halfway": cut(2),
    "network at the end": cut(4),
    "answer lost at the end": cut(4, answer_is_lost=True),
    "killed at the start": killed(1),
    "killed halfway": killed(2),
    "killed late": killed(3),
    "killed at the end": killed(4),
    "slow database": slow,
    "mail server away": no_mail,
    "clock jumps": clock_jumps,
}


def go_well(place: Place, kind: str, kept: str) -> Clean:
    """Do the job once without a fault, and once again: that changes nothing."""
    job = JOBS[kind]
    before = numbers()
    place.wire.heal()
    place.mail_sink.letters.clear()
    assert place.do(job) == DONE
    clean = Clean(job, kept, before, numbers(), place.letters(), place.wire.said)
    assert place.do(job) == DONE
    assert numbers() == clean.after
    return clean


JOBS: dict[str, Run] = {}


def faults_of(place: Place, kind: str, faults: dict[str, Fault]) -> list[str]:
    """Let each fault meet this kind of job; return what came of it that should not."""
    JOBS[kind] = CASES[kind]()
    with kept_copy() as kept:
        clean = go_well(place, kind, kept)
        return [
            f"{kind}, {name}: {wrong}"
            for name, fault in faults.items()
            for wrong in _meet(place, clean, kind, fault)
        ]


def _meet(place: Place, clean: Clean, kind: str, fault: Fault) -> Iterator[str]:
    put_back(clean.kept)
    place.mail_sink.letters.clear()
    place.wire.heal()
    fault(place, clean)
    place.wire.heal()
    yield from _wrong_after(place, clean, kind)


def _wrong_after(place: Place, clean: Clean, kind: str) -> Iterator[str]:
    halfway = numbers()
    if halfway not in (clean.before, clean.after) and kind not in IN_PARTS:
        yield f"half done: {_difference(clean.before, halfway)}"
    if (said := place.do(clean.job)) != DONE:
        yield f"does not recover: {said}"
    if (after := numbers()) != clean.after:
        yield f"not once: {_difference(clean.after, after)}"
    if place.letters() != clean.letters:
        yield f"{place.letters()} letters and not {clean.letters}"


def _difference(one: Numbers, other: Numbers) -> dict[str, Any]:
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def test_each_kind_of_job_has_a_case() -> None:
    assert set(CASES) == kinds()


def test_a_job_survives_a_cut_wire(place: Place, tell: Tell) -> None:
    few = {name: FAULTS[name] for name in ("network halfway", "killed at the end")}
    found = faults_of(place, "message parties.werknemer.invited", few)
    tell("T30", tried=len(few), unit="storingen in opdrachten", found=len(found))
    assert found == []


@pytest.mark.walls
@pytest.mark.parametrize("kind", CASES)
def test_each_job_survives_each_fault(place: Place, tell: Tell, kind: str) -> None:
    found = faults_of(place, kind, FAULTS)
    tell("T30", tried=len(FAULTS), unit="storingen in opdrachten", found=len(found))
    assert found == []


@pytest.mark.walls
@pytest.mark.parametrize("kind", CASES)
def test_each_job_survives_a_full_disk(place: Place, tell: Tell, kind: str) -> None:
    JOBS[kind] = CASES[kind]()
    with kept_copy() as kept, small_disk(DISK) as disk:
        clean = go_well(place, kind, kept)
        owner = owner_of(data_dir(settings.ENVIRONMENT.var))
        os.chown(disk, owner.uid, owner.gid)
        run(f"CREATE TABLESPACE small LOCATION '{disk}'")
        try:
            put_back(kept, "small")
            place.mail_sink.letters.clear()
            filler = fill(disk)
            place.do(clean.job)
            filler.unlink()
            found = list(_wrong_after(place, clean, kind))
        finally:
            put_back(kept)
            run("DROP TABLESPACE small")
    tell("T30", tried=1, unit="storingen in opdrachten", found=len(found))
    assert found == []


def mark_first(message_id: str) -> None:
    """Deliver wrongly: note that it is done, and do it then."""
    with acting_as(SYSTEM):
        message = OutboxMessage.objects.get(message_id=message_id)
        is_new = message.delivered_at is None
        OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=timezone.now())
    if is_new:
        with acting_as(SYSTEM):
            jobs.HANDLERS[message.topic](**message.payload)


def work_outside(message_id: str) -> None:
    """Deliver wrongly: with an effect that does not leave with the transaction."""
    with acting_as(SYSTEM):
        message = OutboxMessage.objects.get(message_id=message_id)
    if message.delivered_at is None:
        as_superuser("INSERT INTO django_session VALUES (md5(random()::text), 'x', '2020-01-01')")
    RIGHTLY(message_id)


def queue_after(message_id: str) -> None:
    """Deliver wrongly: queue the next step when the message is delivered already."""
    with acting_as(SYSTEM):
        message = OutboxMessage.objects.get(message_id=message_id)
        is_new = message.delivered_at is None
        OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=timezone.now())
    if is_new:
        import_jobs._defer(message.payload["import_id"], message.topic)


RIGHTLY = jobs._deliver
PLANTED: dict[Callable[[str], None], str] = {
    mark_first: "message parties.werknemer.invited",
    work_outside: "message parties.werknemer.invited",
    queue_after: "message staff_import.written",
}
LATE = ("answer lost at the end", "killed halfway", "killed late", "killed at the end")


@pytest.mark.walls
@pytest.mark.planted("T30")
@pytest.mark.parametrize("deliver", PLANTED)
def test_a_job_that_is_done_in_the_wrong_order_is_found_out(
    place: Place, monkeypatch: pytest.MonkeyPatch, deliver: Callable[[str], None]
) -> None:
    monkeypatch.setattr(jobs, "_deliver", deliver)
    assert faults_of(place, PLANTED[deliver], {name: FAULTS[name] for name in LATE})
