"""The employer invites an employee; a double click and a wrong address do no harm."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.harness.web import fill_in, hidden, sign_in, text_of
from tests.harness.world import WERKGEVER_A, WERKNEMERS_A, actor

from ontzorg.access.context import acting_as
from ontzorg.parties.models import Invitation, Werknemer
from ontzorg.portals.werkgever.tests.answers import today

pytestmark = pytest.mark.django_db
SANNE, KARIM, MIEKE = WERKNEMERS_A
ADDRESS = "karim@voorbeeld.example"


@pytest.fixture
def employer(client: Client) -> Client:
    return sign_in(client, "werkgever_beheerder")


def page_of(number: int, more: str = "") -> str:
    with acting_as(actor("werkgever_beheerder")):
        return f"/werkgever/medewerkers/{Werknemer.objects.get(pk=number).public_id}/{more}"


def invitations() -> list[tuple[int, str]]:
    with acting_as(actor("werkgever_beheerder")):
        return list(Invitation.objects.values_list("werknemer_id", "email"))


def test_the_page_says_how_far_it_is(employer: Client) -> None:
    page = text_of(employer.get(page_of(KARIM)))
    assert "nog niet uitgenodigd" in page
    assert page_of(KARIM, "uitnodigen/") in page
    fill_in(employer, page_of(KARIM, "uitnodigen/"), email=ADDRESS)
    page = text_of(employer.get(page_of(KARIM)))
    assert "uitgenodigd op" in page
    assert "Opnieuw uitnodigen" in page


def test_who_has_an_account_is_not_invited_again(employer: Client) -> None:
    page = text_of(employer.get(page_of(SANNE)))
    assert "heeft een account" in page
    assert page_of(SANNE, "uitnodigen/") not in page
    answer = fill_in(employer, page_of(SANNE, "uitnodigen/"), email="sanne@voorbeeld.example")
    assert answer.status_code == 422
    assert "heeft al een account" in text_of(answer)


def test_the_address_is_filled_in_and_can_be_another(employer: Client) -> None:
    url = page_of(KARIM, "uitnodigen/")
    assert f'value="{ADDRESS}"' in text_of(employer.get(url))
    answer = fill_in(employer, url, email="karim.thuis@voorbeeld.example")
    assert answer.status_code == 302
    assert "karim.thuis@voorbeeld.example" in text_of(employer.get(page_of(KARIM)))


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Vul het e-mailadres van de medewerker in."),
        ("nergens", "naam@bedrijf.nl"),
        ("a" * 300 + "@voorbeeld.example", "Dit adres is te lang."),
        ("sanne@voorbeeld.example", "ook bij een andere medewerker"),
    ],
)
def test_a_wrong_address_is_told_at_the_field(employer: Client, email: str, words: str) -> None:
    answer = fill_in(employer, page_of(KARIM, "uitnodigen/"), email=email)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert invitations() == []


def test_a_double_click_invites_once(employer: Client) -> None:
    url = page_of(KARIM, "uitnodigen/")
    answers = hidden(employer.get(url)) | {"email": ADDRESS}
    for _ in range(2):
        assert employer.post(url, answers).status_code == 302
    assert invitations() == [(KARIM, ADDRESS)]


def test_a_leidinggevende_reads_the_state_and_invites_nobody(client: Client) -> None:
    leader = sign_in(client, "leidinggevende")
    page = text_of(leader.get(page_of(KARIM)))
    assert "nog niet uitgenodigd" in page
    assert "uitnodigen/" not in page
    assert leader.post(page_of(KARIM, "uitnodigen/"), {"email": ADDRESS}).status_code == 403


def test_the_first_visit_of_the_employee_is_the_answer(employer: Client) -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        Invitation.objects.create(
            werknemer_id=SANNE, werkgever_id=WERKGEVER_A, email=ADDRESS, invited_on=today()
        )
    assert "uitgenodigd op" in text_of(employer.get(page_of(SANNE)))
    assert sign_in(Client(), "medewerker").get("/mijn/").status_code == 200
    assert "heeft een account sinds" in text_of(employer.get(page_of(SANNE)))
