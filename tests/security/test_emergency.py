"""In an emergency a medical file opens for a reason and an hour, and never unseen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ontzorg.access import emergency
from ontzorg.access.context import acting_as
from ontzorg.access.models import Noodtoegang
from ontzorg.portals.arbodienst import emergency_views
from tests.harness.world import actor
from tests.security.cases import MARK, Case
from tests.security.crawl import client_of

WHO = "verzuimbegeleider_zonder"
WORDS = emergency.EmergencyReason.DOCTOR_AWAY.label
NAMES_NOBODY = ("Boterbloem", MARK)


@pytest.fixture
def unblocked(django_db_blocker: Any, cases: tuple[Case, ...]) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def reader(unblocked: None) -> Iterator[Client]:
    """Give the browser of someone without delegation; what he does is undone."""
    with transaction.atomic():
        yield client_of(WHO)
        transaction.set_rollback(True)


def ask(case: Case) -> str:
    """Return the page that asks for the reason."""
    return reverse("arbodienst:emergency", args=[case.dossier])


def notes(case: Case) -> str:
    """Return the page with the notes."""
    return reverse("arbodienst:emergency-notes", args=[case.dossier])


def open_file(client: Client, case: Case, reason: str = "arts_onbereikbaar") -> int:
    """Send the form with a reason; return the status."""
    return client.post(ask(case), {"reason": reason}).status_code


def test_without_an_emergency_the_notes_stay_shut(reader: Client, cases: tuple[Case, ...]) -> None:
    assert reader.get(reverse("arbodienst:consults", args=[cases[0].dossier])).status_code == 403
    assert reader.get(notes(cases[0])).status_code == 403


@pytest.mark.parametrize("reason", ["", "zomaar", "Omdat het moet"])
def test_without_a_known_reason_nothing_opens(
    reader: Client, cases: tuple[Case, ...], reason: str
) -> None:
    assert open_file(reader, cases[0], reason) == 422
    assert reader.get(notes(cases[0])).status_code == 403


def test_with_a_reason_this_file_opens_and_no_other(
    reader: Client, cases: tuple[Case, ...]
) -> None:
    assert open_file(reader, cases[0]) == 302
    page = reader.get(notes(cases[0])).content.decode()
    assert all(note in page for note in cases[0].secrets.notes)
    assert "met noodtoegang" in page
    assert reader.get(notes(cases[2])).status_code == 403
    assert reader.get(notes(cases[1])).status_code == 404, "of another arbodienst"
    assert reader.get(reverse("arbodienst:consult-new", args=[cases[0].dossier])).status_code == 403


def test_after_an_hour_it_is_over(
    reader: Client, cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(reader, cases[0])
    now = timezone.now()
    for later, status in ((timedelta(minutes=58), 200), (timedelta(minutes=61), 403)):
        clock = type("Clock", (), {"now": staticmethod(lambda at=now + later: at)})
        monkeypatch.setattr(emergency_views, "timezone", clock)
        assert reader.get(notes(cases[0])).status_code == status


@pytest.mark.planted("Noodtoegang")
def test_an_emergency_without_end_would_be_seen(
    reader: Client, cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emergency, "LASTS", timedelta(days=365))
    with pytest.raises(AssertionError):
        test_after_an_hour_it_is_over(reader, cases, monkeypatch)


def test_an_old_sign_in_is_asked_again(reader: Client, cases: tuple[Case, ...]) -> None:
    session = reader.session
    session["account_authentication_methods"][0]["at"] = time.time() - 3600
    session.save()
    assert reader.get(ask(cases[0]))["Location"].startswith("/account/")
    assert open_file(reader, cases[0]) == 302
    assert not _opened(), "the form of an old sign-in opens nothing"


def test_the_employee_and_the_auditor_see_it(reader: Client, cases: tuple[Case, ...]) -> None:
    open_file(reader, cases[0])
    reader.get(notes(cases[0]))
    own = client_of("medewerker").get(reverse("werknemer:who-looked")).content.decode()
    assert "opende in nood je medisch dossier" in own
    assert WORDS[1:] in own
    assert "met noodtoegang" in own
    listed = client_of("auditor").get(reverse("beheer:emergencies")).content.decode()
    assert WORDS in listed
    assert "Medisch verzuimbegeleider · Arbodienst Noord" in listed
    assert not any(name in listed for name in NAMES_NOBODY)


@pytest.mark.parametrize("who", ["bedrijfsarts", "planner", "werkgever_beheerder", "medewerker"])
def test_others_cannot_open_anything(unblocked: None, cases: tuple[Case, ...], who: str) -> None:
    assert client_of(who).get(ask(cases[0])).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE access_noodtoegang SET reason = 'gevaar'",
        "UPDATE access_noodtoegang SET ends_at = 'infinity'",
        "DELETE FROM access_noodtoegang",
    ],
)
def test_an_emergency_is_never_changed(
    reader: Client, cases: tuple[Case, ...], change: str
) -> None:
    open_file(reader, cases[0])
    refused = pytest.raises(DatabaseError, match=r"not allowed|permission denied")
    with refused, acting_as(actor(WHO)), connection.cursor() as cursor:
        cursor.execute(change)


def _opened() -> bool:
    with acting_as(actor(WHO)):
        return Noodtoegang.objects.exists()
