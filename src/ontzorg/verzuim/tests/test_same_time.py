"""Two people at the same moment: one wins, the other is told, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.verzuim.models import Melding, Verzuimdossier
from ontzorg.verzuim.tests.play import complete, dossiers, report, task

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


def _together(act: Callable[[], int]) -> list[int | UserError]:
    """Let several threads do the same at once, each on a connection of its own."""
    start = Barrier(AT_ONCE)

    def run() -> int | UserError:
        start.wait()
        try:
            return act()
        except UserError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(AT_ONCE)]]
