"""The employer agrees with what an employee reported himself, or says what is wrong."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.portals.werkgever.tests.answers import today
from ontzorg.verzuim.models import Melding, MeldingBesluit
from ontzorg.verzuim.services import NewMelding, record_melding
from ontzorg.verzuim.tests.play import SANNE

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> UUID:
    who = actor("medewerker")
    with acting_as(who):
        new = NewMelding(soort="ziekmelding", day=today(), percentage=100)
        made = record_melding(actor=who, dienstverband_id=SANNE, new=new, today=today())
        return made.public_id


def url(melding: UUID) -> str:
    return f"/werkgever/meldingen/{melding}/"


def besluiten() -> list[MeldingBesluit]:
    with acting_as(actor("werkgever_beheerder")):
        return list(MeldingBesluit.objects.all())


def test_home_shows_what_waits(client: Client, waiting: UUID) -> None:
    page = text_of(sign_in(client, "werkgever_beheerder").get("/werkgever/"))
    assert "Sanne Boterbloem meldt zich ziek" in page
    assert url(waiting) in page


def test_one_press_agrees(client: Client, waiting: UUID) -> None:
    employer = sign_in(client, "werkgever_beheerder")
    page = text_of(employer.post(url(waiting), {"answer": "ja"}, follow=True))
    assert "telt nu mee" in page
    assert [one.is_confirmed for one in besluiten()] == [True]
    with acting_as(actor("werkgever_beheerder")):
        assert Melding.objects.get(public_id=waiting).dossier is not None


def test_agreeing_twice_counts_once(client: Client, waiting: UUID) -> None:
    employer = sign_in(client, "werkgever_beheerder")
    employer.post(url(waiting), {"answer": "ja"})
    again = employer.post(url(waiting), {"answer": "nee", "reason": "Toch niet"}, follow=True)
    assert "al beantwoord" in text_of(again)
    assert [one.is_confirmed for one in besluiten()] == [True]


def test_a_no_needs_words(client: Client, waiting: UUID) -> None:
    employer = sign_in(client, "werkgever_beheerder")
    response = employer.post(url(waiting), {"answer": "nee"})
    assert response.status_code == 422
    assert "Leg in een zin uit wat er niet klopt." in text_of(response)
    assert besluiten() == []


def test_a_no_with_words_reaches_the_employee(client: Client, waiting: UUID) -> None:
    employer = sign_in(client, "werkgever_beheerder")
    employer.post(url(waiting), {"answer": "nee", "reason": "U was gisteren nog aan het werk."})
    assert [one.is_confirmed for one in besluiten()] == [False]
    page = text_of(sign_in(client, "medewerker").get("/mijn/"))
    assert "U was gisteren nog aan het werk." in page


def test_no_answer_is_refused(client: Client, waiting: UUID) -> None:
    response = sign_in(client, "werkgever_beheerder").post(url(waiting), {})
    assert response.status_code == 422
    assert "Kies een antwoord." in text_of(response)


def test_medical_words_in_a_no_are_warned_for(client: Client, waiting: UUID) -> None:
    employer = sign_in(client, "werkgever_beheerder")
    no = {"answer": "nee", "reason": "Griep is geen reden."}
    response = employer.post(url(waiting), no)
    assert response.status_code == 422
    assert "“griep”" in text_of(response)
    assert besluiten() == []
    employer.post(url(waiting), no | {"read": "griep"})
    assert len(besluiten()) == 1


@pytest.mark.parametrize("stranger", ["werkgever_beheerder_b"])
def test_a_stranger_finds_nothing(client: Client, waiting: UUID, stranger: str) -> None:
    other = sign_in(client, stranger)
    assert other.get(url(waiting)).status_code == 404
    assert other.post(url(waiting), {"answer": "ja"}).status_code == 404
    assert besluiten() == []


def test_the_employee_cannot_confirm_himself(client: Client, waiting: UUID) -> None:
    response = sign_in(client, "medewerker").post(url(waiting), {"answer": "ja"})
    assert response.status_code == 403
