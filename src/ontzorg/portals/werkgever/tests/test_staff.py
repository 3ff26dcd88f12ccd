"""Employees are added once, found quickly, and kept by those who may."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from tests.harness.web import fill_in, sign_in, text_of
from tests.harness.world import AFDELING_A1, WERKNEMERS_A, WERKNEMERS_B, actor, dienstverband_of

from ontzorg.access.context import acting_as
from ontzorg.access.models import AuditEvent
from ontzorg.parties.models import Afdeling, Dienstverband, Identificatie, Werknemer
from ontzorg.parties.selectors import work_on
from ontzorg.portals.werkgever import staff_list
from ontzorg.portals.werkgever.tests.answers import KARIM, today, written
from ontzorg.verzuim.tests.play import SANNE, report

pytestmark = pytest.mark.django_db
LIST, NEW = "/werkgever/medewerkers/", "/werkgever/medewerkers/nieuw/"
BSN = "123456782"


@pytest.fixture
def employer(client: Client) -> Client:
    return sign_in(client, "werkgever_beheerder")


def url_of(number: int, more: str = "") -> str:
    key = "werkgever_beheerder" if number in WERKNEMERS_A else "werkgever_beheerder_b"
    with acting_as(actor(key)):
        return f"{LIST}{Werknemer.objects.get(pk=number).public_id}/{more}"


def person(**changes: str) -> dict[str, str]:
    answers = {
        "form_key": str(uuid4()),
        "voorletters": "T.",
        "roepnaam": "Tom",
        "achternaam": "Veldkers",
        "geboortedatum": "14-03-1991",
        "bsn": BSN,
        "postcode": "1234ab",
        "begint_op": "01-01-2024",
        "functie": "Bakker",
        "afdeling_id": str(AFDELING_A1),
        "uren_per_week": "32,5",
    }
    return answers | changes


def named(name: str) -> list[Werknemer]:
    with acting_as(actor("werkgever_beheerder")):
        return list(Werknemer.objects.filter(achternaam=name))


def test_the_list_has_everyone_of_the_employer(employer: Client) -> None:
    page = text_of(employer.get(LIST))
    assert all(name in page for name in ("Sanne Boterbloem", "Karim Zonneveld", "Mieke Overduin"))
    assert "Joris" not in page


def test_a_leidinggevende_sees_the_own_department(client: Client) -> None:
    page = text_of(sign_in(client, "leidinggevende").get(LIST))
    assert "Karim Zonneveld" in page
    assert "Mieke Overduin" not in page
    assert NEW not in page


def test_the_list_can_be_narrowed(employer: Client) -> None:
    report("ziekmelding", today(), dienstverband=KARIM, percentage=100)
    assert "Mieke" not in text_of(employer.get(f"{LIST}?afdeling={AFDELING_A1}"))
    assert "Sanne" not in text_of(employer.get(f"{LIST}?zoek=zonn"))
    sick = text_of(employer.get(f"{LIST}?ziek=1"))
    assert "Karim Zonneveld" in sick
    assert "Sanne" not in sick
    assert "Niemand gevonden" in text_of(employer.get(f"{LIST}?zoek=qqq"))


def test_pages_follow_each_other_without_a_gap(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_list, "PAGE", 2)
    first = employer.get(LIST)
    second = employer.get(first.context["list"].page.next_url)
    shown = [row.name for page in (first, second) for row in page.context["list"].rows]
    assert shown == ["Sanne Boterbloem", "Mieke Overduin", "Karim Zonneveld"]
    assert second.context["list"].page.next_url == ""


def test_a_broken_cursor_shows_the_first_page(employer: Client) -> None:
    assert "Sanne Boterbloem" in text_of(employer.get(f"{LIST}?na=%%%"))


def test_reading_is_logged(employer: Client) -> None:
    employer.get(LIST)
    employer.get(url_of(WERKNEMERS_A[0]))
    with acting_as(actor("medewerker")):
        actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"medewerkers.bekeken", "medewerker.bekeken"} <= actions


def test_the_page_of_a_stranger_is_not_there(employer: Client) -> None:
    stranger = url_of(WERKNEMERS_B[0])
    for more in ("", "wijzigen/", "bsn/", "dienstverband/"):
        assert employer.get(stranger + more).status_code == 404
        assert employer.post(stranger + more, {"purpose": "x"}).status_code in (404, 405)
    end = f"/werkgever/medewerkers/dienstverbanden/{dienstverband_of(WERKNEMERS_B[0])}/einde/"
    assert employer.get(end).status_code == 404


def test_a_leidinggevende_changes_nothing(client: Client) -> None:
    leidinggevende = sign_in(client, "leidinggevende")
    own = url_of(WERKNEMERS_A[0])
    end = f"/werkgever/medewerkers/dienstverbanden/{SANNE}/einde/"
    edit = end.replace("einde", "wijzigen")
    for url in (NEW, f"{own}wijzigen/", f"{own}dienstverband/", f"{own}bsn/", end, edit):
        assert leidinggevende.get(url).status_code == 403
        assert leidinggevende.post(url, person()).status_code == 403
    assert leidinggevende.get(own).status_code == 200
    assert leidinggevende.get(url_of(WERKNEMERS_A[2])).status_code == 404


def test_an_employee_is_added_with_work_and_bsn(employer: Client) -> None:
    page = text_of(employer.post(NEW, person(), follow=True))
    assert "Tom Veldkers is toegevoegd" in page
    assert BSN not in page
    made = named("Veldkers")[0]
    assert made.postcode == "1234 AB"
    with acting_as(actor("werkgever_beheerder")):
        job = Dienstverband.objects.get(werknemer=made)
        assert (job.functie, job.afdeling_id) == ("Bakker", AFDELING_A1)
        assert str(job.uren_per_week) == "32.50"
        assert Identificatie.objects.filter(pk=made.pk).exists()


def test_sending_twice_adds_one(employer: Client) -> None:
    answers = person()
    employer.post(NEW, answers)
    employer.post(NEW, answers | {"is_other": "1"})
    assert len(named("Veldkers")) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"voorletters": ""}, "Vul de voorletters in."),
        ({"achternaam": ""}, "Vul de achternaam in."),
        ({"geboortedatum": "gisteren"}, "Typ de datum als dag-maand-jaar"),
        ({"geboortedatum": "14-03-2099"}, "Vul een geboortedatum in die kan kloppen."),
        ({"bsn": "123456789"}, "Dit BSN klopt niet."),
        ({"postcode": "12 AB"}, "Vul vier cijfers en twee letters in"),
        ({"email": "tom@"}, "Dit is geen e-mailadres."),
        ({"email": "t" * 300 + "@voorbeeld.example"}, "Dit adres is te lang."),
        ({"telefoon": "bel maar"}, "Vul een telefoonnummer in"),
        ({"begint_op": ""}, "Vul een datum in."),
        ({"begint_op": "01-01-1990"}, "Het dienstverband begint voor de geboortedatum."),
        ({"uren_per_week": "veel"}, "Vul een getal in"),
        ({"uren_per_week": "61"}, "Vul niet meer dan 60 uren in."),
        ({"uren_per_week": "0"}, "Vul meer dan 0 uren in"),
    ],
)
def test_a_refused_answer_says_what_to_do_and_saves_nothing(
    employer: Client, changes: dict[str, str], message: str
) -> None:
    response = employer.post(NEW, person(**changes))
    assert response.status_code == 422
    assert message in text_of(response)
    assert named("Veldkers") == []


def test_a_bsn_of_someone_else_saves_nothing(employer: Client) -> None:
    employer.post(NEW, person())
    response = employer.post(NEW, person(achternaam="Wilgenroos"))
    assert response.status_code == 422
    assert "hoort al bij een andere medewerker" in text_of(response)
    assert named("Wilgenroos") == []


def test_the_same_person_twice_is_warned_for(employer: Client) -> None:
    employer.post(NEW, person())
    double = person(voorletters="B.", bsn="")
    page = text_of(employer.post(NEW, double))
    assert "Is dit dezelfde persoon?" in page
    assert len(named("Veldkers")) == 1
    employer.post(NEW, double | {"is_other": "1"})
    assert len(named("Veldkers")) == 2


def test_the_bsn_is_hidden_until_there_is_a_reason(employer: Client) -> None:
    employer.post(NEW, person())
    url = f"{LIST}{named('Veldkers')[0].public_id}/"
    assert BSN not in text_of(employer.get(url))
    assert BSN not in text_of(employer.get(f"{url}bsn/"))
    refused = employer.post(f"{url}bsn/", {})
    assert "Kies waarvoor u het BSN nodig hebt." in text_of(refused)
    assert BSN in text_of(employer.post(f"{url}bsn/", {"purpose": "Melding aan UWV"}))


def test_changing_keeps_what_the_form_does_not_ask(employer: Client) -> None:
    url = url_of(WERKNEMERS_A[0], "wijzigen/")
    with acting_as(actor("werkgever_beheerder")):
        Werknemer.objects.filter(pk=WERKNEMERS_A[0]).update(extern_id="X1", geslacht="V")
    fill_in(employer, url, **person(roepnaam="Sannie", achternaam="Boterbloem", bsn=""))
    changed = named("Boterbloem")[0]
    assert (changed.roepnaam, changed.extern_id, changed.geslacht) == ("Sannie", "X1", "V")


def test_the_second_of_two_editors_is_told(employer: Client) -> None:
    url = url_of(WERKNEMERS_A[0], "wijzigen/")
    old = person(achternaam="Boterbloem", version="1", bsn="")
    assert employer.post(url, old).status_code == 302
    late = employer.post(url, old | {"roepnaam": "Te laat"})
    assert late.status_code == 409
    assert named("Boterbloem")[0].roepnaam == "Tom"


def test_an_employment_ends_and_the_dossier_knows(employer: Client) -> None:
    report("ziekmelding", today() - timedelta(days=60), percentage=100)
    url = f"/werkgever/medewerkers/dienstverbanden/{SANNE}/einde/"
    page = text_of(employer.get(url))
    assert "Sanne Boterbloem is ziek" in page
    assert "meldt u de medewerker op de laatste werkdag ziek bij UWV" in page
    response = fill_in(employer, url, eindigt_op=written(today() + timedelta(days=14)))
    assert response.status_code == 302
    dossier = text_of(employer.get(url_of(WERKNEMERS_A[0])))
    assert "Laatste dag" in dossier


@pytest.mark.parametrize(
    ("day", "message"),
    [("01-01-2019", "Deze dag ligt voor de eerste dag"), ("", "Vul een datum in.")],
)
def test_a_wrong_last_day_is_refused(employer: Client, day: str, message: str) -> None:
    url = f"/werkgever/medewerkers/dienstverbanden/{SANNE}/einde/"
    response = fill_in(employer, url, eindigt_op=day)
    assert response.status_code == 422
    assert message in text_of(response)


def test_a_second_employment_is_added_once(employer: Client) -> None:
    url = url_of(WERKNEMERS_A[0], "dienstverband/")
    answers = person(begint_op="01-02-2025")
    employer.post(url, answers)
    employer.post(url, answers)
    with acting_as(actor("werkgever_beheerder")):
        assert Dienstverband.objects.filter(werknemer_id=WERKNEMERS_A[0]).count() == 2


def test_a_department_is_added(employer: Client) -> None:
    assert "Vul de naam van de afdeling in." in text_of(
        employer.post("/werkgever/medewerkers/afdelingen/nieuw/", {"name": " "})
    )
    employer.post("/werkgever/medewerkers/afdelingen/nieuw/", {"name": "Kantoor"})
    with acting_as(actor("werkgever_beheerder")):
        assert Afdeling.objects.filter(name="Kantoor").count() == 1


def test_an_employment_is_changed_and_keeps_its_end(employer: Client) -> None:
    with acting_as(actor("werkgever_beheerder")):
        Dienstverband.objects.filter(pk=SANNE).update(eindigt_op=today(), extern_id="DV-1")
    url = f"/werkgever/medewerkers/dienstverbanden/{SANNE}/wijzigen/"
    given = {"begint_op": "01-02-2020", "functie": "Chef", "uren_per_week": "24", "version": "1"}
    assert employer.post(url, given).status_code == 302
    with acting_as(actor("werkgever_beheerder")):
        job = Dienstverband.objects.get(pk=SANNE)
    assert (job.functie, job.afdeling_id) == ("Chef", None)
    assert job.uren_per_week == Decimal(24)
    assert (job.eindigt_op, job.extern_id) == (today(), "DV-1")
    assert employer.post(url, given).status_code == 409


def test_a_change_of_hours_keeps_what_they_were(employer: Client) -> None:
    url = f"/werkgever/medewerkers/dienstverbanden/{SANNE}/wijzigen/"
    given = {"begint_op": "01-02-2020", "uren_per_week": "24", "version": "1"}
    assert employer.post(url, given | {"vanaf": "31-01-2020"}).status_code == 422
    assert employer.post(url, given | {"vanaf": "01-06-2021"}).status_code == 302
    with acting_as(actor("werkgever_beheerder")):
        job = Dienstverband.objects.get(pk=SANNE)
        hours = [work_on(job, date(2021, month, 1)).uren_per_week for month in (5, 6)]
    assert hours == [Decimal(36), Decimal(24)]
    with acting_as(actor("werkgever_beheerder")):
        page = text_of(employer.get(f"/werkgever/medewerkers/{job.werknemer.public_id}/"))
    assert "(vanaf 1 februari 2020)" in page
