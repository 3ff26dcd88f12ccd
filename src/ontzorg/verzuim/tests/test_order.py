"""Whatever the order in which meldingen come in, the same dossiers come out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding
from ontzorg.verzuim.tests.play import SANNE, TODAY, ago

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]

# soort, days ago, percentage
STORY = (
    ("ziekmelding", 300, 100),
    ("wijziging", 280, 60),
    ("herstelmelding", 250, None),
    ("ziekmelding", 235, 100),
    ("herstelmelding", 200, None),
    ("ziekmelding", 90, 50),
    ("wijziging", 60, 20),
)
SLOW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SLOW
@given(order=st.permutations(STORY))
def test_any_order_gives_the_same_dossiers(order: list[Any]) -> None:
    assert _outcome_of(order) == _outcome_of(list(STORY))


@SLOW
@given(order=st.permutations(STORY), known=st.integers(1, len(STORY)))
def test_replanning_never_changes_anything(order: list[Any], known: int) -> None:
    with acting_as(SYSTEM), transaction.atomic():
        _tell(order[:known])
        again: dict[str, Any] = {"actor": SYSTEM, "dienstverband_ids": [SANNE], "today": TODAY}
        assert services.replan(**again) == 0
        transaction.set_rollback(True)


@SLOW
@given(order=st.permutations(STORY[1:]))
def test_what_was_done_keeps_its_real_day(order: list[Any]) -> None:
    with acting_as(SYSTEM), transaction.atomic():
        _tell([STORY[0]])
        done_on = ago(290)
        found = Task.objects.get(code="ONTZORGMANAGER_TOEWIJZEN")
        services.complete_task(
            actor=SYSTEM,
            task=found.public_id,
            completed_on=done_on,
            version=found.version,
            today=TODAY,
        )
        for melding in order:
            _tell([melding])
            found.refresh_from_db()
            assert (found.completed_on, found.withdrawn_on) == (done_on, None)
        transaction.set_rollback(True)


def _outcome_of(order: list[Any]) -> list[Any]:
    with acting_as(SYSTEM), transaction.atomic():
        _tell(order)
        found = [_facts_of(dossier) for dossier in _standing()]
        assert not Melding.objects.filter(dossier=None).exists()
        transaction.set_rollback(True)
    return found


def _tell(order: list[Any]) -> None:
    for soort, days, percentage in order:
        new = NewMelding(soort=soort, day=ago(days), percentage=percentage, door="sivi")
        services.record_melding(actor=SYSTEM, dienstverband_id=SANNE, new=new, today=TODAY)


def _standing() -> list[Verzuimdossier]:
    return list(Verzuimdossier.objects.filter(withdrawn_on=None).order_by("eerste_ziektedag"))


def _facts_of(dossier: Verzuimdossier) -> tuple[Any, ...]:
    tasks = Task.objects.filter(dossier=dossier, withdrawn_on=None).order_by("code", "volgnummer")
    duties = list(tasks.values_list("code", "volgnummer", "due_on", "suspended_on"))
    return dossier.hersteld_op, dossier.percentage, dossier.tijdlijn, duties
