"""A row that is made the quick way is the row that Django would make."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.verzuim.models import Feit, Melding, Task, Verzuimdossier
from ontzorg.verzuim.services.bulk_write import insert_rows
from ontzorg.verzuim.tests.play import SANNE, ago, report

pytestmark = pytest.mark.django_db
MODELS = (Feit, Melding, Task, Verzuimdossier)


@pytest.fixture(autouse=True)
def _within_the_walls() -> Any:
    report("ziekmelding", ago(10))
    with acting_as(actor("werkgever_beheerder")):
        yield


@pytest.mark.parametrize("model", MODELS)
def test_every_column_is_as_django_makes_it(
    model: type[models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = vars(model._default_manager.earliest("pk"))
    monkeypatch.setattr(model, "from_db", classmethod(models.Model.from_db.__func__))  # type: ignore[attr-defined]
    slow = vars(model._default_manager.earliest("pk"))
    states = quick.pop("_state"), slow.pop("_state")
    assert quick == slow
    assert [(state.adding, state.db) for state in states] == [(False, "default")] * 2


def test_a_column_that_was_left_out_is_fetched_once() -> None:
    row = Verzuimdossier.objects.defer("tijdlijn").get()
    assert row.get_deferred_fields() == {"tijdlijn"}
    with CaptureQueriesContext(connection) as queries:
        assert row.tijdlijn["ziekteperioden"] == row.tijdlijn["ziekteperioden"]
    assert len(queries) == 1


def test_what_is_joined_comes_along_and_what_is_not_is_fetched() -> None:
    joined = Task.objects.select_related("dossier").earliest("pk")
    with CaptureQueriesContext(connection) as queries:
        assert joined.dossier.dienstverband_id == SANNE
    assert len(queries) == 0
    assert Task.objects.earliest("pk").dossier == joined.dossier


def test_a_row_is_saved_where_it_came_from() -> None:
    row = Task.objects.earliest("pk")
    row.bron = "iets anders"
    row.save()
    assert Task.objects.get(pk=row.pk).bron == "iets anders"
    assert Task.objects.filter(code=row.code, volgnummer=row.volgnummer).count() == 1


def test_rows_that_go_in_together_are_as_they_were_made() -> None:
    old = Task.objects.earliest("pk")
    new = [_like(old, number) for number in (41, 42)]
    insert_rows(new)
    for task in new:
        stored = Task.objects.get(code=task.code, volgnummer=task.volgnummer)
        assert _columns(stored) == _columns(task)


def _like(old: Task, volgnummer: int) -> Task:
    values = _columns(old) | {"volgnummer": volgnummer, "bron": 'een "rare" é\n%s'}
    return Task(**{name: value for name, value in values.items() if name != "public_id"})


def _columns(task: Task) -> dict[str, Any]:
    fields = (field.attname for field in task._meta.concrete_fields)
    return {name: getattr(task, name) for name in fields if name != "id"}
