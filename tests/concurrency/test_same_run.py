"""T22: one run that is started by fifty processes at once happens once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ontzorg.access import outbox
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import OutboxMessage
from ontzorg.config import jobs
from ontzorg.integrations.mail import digests
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.tests.play import ago, report
from tests.concurrency.at_once import at_once
from tests.harness.results import Tell
from tests.harness.world import TODAY

pytestmark = [pytest.mark.login("jobs"), pytest.mark.usefixtures("committed")]
FEW, MANY = 8, 50
QUICK, LONG = 3, 200
MORNING = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=9)
RUN, EFFECT = "test.run", "test.effect"


def set_clock(day: int) -> None:
    """Let this process think that so many days have passed."""
    timezone.now = lambda: MORNING + timedelta(days=day)


def start_digests(number: int) -> int:
    set_clock(number)
    jobs.queue_digests(0)
    return number


def batches(rounds: int, processes: int) -> list[int]:
    """Start the daily mail so often; return how often each person got his of each day."""
    report("ziekmelding", ago(60), who=SYSTEM)
    for found in at_once(start_digests, processes=processes, rounds=rounds):
        assert all(isinstance(answer, int) for answer in found), found
    with acting_as(SYSTEM):
        queued = OutboxMessage.objects.filter(topic=digests.TOPIC)
        times = Counter(queued.values_list("payload__day", "payload__membership_id"))
    assert len({day for day, _ in times}) == rounds
    return list(times.values())


def effects(rounds: int, processes: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Deliver so many messages; return how often each of them had its effect."""
    monkeypatch.setattr(jobs, "HANDLERS", {RUN: _have_effect})
    with acting_as(SYSTEM):
        for number in range(rounds):
            outbox.publish(RUN, number=number)
        ids = list(OutboxMessage.objects.filter(topic=RUN).values_list("message_id", flat=True))

    def deliver(number: int) -> int:
        jobs.deliver(str(ids[number]))
        return number

    for found in at_once(deliver, processes=processes, rounds=rounds):
        assert all(isinstance(answer, int) for answer in found), found
    with acting_as(SYSTEM):
        had = OutboxMessage.objects.filter(topic=EFFECT)
        times = Counter(had.values_list("payload__number", flat=True))
    return [times[number] for number in range(rounds)]


def _have_effect(number: int) -> None:
    outbox.publish(EFFECT, number=number)


def test_the_daily_mail_is_queued_once(tell: Tell) -> None:
    found = batches(QUICK, FEW)
    tell("T22", tried=QUICK, unit="rondes", found=sum(each != 1 for each in found))
    assert set(found) == {1}


def test_a_message_is_delivered_once(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    found = effects(QUICK, FEW, monkeypatch)
    tell("T22", tried=QUICK, unit="rondes", found=sum(each != 1 for each in found))
    assert set(found) == {1}


@pytest.mark.walls
def test_the_daily_mail_is_queued_once_by_fifty(tell: Tell) -> None:
    found = batches(LONG, MANY)
    tell("T22", tried=LONG, unit="rondes", found=sum(each != 1 for each in found))
    assert set(found) == {1}


@pytest.mark.walls
def test_a_message_is_delivered_once_by_fifty(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    found = effects(LONG, MANY, monkeypatch)
    tell("T22", tried=LONG, unit="rondes", found=sum(each != 1 for each in found))
    assert set(found) == {1}


@pytest.mark.walls
def test_a_dossier_is_closed_once_by_fifty(tell: Tell) -> None:
    report("ziekmelding", ago(60), who=SYSTEM)
    report("herstelmelding", ago(20), who=SYSTEM)

    def start_day(_number: int) -> int:
        set_clock(30)
        jobs.new_day(0)
        return 0

    (found,) = at_once(start_day, processes=MANY)
    assert found == [0] * MANY
    with acting_as(SYSTEM):
        assert Verzuimdossier.objects.get().closed_on == ago(-8)
    tell("T22", tried=1, unit="rondes")


@pytest.mark.planted("T22")
def test_a_run_that_is_not_kept_apart_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "is_first_time", lambda *_all, **_named: True)
    assert set(batches(1, FEW)) == {FEW}


@pytest.mark.planted("T22")
def test_a_message_that_is_not_locked_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = OutboxMessage.objects
    monkeypatch.setattr(type(rows), "select_for_update", lambda self: self.get_queryset())
    assert max(effects(QUICK, FEW, monkeypatch)) > 1
