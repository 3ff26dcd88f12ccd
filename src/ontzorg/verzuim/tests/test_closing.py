"""A closed dossier keeps what happened; the rest of its plan goes, and comes back when needed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Feit, Task, Verzuimdossier
from ontzorg.verzuim.tests.play import ago, complete, dossiers, report, task

pytestmark = pytest.mark.django_db
Key = tuple[str, int]


def _kept() -> set[Key]:
    with acting_as(actor("werkgever_beheerder")):
        return set(Task.objects.values_list("code", "volgnummer"))


def test_a_plan_is_whole_while_a_dossier_runs_or_rests() -> None:
    report("ziekmelding", ago(40))
    whole = _kept()
    report("herstelmelding", ago(5))
    assert _kept() == whole
    assert len(whole) > 20


def test_only_what_was_done_or_came_due_stays_after_closing() -> None:
    report("ziekmelding", ago(90))
    complete("PROBLEEMANALYSE", ago(60), key="bedrijfsarts")
    report("herstelmelding", ago(40))
    (dossier,) = dossiers()
    assert dossier.closed_on == ago(12)
    assert _kept() == {
        ("ZIEKMELDING_ARBODIENST", 1),
        ("ONTZORGMANAGER_TOEWIJZEN", 1),
        ("PROBLEEMANALYSE", 1),
        ("PLAN_VAN_AANPAK", 1),
    }
    assert task("PLAN_VAN_AANPAK").withdrawn_on == ago(12)


def test_what_someone_gave_to_a_colleague_stays() -> None:
    report("ziekmelding", ago(90))
    manager = actor("ontzorgmanager")
    far = task("TWEEDE_SPOOR", key="ontzorgmanager")
    with acting_as(manager):
        services.assign_tasks(
            actor=manager, tasks=[far.public_id], membership_id=manager.membership_id
        )
    report("herstelmelding", ago(40))
    assert ("TWEEDE_SPOOR", 1) in _kept()


def test_the_tasks_that_come_with_the_dossier_are_not_touched_by_anyone() -> None:
    report("ziekmelding", ago(90))
    manager = actor("ontzorgmanager")
    with acting_as(manager):
        services.assign_ontzorgmanager(
            actor=manager,
            dossier=dossiers()[0].public_id,
            membership_id=manager.membership_id or 0,
            today=ago(80),
        )
    report("herstelmelding", ago(40))
    with acting_as(manager):
        late = Task.objects.filter(completed_on=None, due_on__gt=ago(12))
        assert not late.exists()


def test_a_correction_that_opens_it_again_plans_anew() -> None:
    report("ziekmelding", ago(90))
    whole = _kept()
    recovery = report("herstelmelding", ago(40))
    assert _kept() < whole
    report("intrekking", ago(40), refers_to=recovery.pk)
    assert _kept() == whole
    assert task("EERSTEJAARSEVALUATIE").withdrawn_on is None
    assert dossiers()[0].closed_on is None


def test_facts_stay_whatever_is_cleared() -> None:
    report("ziekmelding", ago(90))
    complete("PROBLEEMANALYSE", ago(60), key="bedrijfsarts")
    with acting_as(actor("werkgever_beheerder")):
        before = Feit.objects.count()
    report("herstelmelding", ago(40))
    with acting_as(actor("werkgever_beheerder")):
        assert Feit.objects.count() == before


@pytest.mark.login("jobs")
def test_the_worker_closes_and_clears_when_the_28_days_are_over() -> None:
    report("ziekmelding", ago(60), who=SYSTEM)
    report("herstelmelding", ago(10), who=SYSTEM)
    due = ago(10) + timedelta(days=28)
    with acting_as(SYSTEM):
        assert Task.objects.filter(due_on__gt=due).exists()
        assert services.close_due_dossiers(actor=SYSTEM, today=due) == 1
        assert not Task.objects.filter(due_on__gt=due, completed_on=None).exists()
        again = Verzuimdossier.objects.values_list("dienstverband_id", flat=True)
        assert services.replan(actor=SYSTEM, dienstverband_ids=list(again), today=due) == 0


@pytest.mark.parametrize("key", ["werkgever_beheerder", "bedrijfsarts", "medewerker"])
def test_no_party_deletes_a_task_by_itself(key: str) -> None:
    report("ziekmelding", ago(90))
    whole = _kept()
    with acting_as(actor(key)), pytest.raises(ProgrammingError), transaction.atomic():
        Task.objects.all().delete()
    with acting_as(actor(key)), connection.cursor() as cursor:
        cursor.execute("SELECT verzuim_clear_closed(%s)", [[dossiers()[0].pk]])
    assert _kept() == whole


def test_looking_back_shows_the_plan_of_then_and_no_dead_links(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for soort, day, known_on in (("ziekmelding", 90, 89), ("herstelmelding", 40, 11)):
        moment = timezone.make_aware(datetime.combine(ago(known_on), time(9)))
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", partial(_same, moment))
            report(soort, ago(day), today=ago(known_on))
    reader, there = sign_in(client, "werkgever_beheerder"), _public_ids()
    page = reverse("dossier", args=[dossiers()[0].public_id])
    today = text_of(reader.get(page))
    then = text_of(reader.get(page, {"bekend_op": ago(50).strftime("%d-%m-%Y")}))
    assert _task_links(today) <= there
    assert _task_links(then) <= there
    assert "tweede spoor" in then
    assert "tweede spoor" not in today


def _same(moment: datetime) -> datetime:
    return moment


def _public_ids() -> set[str]:
    with acting_as(actor("werkgever_beheerder")):
        return {str(public_id) for public_id in Task.objects.values_list("public_id", flat=True)}


def _task_links(page: str) -> set[str]:
    return {part[:36] for part in page.split("/taken/")[1:]}
