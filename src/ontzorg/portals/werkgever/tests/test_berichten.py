"""A file of the payroll package is taken in once, and its answer can be fetched."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKGEVER_A, actor

from ontzorg.access.context import acting_as
from ontzorg.integrations.sivi.tests.factory import as_bytes, bericht, verzuim
from ontzorg.parties.models import Werkgever
from ontzorg.portals.werkgever import berichten_form
from ontzorg.verzuim.models import Melding

pytestmark = pytest.mark.django_db
URL = "/werkgever/berichten/"
FIT = date(2026, 11, 16)
RECOVERY = as_bytes(
    bericht(
        verzuim(
            volgnummer=2,
            ingangsdatum_mutatie=FIT,
            einde_verzuim=True,
            hersteldatum=FIT,
            percentage_verzuim=Decimal("0.00"),
        )
    )
).replace(b"REF-0001", b"REF-0002")


@pytest.fixture
def employer(client: Client) -> Client:
    with acting_as(actor("werkgever_beheerder")):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer="AANSL-0001")
    return sign_in(client, "werkgever_beheerder")


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("verzuim.xml", content, content_type="text/xml")}


def message() -> bytes:
    return as_bytes(bericht(verzuim()))


def answer_url(page: str) -> str:
    found = re.search(rf"{URL}[0-9a-f-]+/antwoord/", page)
    assert found
    return found[0]


def count() -> int:
    with acting_as(actor("werkgever_beheerder")):
        return Melding.objects.count()


def test_before_the_first_message_the_page_tells_what_to_do(employer: Client) -> None:
    assert "Nog geen berichten" in text_of(employer.get(URL))


def test_a_message_is_taken_in_and_answered(employer: Client) -> None:
    response = employer.post(URL, upload(message()))
    page = text_of(response)
    assert response.status_code == 200
    assert "1 melding verwerkt." in page
    answer = employer.get(answer_url(page))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"VerwerkingsmeldingWerkgeverArbodienst" in answer.content
    assert count() == 1


def test_a_recovery_without_sickness_is_shown_as_waiting(employer: Client) -> None:
    page = text_of(employer.post(URL, upload(RECOVERY)))
    assert "1 melding wacht op meer." in page
    assert "melding verwerkt" not in page
    assert "telt nog niet mee" in page
    assert "0 verwerkt, 1 wacht, 0 niet" in page
    waiting = text_of(employer.get("/wacht-op-meer/"))
    assert "Proefpersoon" in waiting
    assert "is geen ziekte bekend" in waiting
    employer.post(URL, upload(message()))
    assert "Niets wacht" in text_of(employer.get("/wacht-op-meer/"))


def test_the_same_file_again_changes_nothing(employer: Client) -> None:
    employer.post(URL, upload(message()))
    page = text_of(employer.post(URL, upload(message())))
    assert "Dit bericht was al verwerkt." in page
    assert count() == 1


def test_a_file_that_is_no_message_is_refused_with_a_reason(employer: Client) -> None:
    page = text_of(employer.post(URL, upload(b"<?xml version='1.0'?><brief/>")))
    assert "Dit bericht is niet verwerkt" in page
    assert count() == 0


def test_no_file_is_refused(employer: Client) -> None:
    response = employer.post(URL, {})
    assert response.status_code == 422
    assert "Kies een bestand." in text_of(response)


def test_an_empty_or_too_big_file_is_refused(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Dit bestand is leeg." in text_of(employer.post(URL, upload(b"")))
    monkeypatch.setattr(berichten_form.BerichtForm.base_fields["file"], "most_bytes", 10)
    assert "groter dan 5 MB" in text_of(employer.post(URL, upload(message())))


def test_a_stranger_cannot_fetch_the_answer(employer: Client) -> None:
    url = answer_url(text_of(employer.post(URL, upload(message()))))
    assert sign_in(Client(), "werkgever_beheerder_b").get(url).status_code == 404
    assert sign_in(Client(), "leidinggevende").get(url).status_code == 403
