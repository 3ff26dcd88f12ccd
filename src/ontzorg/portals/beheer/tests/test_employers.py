"""Beheer names the house norms of an arbodienst and keeps the numbers of an employer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness import world
from tests.harness.web import fill_in, sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError, UserError
from ontzorg.access.models import Organisation, OrganisationKind
from ontzorg.access.services import register_organisation
from ontzorg.parties.models import Werkgever
from ontzorg.parties.services import change_werkgever
from ontzorg.rules.wet.huisnormen import huisnorm_varianten
from ontzorg.verzuim.models import Task
from ontzorg.verzuim.tests.play import ago, report

pytestmark = pytest.mark.django_db
BEHEER = actor("beheerder")
EDIT = "beheer:organisation-edit"
NAMED = {"name": "Bakkerij De Vroege Vogel B.V.", "kvk_number": "90000001"}
NUMBERS: dict[str, Any] = {
    "loonheffingennummer": "123456789 l01",
    "aansluitnummer": " A-77 ",
    "telefoon": "020 1234567",
}


def test_an_unknown_variant_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="arboned, ") as refusal:
        _register("arbodienst", "arbonet")
    assert refusal.value.field == "variant"


@pytest.mark.parametrize("variant", huisnorm_varianten())
def test_every_known_variant_is_accepted(variant: str) -> None:
    assert _register("arbodienst", variant).variant == variant


def test_only_an_arbodienst_has_house_norms() -> None:
    with pytest.raises(UserError, match="horen bij een arbodienst"):
        _register("werkgever", "arboned")


@pytest.mark.login("jobs")
def test_a_variant_that_no_longer_exists_counts_as_the_standard() -> None:
    with acting_as(SYSTEM):
        Organisation.objects.filter(pk=world.ARBODIENST_A).update(variant="opgeheven")
    report("ziekmelding", ago(30), who=SYSTEM)
    with acting_as(SYSTEM):
        assert Task.objects.filter(code="ONTZORGMANAGER_TOEWIJZEN").count() == 1


def test_the_form_offers_the_house_norms() -> None:
    client = sign_in(Client(), "beheerder")
    shown = text_of(client.get(reverse("beheer:organisation-new")))
    assert "Huisnormen" in shown
    assert all(f'value="{name}"' in shown for name in huisnorm_varianten() if name != "standaard")


def test_beheer_changes_the_numbers_of_an_employer() -> None:
    client = sign_in(Client(), "beheerder")
    listed = text_of(client.get(reverse("beheer:organisations")))
    url = reverse(EDIT, args=[world.WERKGEVER_A])
    assert url in listed
    assert fill_in(client, url, **NAMED, **NUMBERS).status_code == 302
    with acting_as(BEHEER):
        found = Werkgever.objects.get(pk=world.WERKGEVER_A)
    assert (found.loonheffingennummer, found.aansluitnummer) == ("123456789L01", "A-77")


def test_beheer_tells_from_when_the_employer_bears_the_risk_himself() -> None:
    client = sign_in(Client(), "beheerder")
    url = reverse(EDIT, args=[world.WERKGEVER_A])
    last = "Laatste dag als eigenrisicodrager"
    assert last not in text_of(client.get(url))
    first = {"eigenrisicodrager_vanaf": "01-01-2025"}
    assert fill_in(client, url, **NAMED, **NUMBERS, **first).status_code == 302
    assert last in text_of(client.get(url))
    wrong = fill_in(client, url, **NAMED, **NUMBERS, **first, eigenrisicodrager_eind="31-12-2024")
    assert "ligt voor de eerste" in text_of(wrong)
    with acting_as(BEHEER):
        found = Werkgever.objects.get(pk=world.WERKGEVER_A)
    assert found.eigenrisicodrager_vanaf == date(2025, 1, 1)
    assert found.eigenrisicodrager_eind is None
    assert "Eigenrisicodrager" not in text_of(client.get(reverse(EDIT, args=[world.ARBODIENST_A])))


def test_a_wrong_number_says_how_it_looks_and_saves_nothing() -> None:
    client = sign_in(Client(), "beheerder")
    url = reverse(EDIT, args=[world.WERKGEVER_A])
    answer = fill_in(client, url, **NAMED | NUMBERS | {"loonheffingennummer": "12345"})
    assert answer.status_code == 422
    assert "123456789L01" in text_of(answer)
    with acting_as(BEHEER):
        assert Werkgever.objects.get(pk=world.WERKGEVER_A).aansluitnummer == ""


@pytest.mark.parametrize("key", ["werkgever_beheerder", "auditor", "verzekeraar_polis"])
def test_nobody_else_changes_them(key: str) -> None:
    url = reverse(EDIT, args=[world.WERKGEVER_A])
    assert sign_in(Client(), key).get(url).status_code == 403
    with acting_as(actor(key)), pytest.raises(NotAllowedError):
        change_werkgever(actor=actor(key), werkgever_id=world.WERKGEVER_A, **NUMBERS)


def test_an_organisation_that_is_no_employer_has_no_such_numbers() -> None:
    client = sign_in(Client(), "beheerder")
    page = text_of(client.get(reverse(EDIT, args=[world.ARBODIENST_A])))
    assert "Loonheffingennummer" not in page
    assert "Huisnormen" in page


def _register(kind: str, variant: str) -> Organisation:
    with acting_as(BEHEER):
        return register_organisation(
            actor=BEHEER, kind=OrganisationKind(kind), name="Nieuw", variant=variant
        )
