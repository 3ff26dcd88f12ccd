"""The insurer's list of absence: searched by name, for one employer, in any state."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKGEVER_A, WERKGEVER_B

from ontzorg.verzuim.tests.play import ago, report

pytestmark = pytest.mark.django_db
LIST = "/verzekeraar/verzuim/"


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("q=Boter", True),
        ("q=Klinkhamer", False),
        ("status=sick", True),
        ("status=recovered", False),
        (f"werkgever={WERKGEVER_A}", True),
        (f"werkgever={WERKGEVER_B}", False),
        ("status=onzin&werkgever=onzin", True),
    ],
)
def test_the_address_says_what_is_shown(client: Client, query: str, *, is_found: bool) -> None:
    report("ziekmelding", ago(20))
    page = text_of(sign_in(client, "verzekeraar_claims").get(f"{LIST}?{query}"))
    assert ("Sanne Boterbloem" in page) is is_found
    assert ("Geen dossiers" in page) is not is_found


def test_the_chosen_employer_is_named_and_can_be_let_go(client: Client) -> None:
    report("ziekmelding", ago(20))
    page = text_of(sign_in(client, "verzekeraar_claims").get(f"{LIST}?werkgever={WERKGEVER_A}&q=b"))
    assert "Bakkerij De Vroege Vogel B.V.<span" in page
    assert f'href="{LIST}?q=b"' in page


def test_a_broken_place_in_the_list_is_explained(client: Client) -> None:
    page = sign_in(client, "verzekeraar_claims").get(f"{LIST}?na=onzin")
    assert page.headers["Location"] == LIST
