"""Notes follow the person of their dossier, without anyone outside the room reading one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.world import actor
from tests.security.cases import Case, build_cases

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError
from ontzorg.medical import selectors
from ontzorg.medical.following import follow_person
from ontzorg.verzuim.models import Verzuimdossier

KARIM = world.WERKNEMERS_A[1]


@pytest.fixture
def case(committed: None) -> Case:
    return build_cases()[0]


def test_notes_go_with_their_dossier_and_come_back(case: Case) -> None:
    written = {f"Besproken: {token}." for token in case.secrets.notes}
    for person in (KARIM, case.ref.werknemer_id):
        with as_login("jobs"), acting_as(SYSTEM):
            Verzuimdossier.objects.filter(pk=case.ref.dossier_id).update(werknemer_id=person)
            follow_person(actor=SYSTEM, werknemer_id=person)
        found = selectors.read_consult_notes(
            actor=actor("bedrijfsarts"), dossier=replace(case.ref, werknemer_id=person)
        )
        assert {note.text for note in found} == written


def test_a_note_stays_with_the_person_of_its_dossier(case: Case) -> None:
    with as_login("jobs"), acting_as(SYSTEM):
        follow_person(actor=SYSTEM, werknemer_id=KARIM)
    with pytest.raises(ObjectDoesNotExist):
        selectors.read_consult_notes(
            actor=actor("bedrijfsarts"), dossier=replace(case.ref, werknemer_id=KARIM)
        )
    assert selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=case.ref)


@pytest.mark.parametrize("key", ["bedrijfsarts", "werkgever_beheerder", "medewerker"])
def test_nobody_else_moves_a_note(case: Case, key: str) -> None:
    with acting_as(actor(key)):
        with pytest.raises(NotAllowedError):
            follow_person(actor=actor(key), werknemer_id=KARIM)
        with pytest.raises(DatabaseError, match="not yours to move"), transaction.atomic():
            connection.cursor().execute("SELECT medical_follow_person(%s)", [KARIM])
