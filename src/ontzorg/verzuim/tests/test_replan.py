"""Planning again changes nothing by itself, finds what is off, and writes only what changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.services import replanning
from ontzorg.verzuim.services.bulk_write import write_columns
from ontzorg.verzuim.tests.play import KARIM, MIEKE, SANNE, TODAY, ago, report

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
EVERYONE = (SANNE, KARIM, MIEKE)


def _lives() -> None:
    """Let three people live: recovered and since closed, long ill, and with a leave between."""
    report("ziekmelding", ago(120), dienstverband=SANNE, who=SYSTEM, today=ago(120))
    report("herstelmelding", ago(100), dienstverband=SANNE, who=SYSTEM, today=ago(100))
    report("ziekmelding", ago(60), dienstverband=SANNE, who=SYSTEM, today=ago(60))
    report("herstelmelding", ago(40), dienstverband=SANNE, who=SYSTEM, today=ago(40))
    report("ziekmelding", ago(400), dienstverband=KARIM, who=SYSTEM, today=ago(400))
    report("wijziging", ago(300), percentage=40, dienstverband=KARIM, who=SYSTEM, today=ago(300))
    report("ziekmelding", ago(200), dienstverband=MIEKE, who=SYSTEM, today=ago(200))
    with acting_as(SYSTEM):
        services.record_verlof(
            actor=SYSTEM, dienstverband_id=MIEKE, start=ago(90), eind=ago(10), today=ago(90)
        )


def _replan(today: date = TODAY, *, dry_run: bool = False) -> int:
    with acting_as(SYSTEM):
        return services.replan(
            actor=SYSTEM, dienstverband_ids=EVERYONE, today=today, dry_run=dry_run
        )


def _versions() -> dict[int, int]:
    with acting_as(SYSTEM):
        return dict(Task.objects.values_list("pk", "version"))


def test_a_second_run_changes_nothing() -> None:
    _lives()
    assert _replan() > 0  # a dossier that closed since the last report
    before = _versions()
    assert _replan(dry_run=True) == 0
    assert _replan() == 0
    assert _versions() == before


def test_the_next_day_moves_no_task_by_itself() -> None:
    _lives()
    _replan()
    before = _versions()
    _replan(TODAY + timedelta(days=1))
    assert _versions() == before


def test_a_dry_run_finds_what_is_off_and_leaves_it() -> None:
    _lives()
    _replan()
    with acting_as(SYSTEM):
        wrong = Task.objects.filter(dossier__dienstverband=KARIM, code="PLAN_VAN_AANPAK").get()
        Task.objects.filter(pk=wrong.pk).update(due_on=TODAY)
    assert _replan(dry_run=True) == 1
    with acting_as(SYSTEM):
        wrong.refresh_from_db()
        assert wrong.due_on == TODAY
    assert _replan() == 1
    assert _replan(dry_run=True) == 0


def test_only_the_task_that_was_off_gets_a_new_version() -> None:
    _lives()
    _replan()
    before = _versions()
    with acting_as(SYSTEM):
        wrong = Task.objects.filter(dossier__dienstverband=KARIM).earliest("pk")
        Task.objects.filter(pk=wrong.pk).update(bron="iets anders")
    _replan()
    changed = {pk for pk, version in _versions().items() if version != before[pk]}
    assert changed == {wrong.pk}


def test_many_employments_cost_as_many_queries_as_one() -> None:
    _lives()
    _replan()
    wrong = {"bron": "iets anders", "due_on": TODAY}
    counts = []
    for who in ((KARIM,), EVERYONE):
        with acting_as(SYSTEM):
            Task.objects.filter(dossier__dienstverband__in=who, completed_on=None).update(**wrong)
            Verzuimdossier.objects.filter(dienstverband__in=who).update(percentage=1)
            with CaptureQueriesContext(connection) as queries:
                services.replan(actor=SYSTEM, dienstverband_ids=who, today=TODAY)
        counts.append(len(queries))
    one, all_of_them = counts
    assert all_of_them <= one + 1  # a recovered dossier is written before an open one
    assert one < 20
    assert _replan(dry_run=True) == 0


def test_batches_leave_no_one_out_and_plan_no_one_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _lives()
    monkeypatch.setattr(replanning, "BATCH", 2)
    assert [len(each) for each in services.batches([*EVERYONE, SANNE])] == [2, 1]
    assert _replan() > 0
    assert _replan(dry_run=True) == 0


def test_written_columns_come_back_as_they_were() -> None:
    report("ziekmelding", ago(10), who=SYSTEM)
    moment = timezone.now().replace(microsecond=123_457)
    with acting_as(SYSTEM):
        first, second, third = Task.objects.order_by("pk")[:3]
        first.completed_at, first.trace = moment, [{"text": 'een "rare" é\n', "inputs": []}]
        second.completed_at, second.bron = None, "%s; DROP TABLE verzuim_task; --"
        kept = third.bron
        write_columns([first, second], {"completed_at", "trace", "bron"})
        for task in (first, second, third):
            task.refresh_from_db()
    assert first.completed_at == moment
    assert first.trace == [{"text": 'een "rare" é\n', "inputs": []}]
    assert second.completed_at is None
    assert second.bron == "%s; DROP TABLE verzuim_task; --"
    assert third.bron == kept


@pytest.mark.login("web_portal")
def test_the_walls_hold_for_written_columns() -> None:
    report("ziekmelding", ago(10))
    with acting_as(actor("werkgever_beheerder")):
        task = Task.objects.earliest("pk")
    task.bron = "van een ander"
    with acting_as(actor("werkgever_beheerder_b")):
        write_columns([task], {"bron"})
    with acting_as(actor("werkgever_beheerder")):
        assert Task.objects.get(pk=task.pk).bron != "van een ander"
