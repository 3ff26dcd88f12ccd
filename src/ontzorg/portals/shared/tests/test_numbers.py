"""A number in an address that is no number of ours asks for nothing, and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NUMBERS = ("9" * 5_000, "9" * 30, "²", "-1", "٣")
PLACES = (
    ("ontzorgmanager", "/planning/?wie={}"),
    ("ontzorgmanager", "/mijn-werk/?werkgever={}"),
    ("ontzorgmanager", "/dossiers/?werkgever={}"),
    ("werkgever_beheerder", "/werkgever/medewerkers/?afdeling={}"),
    ("verzekeraar_claims", "/verzekeraar/verzuim/?werkgever={}"),
    ("medewerker", "/mijn/wie-keek-mee/?voor={}"),
    ("auditor", "/beheer/logboek/?voor={}"),
    ("beheerder", "/beheer/mandaten/nieuw/?werkgever={}"),
)


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:3] + str(len(number)))
@pytest.mark.parametrize(("key", "address"), PLACES)
def test_a_number_that_is_none_of_ours(
    as_someone: Callable[[str], Client], key: str, address: str, number: str
) -> None:
    assert as_someone(key).get(address.format(number), follow=True).status_code == 200
