"""The walls hold for the actor in context, and for nobody else."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access import audit
from ontzorg.access.context import acting_as
from ontzorg.access.models import AuditEvent
from ontzorg.parties.models import Werknemer

pytestmark = pytest.mark.django_db


def test_without_context_the_portal_login_sees_nobody() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE party_werkgever")
        cursor.execute("SELECT count(*) FROM parties_werknemer")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        ("werkgever_beheerder", set(world.WERKNEMERS_A)),
        ("werkgever_beheerder_b", set(world.WERKNEMERS_B)),
        ("medewerker", {world.WERKNEMERS_A[0]}),
        ("bedrijfsarts", set(world.WERKNEMERS_A)),
        ("bedrijfsarts_b", set(world.WERKNEMERS_B)),
        ("verzekeraar_claims", {*world.WERKNEMERS_A, *world.WERKNEMERS_B}),
    ],
)
def test_each_party_sees_its_own_people(key: str, seen: set[int]) -> None:
    with acting_as(actor(key)):
        assert set(Werknemer.objects.values_list("pk", flat=True)) == seen


@pytest.mark.parametrize("key", ["adviseur", "beheerder", "auditor"])
def test_some_parties_see_no_people_at_all(key: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(actor(key)):
        list(Werknemer.objects.all())


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        (
            "SELECT set_config('ontzorg.context', '102|||9999999999|party_werkgever', true)",
            "sealed",
        ),
        ("SET LOCAL ROLE party_beheer", "another role|permission denied"),
        ("SET LOCAL ROLE party_system", "permission denied"),
        ("SET LOCAL ROLE medical_arbodienst", "permission denied"),
    ],
)
def test_injected_sql_does_not_climb_the_wall(statement: str, refusal: str) -> None:
    with pytest.raises(DatabaseError, match=refusal):
        _inject(statement)


def _inject(statement: str) -> None:
    with acting_as(actor("werkgever_beheerder")), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SELECT id FROM parties_werknemer")


def test_a_nested_actor_gives_the_outer_one_back() -> None:
    with acting_as(actor("werkgever_beheerder")):
        with acting_as(actor("werkgever_beheerder_b")):
            assert set(Werknemer.objects.values_list("pk", flat=True)) == set(world.WERKNEMERS_B)
        assert set(Werknemer.objects.values_list("pk", flat=True)) == set(world.WERKNEMERS_A)


def test_the_log_is_written_and_the_employee_reads_his_own_lines() -> None:
    mine, theirs = world.WERKNEMERS_A[0], world.WERKNEMERS_A[1]
    who = actor("bedrijfsarts")
    with acting_as(who):
        for werknemer in (mine, theirs):
            audit.record(
                actor=who,
                action="dossier.gelezen",
                werkgever_id=world.WERKGEVER_A,
                werknemer_ids=[werknemer],
            )
    with acting_as(actor("medewerker")):
        assert [event.werknemer_ids for event in AuditEvent.objects.all()] == [[mine]]
