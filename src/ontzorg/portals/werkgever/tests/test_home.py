"""The employer's home page answers one question first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.harness.web import sign_in, text_of

from ontzorg.portals.werkgever import home_page
from ontzorg.portals.werkgever.tests.answers import KARIM, MIEKE, today
from ontzorg.verzuim.tests.play import report

pytestmark = pytest.mark.django_db


def test_when_nobody_is_sick_the_page_says_so(client: Client) -> None:
    page = text_of(sign_in(client, "werkgever_beheerder").get("/werkgever/"))
    assert "Wie is er ziek?" in page
    assert "Niemand is ziek" in page
    assert "/werkgever/ziekmelden/" in page


def test_who_is_sick_stands_with_the_next_duty(client: Client) -> None:
    report("ziekmelding", today() - timedelta(days=30), dienstverband=KARIM, percentage=50)
    page = sign_in(client, "werkgever_beheerder").get("/werkgever/")
    person = page.context["page"].sick[0]
    assert (person.dossier.person_name, person.dossier.percentage) == ("Karim Zonneveld", 50)
    assert person.duty is not None
    assert person.duty.title in text_of(page)


def test_only_this_week_is_asked_now(client: Client) -> None:
    report("ziekmelding", today() - timedelta(days=60), dienstverband=KARIM, percentage=100)
    page = sign_in(client, "werkgever_beheerder").get("/werkgever/").context["page"]
    assert page.tasks
    assert all(task.due_on <= today() + timedelta(days=7) for task in page.tasks)


def test_what_comes_later_and_who_is_sick_is_counted_not_listed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_page, "SHOWN_TASKS", 1)
    monkeypatch.setattr(home_page, "ALL_SICK", 1)
    for person in (KARIM, MIEKE):
        report("ziekmelding", today() - timedelta(days=90), dienstverband=person, percentage=100)
    answer = sign_in(client, "werkgever_beheerder").get("/werkgever/")
    page = answer.context["page"]
    assert (len(page.tasks), len(page.sick), page.sick_total) == (1, 1, 2)
    assert page.later == "Nog 3 taken daarna"
    assert "Nog 3 taken daarna" in text_of(answer)


def test_a_leidinggevende_sees_the_own_department(client: Client) -> None:
    report("ziekmelding", today(), dienstverband=KARIM, percentage=100)
    report("ziekmelding", today(), dienstverband=MIEKE, percentage=100)
    page = text_of(sign_in(client, "leidinggevende").get("/werkgever/"))
    assert "Karim Zonneveld" in page
    assert "Mieke Overduin" not in page


@pytest.mark.parametrize("who", ["medewerker", "verzekeraar_claims", "adviseur"])
def test_others_are_refused(client: Client, who: str) -> None:
    assert sign_in(client, who).get("/werkgever/").status_code == 403


def test_many_sick_people_stay_on_one_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_page, "SHOWN_SICK", 1)
    report("ziekmelding", today(), dienstverband=KARIM, percentage=100)
    report("ziekmelding", today(), dienstverband=MIEKE, percentage=100)
    page = text_of(sign_in(client, "werkgever_beheerder").get("/werkgever/"))
    assert "Toon nog 1 medewerker" in page
    assert "Karim Zonneveld" in page
    assert "Mieke Overduin" in page
