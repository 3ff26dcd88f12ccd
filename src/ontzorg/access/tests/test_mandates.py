"""A mandate holds with the transaction that writes it: no worker is needed to shut a door."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction
from tests.harness import world
from tests.harness.world import TODAY, WERKGEVER_A, WERKGEVER_B, actor

from ontzorg.access import services
from ontzorg.access.context import acting_as
from ontzorg.access.fields import MandateColumns
from ontzorg.access.models import Mandate, Organisation
from ontzorg.parties.models import Afdeling, Dienstverband, Werkgever, Werknemer
from ontzorg.parties.services import set_bsn
from ontzorg.verzuim.models import Feit, Melding, Task, Verzuimdossier
from ontzorg.verzuim.tests.play import ago, complete, report

pytestmark = pytest.mark.django_db
SHARED = (Werkgever, Afdeling, Werknemer, Dienstverband, Melding, Verzuimdossier, Task, Feit)
PROFESSIONALS = ("bedrijfsarts", "bedrijfsarts_b")


@pytest.fixture(autouse=True)
def dossier() -> None:
    """Someone of employer A is ill, and the arbodienst works on it."""
    report("ziekmelding", ago(60))
    complete("PROBLEEMANALYSE", ago(30), key="bedrijfsarts")
    employer = actor("werkgever_beheerder")
    with acting_as(employer):
        set_bsn(actor=employer, werknemer_id=world.WERKNEMERS_A[0], bsn="111222333")


def test_an_arbodienst_that_ends_sees_nothing_at_once() -> None:
    assert all(_seen_by("bedrijfsarts").values())
    _end(TODAY)
    assert not any(_seen_by("bedrijfsarts").values())
    assert all(_seen_by("werkgever_beheerder").values())


def test_the_next_arbodienst_sees_everything_at_once_and_of_that_employer_only() -> None:
    before = _seen_by("bedrijfsarts")
    others = _seen_by("bedrijfsarts_b")
    _end(TODAY)
    _give(world.ARBODIENST_B, TODAY)
    after = _seen_by("bedrijfsarts_b")
    assert after == {name: others[name] + count for name, count in before.items()}


def test_what_is_to_come_changes_nothing_yet() -> None:
    before = {key: _seen_by(key) for key in PROFESSIONALS}
    _end(TODAY + timedelta(days=1))
    _give(world.ARBODIENST_B, TODAY + timedelta(days=1))
    assert {key: _seen_by(key) for key in PROFESSIONALS} == before


def test_a_new_row_goes_to_the_new_arbodienst() -> None:
    _end(TODAY)
    _give(world.ARBODIENST_B, TODAY)
    report("wijziging", ago(5), percentage=50)
    assert _seen_by("bedrijfsarts")["Melding"] == 0
    assert _seen_by("bedrijfsarts_b")["Melding"] == 2


def test_every_table_with_these_columns_follows() -> None:
    _end(TODAY)
    shared = [each for each in apps.get_models() if issubclass(each, MandateColumns)]
    with acting_as(actor("werkgever_beheerder")):
        for model in shared:
            if model._meta.app_label != "medical":
                kept = model._default_manager.filter(arbodienst_id=world.ARBODIENST_A)
                assert not kept.exists(), model


@pytest.mark.parametrize("key", ["werkgever_beheerder", "bedrijfsarts", "medewerker", "auditor"])
def test_nobody_else_can_move_the_doors(key: str) -> None:
    refused = pytest.raises(ProgrammingError, match="not yours to follow")
    with acting_as(actor(key)), refused, transaction.atomic():
        services.let_rows_follow(WERKGEVER_B, TODAY)


def _end(end: date) -> None:
    who = actor("beheerder")
    with acting_as(who):
        mandate = Mandate.objects.get(werkgever_id=WERKGEVER_A, kind="arbodienst")
        services.end_mandate(actor=who, mandate=mandate, end=end, today=TODAY)


def _give(organisation_id: int, start: date) -> None:
    who = actor("beheerder")
    with acting_as(who):
        services.give_mandate(
            actor=who,
            werkgever=Organisation.objects.get(pk=WERKGEVER_A),
            organisation=Organisation.objects.get(pk=organisation_id),
            start=start,
            today=TODAY,
        )


def _seen_by(key: str) -> dict[str, int]:
    with acting_as(actor(key)):
        return {model.__name__: model._default_manager.count() for model in SHARED}
