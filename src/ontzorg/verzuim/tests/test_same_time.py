"""Two people at the same moment: one wins, the other is told, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from tests.harness.world import WERKNEMERS_A, actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.parties import services as parties
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Melding, Verlof, Verzuimdossier
from ontzorg.verzuim.tests.play import SANNE, TODAY, complete, dossiers, report, task

pytestmark = pytest.mark.usefixtures("committed")

FIRST = date(2026, 1, 5)
AT_ONCE = 4


def test_reports_at_the_same_moment_make_one_dossier() -> None:
    outcomes = _together(lambda: report("ziekmelding", FIRST).pk)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    refused = [outcome for outcome in outcomes if isinstance(outcome, UserError)]
    assert len(refused) == AT_ONCE - 1
    assert "al ziek gemeld" in refused[0].message
    with acting_as(actor("werkgever_beheerder")):
        assert (Melding.objects.count(), Verzuimdossier.objects.count()) == (1, 1)


def test_a_double_click_makes_one_melding() -> None:
    key = uuid4()
    outcomes = _together(lambda: report("ziekmelding", FIRST, key=key).pk)
    assert len(set(outcomes)) == 1
    assert len(dossiers()) == 1


def test_a_task_is_done_by_one_of_many() -> None:
    report("ziekmelding", FIRST)
    outcomes = _together(lambda: complete("PLAN_VAN_AANPAK", date(2026, 2, 20)).pk)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert task("PLAN_VAN_AANPAK").completed_on == date(2026, 2, 20)


def test_a_leave_that_is_sent_twice_is_there_once() -> None:
    report("ziekmelding", FIRST)
    who, key = actor("werkgever_beheerder"), uuid4()

    def record() -> int:
        with acting_as(who):
            return services.record_verlof(
                actor=who,
                dienstverband_id=SANNE,
                start=date(2026, 3, 2),
                eind=date(2026, 6, 21),
                today=TODAY,
                key=key,
            ).pk

    assert len(set(_together(record))) == 1
    with acting_as(who):
        assert Verlof.objects.count() == 1


def test_one_bsn_goes_to_one_of_several_people() -> None:
    who, waiting = actor("werkgever_beheerder"), list(WERKNEMERS_A)

    def give() -> int:
        werknemer = waiting.pop()
        with acting_as(who):
            parties.set_bsn(actor=who, werknemer_id=werknemer, bsn="111222333")
        return werknemer

    outcomes = _together(give, times=len(WERKNEMERS_A))
    refused = [outcome for outcome in outcomes if isinstance(outcome, UserError)]
    assert [each.field for each in refused] == ["bsn"] * (len(outcomes) - 1)


def _together(act: Callable[[], int], *, times: int = AT_ONCE) -> list[int | UserError]:
    """Let several threads do the same at once, each on a connection of its own."""
    start = Barrier(times)

    def run() -> int | UserError:
        start.wait()
        try:
            return act()
        except UserError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(times)]]
