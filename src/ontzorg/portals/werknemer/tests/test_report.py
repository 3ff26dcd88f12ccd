"""An employee reports himself; the employer confirms before it counts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.portals.werknemer.report_forms import RecoverForm, ReportForm
from ontzorg.verzuim.models import Melding
from ontzorg.verzuim.tests.play import report

pytestmark = pytest.mark.django_db
SICK, WELL, HOME = "/mijn/ziek/", "/mijn/beter/", "/mijn/"


def today() -> date:
    return timezone.localdate()


def written(day: date) -> str:
    return f"{day:%d-%m-%Y}"


@pytest.fixture
def me(client: Client) -> Client:
    return sign_in(client, "medewerker")


def answers(**changes: str) -> dict[str, str]:
    given = {
        "form_key": str(uuid4()),
        "day": written(today()),
        "expected": "3",
        "is_home": "ja",
        "telefoon": "06 12345678",
    }
    return given | changes


def meldingen() -> list[Melding]:
    with acting_as(actor("medewerker")):
        return list(Melding.objects.select_related("intake").order_by("pk"))


def test_the_forms_ask_nothing_about_the_illness() -> None:
    asked = {*ReportForm.base_fields, *RecoverForm.base_fields}
    assert asked == {"dienstverband", "day", "expected", "is_home", "verpleegadres", "telefoon"}


def test_a_report_waits_for_the_employer(me: Client) -> None:
    page = text_of(me.post(SICK, answers(), follow=True))
    assert "Je ziekmelding is verstuurd" in page
    assert "Wacht op bevestiging door je werkgever." in page
    melding = meldingen()[0]
    assert (melding.door, melding.soort, melding.dossier) == ("werknemer", "ziekmelding", None)
    assert melding.verwacht_hersteld_op == today() + timedelta(days=3)


def test_sending_twice_makes_one_melding(me: Client) -> None:
    given = answers()
    assert [me.post(SICK, given).status_code for _ in range(2)] == [302, 302]
    assert len(meldingen()) == 1


def test_while_it_waits_there_is_no_second_report(me: Client) -> None:
    me.post(SICK, answers())
    page = text_of(me.post(SICK, answers(), follow=True))
    assert "Je bent al ziek gemeld." in page
    assert len(meldingen()) == 1
    assert 'href="/mijn/ziek/"' not in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"day": ""}, "Vul een datum in."),
        ({"day": "morgen"}, "Typ de datum als dag-maand-jaar"),
        ({"day": "01-01-2099"}, "Deze dag moet nog komen."),
        ({"day": "01-01-2019"}, "Het dienstverband begint op"),
        ({"expected": ""}, "Kies hoe lang het ongeveer duurt."),
        ({"is_home": ""}, "Kies een antwoord."),
        ({"is_home": "nee"}, "Vul het adres in waar je nu bent."),
        ({"telefoon": "0" * 21}, "Dit nummer is te lang."),
    ],
)
def test_a_refused_answer_says_what_to_do(
    me: Client, changes: dict[str, str], message: str
) -> None:
    response = me.post(SICK, answers(**changes))
    assert response.status_code == 422
    assert message in text_of(response)
    assert meldingen() == []


def test_a_medical_address_is_warned_for(me: Client) -> None:
    given = answers(is_home="nee", verpleegadres="Kliniek Zeezicht, Strand 1")
    response = me.post(SICK, given)
    assert response.status_code == 422
    assert "“kliniek”" in text_of(response)
    assert me.post(SICK, given | {"read": "kliniek"}).status_code == 302


def test_recovery_waits_for_the_employer_too(me: Client) -> None:
    report("ziekmelding", today() - timedelta(days=9), percentage=100)
    page = text_of(me.post(WELL, answers(), follow=True))
    assert "Je betermelding is verstuurd." in page
    assert "Wacht op bevestiging door je werkgever." in page
    assert [one.soort for one in meldingen()] == ["ziekmelding", "herstelmelding"]


def test_while_recovery_waits_there_is_no_second_one(me: Client) -> None:
    report("ziekmelding", today() - timedelta(days=9), percentage=100)
    given = answers()
    assert [me.post(WELL, given).status_code for _ in range(2)] == [302, 302]
    assert "Je hebt je al beter gemeld." in text_of(me.post(WELL, answers(), follow=True))
    assert len(meldingen()) == 2


@pytest.mark.parametrize("days", [-9, 2])
def test_a_recovery_on_an_impossible_day_is_refused(me: Client, days: int) -> None:
    report("ziekmelding", today() - timedelta(days=9), percentage=100)
    response = me.post(WELL, answers(day=written(today() + timedelta(days=days))))
    assert response.status_code == 422
    assert re.search("Kies (vandaag, morgen|een latere dag)", text_of(response))


def test_who_is_not_sick_cannot_recover(me: Client) -> None:
    assert "Je bent niet ziek gemeld." in text_of(me.get(WELL, follow=True))


def test_home_tells_where_i_am(me: Client) -> None:
    assert "Je bent niet ziek gemeld" in text_of(me.get(HOME))
    report("ziekmelding", today() - timedelta(days=70), percentage=100)
    page = text_of(me.get(HOME))
    assert "Je bent ziek sinds" in page
    assert "week 11" in page
    assert 'href="/mijn/beter/"' in page
    assert "Mijn tijdlijn" in page
    assert "Dit komt eraan" in page


def test_a_colleague_is_not_on_my_page(client: Client) -> None:
    report("ziekmelding", today(), percentage=100)
    page = text_of(sign_in(client, "medewerker_b").get(HOME))
    assert "Je bent niet ziek gemeld" in page
    assert "Sanne" not in page


@pytest.mark.parametrize("who", ["werkgever_beheerder", "leidinggevende", "bedrijfsarts"])
def test_others_cannot_report_for_me(client: Client, who: str) -> None:
    other = sign_in(client, who)
    for url in (HOME, SICK, WELL):
        assert other.get(url).status_code == 403
