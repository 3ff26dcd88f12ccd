"""An Ontzorgmanager reports sick for one of the employers who gave his organisation a mandate."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKGEVER_A, WERKGEVER_B

pytestmark = pytest.mark.django_db
CHOOSE = "/casemanager/ziekmelden/"
FORM = "/werkgever/ziekmelden/"


def test_the_menu_leads_there(client: Client) -> None:
    page = sign_in(client, "ontzorgmanager").get("/mijn-werk/")
    assert f'href="{CHOOSE}"' in text_of(page)


def test_with_one_employer_the_questions_come_at_once(client: Client) -> None:
    page = sign_in(client, "ontzorgmanager").get(CHOOSE)
    assert page.headers["Location"] == f"{FORM}?werkgever={WERKGEVER_A}"


def test_the_form_offers_the_people_of_that_employer(client: Client) -> None:
    page = text_of(sign_in(client, "ontzorgmanager").get(f"{FORM}?werkgever={WERKGEVER_A}"))
    assert "Sanne Boterbloem" in page
    assert "andere werkgever" in page
    assert "Mijn werk" in page  # his own frame


def test_an_employer_without_mandate_offers_nobody_of_his(client: Client) -> None:
    page = text_of(sign_in(client, "ontzorgmanager").get(f"{FORM}?werkgever={WERKGEVER_B}"))
    assert "Klinkhamer" not in page
    assert "andere werkgever" not in page


def test_searching_shows_the_list(client: Client) -> None:
    mine = sign_in(client, "ontzorgmanager")
    assert "De Vroege Vogel" in text_of(mine.get(f"{CHOOSE}?q=vroege"))
    assert "Geen werkgever gevonden" in text_of(mine.get(f"{CHOOSE}?q=bestaat-niet"))


@pytest.mark.parametrize("key", ["planner", "auditor", "verzekeraar_claims", "adviseur"])
def test_who_may_not_report_is_refused(client: Client, key: str) -> None:
    assert sign_in(client, key).get(CHOOSE).status_code == 403
