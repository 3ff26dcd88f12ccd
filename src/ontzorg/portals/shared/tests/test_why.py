"""The page says whom a reader sees and what can be the matter, never whether someone exists."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.harness import world
from tests.harness.web import sign_in, text_of

pytestmark = pytest.mark.django_db
URL = "/waarom-niet/"


@pytest.mark.parametrize(
    ("who", "words", "hidden"),
    [
        ("werkgever_beheerder", "alle medewerkers van uw eigen organisatie", "Winkel"),
        ("leidinggevende", "<li>Bakkerij</li>", "<li>Winkel</li>"),
        ("bedrijfsarts", "Bakkerij De Vroege Vogel B.V.", "Metaalbewerking"),
        ("verzekeraar_claims", "Metaalbewerking Halverwege B.V.", "Boterbloem"),
        ("medewerker", "Je ziet alleen je eigen gegevens.", "Zoek op het begin"),
    ],
)
def test_rights_are_told_in_words(who: str, words: str, hidden: str) -> None:
    page = text_of(sign_in(Client(), who).get(URL))
    assert words in page
    assert hidden not in page


def test_no_name_of_a_person_can_be_asked_for() -> None:
    client = sign_in(Client(), "werkgever_beheerder_b")
    with_name = text_of(client.get(f"{URL}?q=Boterbloem"))
    assert "Boterbloem" not in with_name
    assert world.ORGANISATIONS[0][2] not in with_name


def test_a_search_without_result_leads_there() -> None:
    client = sign_in(Client(), "werkgever_beheerder")
    assert URL in text_of(client.get("/werkgever/medewerkers/?zoek=Niemandsland"))
    assert URL in text_of(client.get("/zoeken/?q=Niemandsland"))
