""" "Mijn werk": what is mine, in which order, and what one can do from the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.harness import world
from tests.harness.web import text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.models import Organisation
from ontzorg.verzuim.tests.play import KARIM, ago, report, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
WORK = "/mijn-werk/"
NOBODYS = "00000000-0000-4000-8000-000000000000"


def test_the_late_come_first_under_their_own_heading(as_someone: SignIn) -> None:
    report("ziekmelding", ago(60))
    page = text_of(as_someone("werkgever_beheerder").get(WORK))
    assert (
        page.index(">Te laat<")
        < page.index("Maak samen het plan van aanpak")
        < page.index(">Later<")
    )
    assert "Sanne Boterbloem" in page


@pytest.mark.parametrize("key", ["werkgever_beheerder_b", "bedrijfsarts_b"])
def test_the_work_of_another_employer_is_not_there(as_someone: SignIn, key: str) -> None:
    report("ziekmelding", ago(50))
    assert "Boterbloem" not in text_of(as_someone(key).get(WORK))


def test_an_empty_list_says_so_kindly(as_someone: SignIn) -> None:
    assert "U bent bij" in text_of(as_someone("ontzorgmanager").get(WORK))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("wanneer=te-laat", True),
        ("wanneer=later&van=alles", False),
        ("soort=PLAN_VAN_AANPAK", True),
        ("soort=EVALUATIE", False),
        (f"werkgever={world.WERKGEVER_A}", True),
        (f"werkgever={world.WERKGEVER_B}", False),
        ("van=alleen-mij", False),
        ("van=vervanging", False),
        ("wanneer=onzin&werkgever=onzin&van=onzin", True),
    ],
)
def test_the_address_says_what_is_shown(as_someone: SignIn, query: str, *, shown: bool) -> None:
    report("ziekmelding", ago(60))
    page = text_of(as_someone("werkgever_beheerder").get(f"{WORK}?{query}"))
    assert ("Maak samen het plan van aanpak" in page) is shown


def test_a_broken_place_in_the_list_is_explained(as_someone: SignIn) -> None:
    page = as_someone("ontzorgmanager").get(f"{WORK}?na=onzin")
    assert page.status_code == 302
    assert page.headers["Location"] == WORK


def test_ticked_tasks_go_to_a_colleague(as_someone: SignIn) -> None:
    report("ziekmelding", ago(20))
    found = task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager")
    client, colleague = as_someone("ontzorgmanager"), "7"
    answers = {"taak": str(found.public_id), "aan": colleague, "next": WORK}
    page = client.post(reverse("tasks-assign"), answers, follow=True)
    assert "1 taak is nu van ontzorgmanager_2." in text_of(page)
    assert task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager").assigned_to == int(colleague)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"aan": "7"}, "Kies eerst een of meer taken"),
        ({"aan": "onzin", "taak": NOBODYS}, "Kies de taken en een collega opnieuw"),
        ({"aan": "7", "taak": "onzin"}, "Kies de taken en een collega opnieuw"),
        ({"aan": "7", "taak": NOBODYS}, "Een van deze taken is er niet meer"),
        ({"aan": "1", "taak": NOBODYS}, "Kies een collega van uw eigen organisatie"),
    ],
)
def test_a_wrong_choice_is_explained(
    as_someone: SignIn, answers: dict[str, str], words: str
) -> None:
    page = as_someone("ontzorgmanager").post(reverse("tasks-assign"), answers, follow=True)
    assert words in text_of(page)


def test_another_site_is_no_place_to_go_back_to(as_someone: SignIn) -> None:
    answers = {"aan": "niemand", "next": "//kwaad.example/"}
    page = as_someone("ontzorgmanager").post(reverse("tasks-assign"), answers)
    assert page.headers["Location"] == WORK


def test_more_people_cost_no_more_queries(as_someone: SignIn) -> None:
    report("ziekmelding", ago(50))
    client = as_someone("werkgever_beheerder")
    client.get(WORK)
    with CaptureQueriesContext(connection) as few:
        client.get(WORK)
    report("ziekmelding", ago(60), dienstverband=KARIM)
    with CaptureQueriesContext(connection) as many:
        client.get(WORK)
    assert len(many) == len(few)


def test_the_task_names_who_acts_in_the_words_of_that_organisation(as_someone: SignIn) -> None:
    report("ziekmelding", ago(1))
    with acting_as(actor("beheerder")):
        Organisation.objects.filter(pk=world.ARBODIENST_A).update(
            role_names={"bedrijfsarts": "Vitaliteitsarts"}
        )
    page = text_of(as_someone("planner").get(f"{WORK}?van=alles"))
    assert "Vitaliteitsarts" in page
    assert ">Bedrijfsarts<" not in page


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("bedrijfsarts", "Maak de probleemanalyse"),
        ("ontzorgmanager", "Vraag de bedrijfsarts om de probleemanalyse"),
    ],
)
def test_who_carries_a_duty_out_is_not_told_to_ask_for_it(
    as_someone: SignIn, key: str, words: str
) -> None:
    report("ziekmelding", ago(20))
    page = text_of(as_someone(key).get(f"{WORK}?van=alles&soort=PROBLEEMANALYSE"))
    assert words in page
    others = {"Maak de probleemanalyse", "Vraag de bedrijfsarts om de probleemanalyse"} - {words}
    assert not any(other in page for other in others)
