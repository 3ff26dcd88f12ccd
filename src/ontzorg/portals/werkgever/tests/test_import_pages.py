"""What the pages of an import say next, and how it is undone: only after asking once more."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.harness.database import as_login
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import import undoing
from ontzorg.parties.staff_import.models import StaffImport, State
from ontzorg.parties.staff_import.moving import move
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.portals.werkgever.tests.importing import URL, address, choose, take_over, upload

WRONG = OTHER | {"BSN": "123456789"}
KEPT = "De foute regels bewaren wij tot "
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def employer(client: Client) -> Client:
    return sign_in(client, "werkgever_beheerder")


def state_of(made: StaffImport) -> str:
    with acting_as(actor("werkgever_beheerder")):
        return str(StaffImport.objects.get(pk=made.pk).state)


def test_with_good_and_wrong_rows_both_ways_on_are_told(employer: Client) -> None:
    made = upload(employer, csv_of(GOOD, WRONG))
    choose(employer, made)
    page = text_of(employer.get(address(made)))
    assert "Neem nu de goede regels over." in page
    assert "Of verbeter eerst uw eigen bestand" in page
    assert "1 regel klaar" in text_of(employer.get(URL))


def test_it_is_told_who_brought_the_file(employer: Client) -> None:
    upload(employer, csv_of(GOOD))
    page = re.sub(r"<[^>]+>", "", text_of(employer.get(URL)))
    assert f"uur · {actor('werkgever_beheerder').name}" in page


def test_with_only_wrong_rows_there_is_nothing_to_choose(employer: Client) -> None:
    made = upload(employer, csv_of(WRONG))
    choose(employer, made)
    page = text_of(employer.get(address(made)))
    assert "U kunt twee dingen doen" not in page
    assert "Verbeter de regels in dat bestand" in page
    assert "Er is niets om over te nemen." in page


def test_the_wrong_rows_are_said_to_be_kept_only_when_there_are_any(employer: Client) -> None:
    assert KEPT in text_of(employer.get(address(take_over(employer, csv_of(GOOD, WRONG)))))
    assert KEPT not in text_of(employer.get(address(take_over(employer, csv_of(GOOD, OTHER)))))


def test_what_is_new_shows_what_it_comes_with_before_it_is_taken_over(employer: Client) -> None:
    paid = {"Brutoloon": "2.850,50", "Loon per": "maand"}
    second = GOOD | paid | {"Personeelsnummer": "9", "In dienst": "01-01-2024", "Uit dienst": ""}
    made = upload(employer, csv_of(GOOD | paid, second))
    choose(employer, made)
    page = text_of(employer.get(address(made, "regels/?soort=new")))
    first, other = re.sub(r"<[^>]+>", "", page).split("Regel 3")
    for words in (
        "nieuwe medewerker",
        "Geboortedatum: 14-03-1990",
        "In dienst: 01-02-2020",
        "Functie: Bakker",
        "Afdeling: Bakkerij",
        "Uren per week: 32",
        "Brutoloon: € 2.850,50 per maand",
    ):
        assert words in first, words
    assert "nieuw dienstverband" in other
    assert "In dienst: 01-01-2024" in other
    assert "Geboortedatum" not in other
    for secret in (GOOD["BSN"], GOOD["IBAN"]):
        assert secret not in first + other


def test_an_open_choice_of_a_bsn_is_named_and_leads_to_the_employee(employer: Client) -> None:
    take_over(employer, csv_of(GOOD))
    made = upload(employer, csv_of(GOOD | {"BSN": "999990019"}))
    choose(employer, made)
    page = text_of(employer.get(address(made)))
    assert "U kiest of wij dat overnemen." in page
    assert "Er is niets om over te nemen." not in page
    rows = text_of(employer.get(address(made, "regels/") + "?soort=bsn"))
    found = re.search(r'href="(/werkgever/medewerkers/[0-9a-f-]{36}/)"', rows)
    assert found
    assert "Pia van der Waterlander" in text_of(employer.get(found[1]))


def test_undoing_asks_once_more_and_shows_the_way_on(employer: Client) -> None:
    made = take_over(employer, csv_of(GOOD, WRONG))
    assert f'href="{address(made, "terugdraaien/")}"' in text_of(employer.get(address(made)))
    asked = text_of(employer.get(address(made, "terugdraaien/")))
    assert "Dit hele bestand terugdraaien?" in asked
    assert "Ook de foute regels zijn dan weg." in asked
    assert state_of(made) == State.DONE
    assert employer.post(address(made, "terugdraaien/")).status_code == 302
    with as_login("jobs"):
        undoing.undo_import(made.pk)
    page = text_of(employer.get(address(made)))
    assert f'href="{URL}"' in page.split("<main")[1].split("form-actions")[1]
    assert employer.get(address(made, "terugdraaien/"))["Location"] == address(made)


def test_a_refused_undo_can_be_tried_again(employer: Client) -> None:
    made = take_over(employer, csv_of(GOOD))
    with as_login("jobs"), acting_as(SYSTEM):
        move(made, notice=undoing.IN_USE, notice_value="Er is een melding vastgelegd.")
    page = text_of(employer.get(address(made)))
    assert "De medewerkers staan nog in uw lijst." in page
    assert "Terugdraaien is nog niet gelukt." in page
    assert address(made, "terugdraaien/") in page


def test_columns_that_are_not_taken_over_are_counted(employer: Client) -> None:
    extra = {"Kleur": "rood", "Maat": "M", "No-risk": "ja"}
    page = text_of(employer.get(address(upload(employer, csv_of(GOOD | extra)), "kolommen/")))
    assert "3 kolommen nemen wij nu niet over." in page
    page = text_of(employer.get(address(upload(employer, csv_of(GOOD)), "kolommen/")))
    assert "nemen wij nu niet over" not in page
