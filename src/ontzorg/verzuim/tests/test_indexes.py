"""Every list has an index that gives its rows in order, inside the walls of the party."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import QuerySet
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.models.dossier import RUNNING
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.owners import duties_of
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.tasks import tasks_visible_to
from ontzorg.verzuim.tests.play import TODAY, ago, report

pytestmark = pytest.mark.django_db

# A small table is read whole whatever its indexes, so the other ways are closed.
ONLY_INDEXES = ("enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_incremental_sort")


@pytest.mark.parametrize(
    ("key", "index"),
    [
        ("werkgever_beheerder", "task_open_werkgever"),
        ("medewerker", "task_open_werknemer"),
        ("bedrijfsarts", "task_open_arbodienst"),
        ("ontzorgmanager", "task_open_reintegratie"),
    ],
)
def test_the_work_list_of_each_party_has_its_index(key: str, index: str) -> None:
    report("ziekmelding", ago(30))
    who = actor(key)
    with acting_as(who):
        (owner,) = duties_of(who.role)
        tasks = tasks_visible_to(who).filter(OPEN, owner=owner, due_on__lte=TODAY)
        plan = _plan(tasks.order_by("due_on", "pk")[:50])
    assert index in plan
    assert "Sort" not in plan


@pytest.mark.parametrize(
    ("key", "index"),
    [
        ("werkgever_beheerder", "dossier_running_werkgever"),
        ("bedrijfsarts", "dossier_running_arbodienst"),
        ("ontzorgmanager", "dossier_running_reintegratie"),
        ("verzekeraar_claims", "dossier_running_verzekeraar"),
    ],
)
def test_the_dossier_list_of_each_party_has_its_index(key: str, index: str) -> None:
    report("ziekmelding", ago(30))
    who = actor(key)
    with acting_as(who):
        dossiers = dossiers_visible_to(who).filter(RUNNING)
        plan = _plan(dossiers.order_by("-eerste_ziektedag", "-pk")[:50])
    assert index in plan
    assert "Sort" not in plan


def test_the_check_sees_a_missing_index() -> None:
    report("ziekmelding", ago(30))
    who = actor("werkgever_beheerder")
    with acting_as(who):
        plan = _plan(tasks_visible_to(who).filter(OPEN).order_by("completed_by_label")[:50])
    assert "Sort" in plan


def _plan(rows: QuerySet[Task] | QuerySet[Verzuimdossier]) -> str:
    with connection.cursor() as cursor:
        for way in ONLY_INDEXES:
            cursor.execute(f"SET LOCAL {way} = off")
    return rows.explain()
