"""Twenty processes send the same melding with the same key at once: it is there once."""

from __future__ import annotations

import multiprocessing
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connections

from ontzorg.access import idempotency
from ontzorg.access.context import acting_as
from ontzorg.access.models import IdempotencyKey
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding, record_melding
from tests.harness import world

pytestmark = pytest.mark.usefixtures("committed")
AT_ONCE = 20
EMPLOYER = "werkgever_beheerder"
DIENSTVERBAND = world.dienstverband_of(world.WERKNEMERS_A[1])


def at_once(perform: Callable[[], int]) -> list[int | str]:
    """Run this in many processes at the same moment and return what each of them got."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    barrier, results = fork.Barrier(AT_ONCE), fork.Queue()
    runners = [fork.Process(target=_run, args=(perform, barrier, results)) for _ in range(AT_ONCE)]
    for runner in runners:
        runner.start()
    found = [results.get() for _ in runners]
    for runner in runners:
        runner.join()
    return found


def _run(perform: Callable[[], int], barrier: Barrier, results: Queue[int | str]) -> None:
    barrier.wait()
    try:
        results.put(perform())
    except Exception:
        results.put(traceback.format_exc())


def report(key: UUID) -> int:
    """Report someone sick as his employer; return the number of the melding."""
    actor = world.actor(EMPLOYER)
    with acting_as(actor):
        return record_melding(
            actor=actor,
            dienstverband_id=DIENSTVERBAND,
            new=NewMelding(soort="ziekmelding", day=date(2026, 11, 2), percentage=100),
            today=world.TODAY,
            key=key,
        ).pk


def counts() -> tuple[int, int, int]:
    """Return how many meldingen, dossiers and repeated tasks there are."""
    with acting_as(world.actor(EMPLOYER)):
        kinds = Counter(Task.objects.values_list("dossier", "code", "volgnummer"))
        doubles = sum(number - 1 for number in kinds.values())
        return Melding.objects.count(), Verzuimdossier.objects.count(), doubles


def test_one_key_makes_one_melding() -> None:
    key = uuid4()
    found = at_once(lambda: report(key))
    assert len(set(found)) == 1
    assert isinstance(found[0], int), found[0]
    assert counts() == (1, 1, 0)


def test_other_keys_make_one_melding_too_and_say_so() -> None:
    found = at_once(lambda: report(uuid4()))
    assert sum(isinstance(each, int) for each in found) == 1
    assert all("UserError" in each for each in found if isinstance(each, str))
    assert counts() == (1, 1, 0)


def test_a_first_time_comes_once() -> None:
    key = uuid4()
    found = at_once(lambda: _first_time(key))
    assert Counter(found) == {1: 1, 0: AT_ONCE - 1}


def test_keys_that_are_not_kept_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IdempotencyKey.objects, "get_or_create", lambda **_values: (None, True))
    found = at_once(lambda: _first_time(UUID(int=7)))
    assert Counter(found) == {1: AT_ONCE}


def _first_time(key: UUID) -> int:
    actor = world.actor(EMPLOYER)
    with acting_as(actor):
        return int(idempotency.is_first_time(actor, key))
