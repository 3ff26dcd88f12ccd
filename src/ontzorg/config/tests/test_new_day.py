"""A new day: who lost his mandate sees nothing more, and a rest of 28 days ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Mandate
from ontzorg.config.jobs import new_day
from ontzorg.parties.models import Werknemer
from ontzorg.verzuim import services as verzuim
from ontzorg.verzuim.models import Verzuimdossier

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]


@pytest.mark.parametrize("days_ago", [0, 1, 6, 300])
def test_an_ended_mandate_is_followed_even_when_the_worker_was_down(days_ago: int) -> None:
    _end_arbodienst(days_ago)
    new_day(0)
    assert not _served_by_arbodienst_a()


def test_a_mandate_that_still_runs_is_left_alone() -> None:
    _end_arbodienst(days_ago=-1)
    new_day(0)
    assert _served_by_arbodienst_a()


def test_a_recovered_dossier_closes_after_28_days() -> None:
    today = timezone.localdate()
    with acting_as(SYSTEM):
        for soort, days in (("ziekmelding", 60), ("herstelmelding", 28)):
            day = today - timedelta(days=days)
            verzuim.record_melding(
                actor=SYSTEM,
                dienstverband_id=world.dienstverband_of(world.WERKNEMERS_A[1]),
                new=verzuim.NewMelding(soort=soort, day=day, door="command"),
                today=today,
            )
        Verzuimdossier.objects.update(closed_on=None)
    new_day(0)
    with acting_as(SYSTEM):
        assert Verzuimdossier.objects.get().closed_on is not None


def _end_arbodienst(days_ago: int) -> None:
    end = timezone.localdate() - timedelta(days=days_ago)
    with acting_as(SYSTEM):
        mandates = Mandate.objects.filter(
            werkgever_id=world.WERKGEVER_A, organisation_id=world.ARBODIENST_A
        )
        mandates.update(period=DateRange(world.START, end))


def _served_by_arbodienst_a() -> bool:
    with acting_as(SYSTEM):
        return Werknemer.objects.filter(arbodienst_id=world.ARBODIENST_A).exists()
