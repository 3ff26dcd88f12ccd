"""An employer may invite himself in an employee's name: what he then sees is nothing medical.

That no page shows an employee anything medical is part of T04, which visits every page as everyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from ontzorg.access import actors
from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError
from ontzorg.access.walls.declare import Login
from ontzorg.medical.room import ROOM
from ontzorg.medical.selectors import read_consult_notes
from tests.harness.world import actor
from tests.security.cases import MARK, Case
from tests.security.session import session


@pytest.fixture
def unblocked(django_db_blocker: Any, cases: tuple[Case, ...]) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.usefixtures("unblocked")
def test_an_account_by_invitation_does_not_enter_the_medical_room(
    cases: tuple[Case, ...],
) -> None:
    with pytest.raises(NotAllowedError):
        read_consult_notes(actor=actor("medewerker"), dossier=cases[0].ref)
    with pytest.raises(NotAllowedError), acting_as(actor("medewerker"), using=ROOM):
        pass
    connections[ROOM].close()


@pytest.mark.usefixtures("unblocked")
def test_the_login_of_the_pages_does_not_enter_it_either() -> None:
    with session(Login.WEB_PORTAL) as portal:
        assert portal.run("SELECT 1 FROM medical.consultnote") is None
        assert portal.run("SET ROLE medical_werknemer") is None


@pytest.mark.planted("T04")
@pytest.mark.usefixtures("unblocked")
def test_a_mailbox_that_counts_as_a_person_would_be_seen(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors, "NEEDS_IDENTITY", frozenset())
    with transaction.atomic():
        notes = read_consult_notes(actor=actor("medewerker"), dossier=cases[0].ref)
    assert any(MARK in note.text for note in notes)
