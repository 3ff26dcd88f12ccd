"""Mending a melding: corrected, withdrawn, waiting for another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness.web import fill_in, hidden, text_of

from ontzorg.portals.shared.work import parked_views
from ontzorg.verzuim.tests.play import ago, dossiers, report

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_a_corrected_first_day_moves_the_dossier_and_shows_what_moved(as_someone: SignIn) -> None:
    melding = report("ziekmelding", ago(30))
    client = as_someone("werkgever_beheerder")
    url = reverse("melding-correct", args=[melding.public_id])
    page = fill_in(client, url, day="27-10-2026", percentage="100")
    after = text_of(client.get(page.headers["Location"]))
    assert "ziek sinds 27 oktober 2026" in after
    assert "Deze datums zijn veranderd" in after
    assert "Verbeterd: ziekmelding is nu 27 oktober 2026, 100%." in after


def test_a_recovery_is_corrected_without_a_percentage(as_someone: SignIn) -> None:
    report("ziekmelding", ago(30))
    melding = report("herstelmelding", ago(5))
    url = reverse("melding-correct", args=[melding.public_id])
    client = as_someone("werkgever_beheerder")
    assert "Welk percentage" not in text_of(client.get(url))
    fill_in(client, url, day="19-11-2026")
    assert str(dossiers()[0].hersteld_op) == "2026-11-19"


def test_withdrawing_asks_once_more_and_ends_the_dossier(as_someone: SignIn) -> None:
    melding = report("ziekmelding", ago(30))
    client = as_someone("werkgever_beheerder")
    url = reverse("melding-withdraw", args=[melding.public_id])
    assert "Het dossier vervalt dan" in text_of(client.get(url))
    page = fill_in(client, url)
    assert "telt niet meer mee" in text_of(client.get(page.headers["Location"]))
    assert dossiers() == []


def test_what_was_withdrawn_cannot_be_withdrawn_again(as_someone: SignIn) -> None:
    melding = report("ziekmelding", ago(30))
    client = as_someone("werkgever_beheerder")
    url = reverse("melding-withdraw", args=[melding.public_id])
    first = hidden(client.get(url))
    fill_in(client, url)
    assert client.post(url, first).status_code == 409
    page = fill_in(client, url)
    assert page.status_code == 422
    assert "Deze melding is al ingetrokken" in text_of(page)


def test_what_waits_is_listed_with_its_reason_and_resolves_itself(as_someone: SignIn) -> None:
    report("herstelmelding", ago(5))
    client = as_someone("ontzorgmanager")
    assert "geen ziekte bekend" in text_of(client.get("/wacht-op-meer/"))
    report("ziekmelding", ago(30))
    assert "Niets wacht" in text_of(client.get("/wacht-op-meer/"))


def test_a_waiting_melding_can_be_withdrawn(as_someone: SignIn) -> None:
    melding = report("herstelmelding", ago(5))
    client = as_someone("ontzorgmanager")
    page = fill_in(client, reverse("melding-withdraw", args=[melding.public_id]))
    assert page.headers["Location"] == "/wacht-op-meer/"
    assert "Niets wacht" in text_of(client.get("/wacht-op-meer/"))


@pytest.mark.parametrize("name", ["melding-correct", "melding-withdraw"])
def test_another_partys_melding_does_not_exist(as_someone: SignIn, name: str) -> None:
    url = reverse(name, args=[report("ziekmelding", ago(30)).public_id])
    assert as_someone("werkgever_beheerder_b").get(url).status_code == 404
    assert as_someone("medewerker").get(url).status_code == 403


def test_what_waits_goes_on_at_the_next_page(
    as_someone: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (10, 40):
        report("herstelmelding", ago(day))
    monkeypatch.setattr(parked_views, "SHOWN", 1)
    client = as_someone("werkgever_beheerder")
    first = client.get("/wacht-op-meer/")
    assert text_of(first).count('class="row-do"') == 1
    second = client.get(first.context["page"].next_url)
    assert text_of(second).count('class="row-do"') == 1
    assert (second.context["page"].next_url, second.context["page"].previous_url) == (
        "",
        "/wacht-op-meer/",
    )


def test_a_broken_place_in_what_waits_is_explained(as_someone: SignIn) -> None:
    page = as_someone("werkgever_beheerder").get("/wacht-op-meer/?na=onzin", follow=True)
    assert "Deze pagina bestaat niet meer." in text_of(page)
