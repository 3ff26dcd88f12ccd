"""An import is seen by the employer it is of, and by whom keeps the staff there; no one else."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.datastructures import MultiValueDict
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import import writing
from ontzorg.parties.staff_import.cells.fields import FIELDS, NOT_KEPT
from ontzorg.parties.staff_import.example import example_file
from ontzorg.parties.staff_import.files.limits import MOST_BYTES
from ontzorg.parties.staff_import.models import StaffImport
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.walls import TABLES
from ontzorg.portals.werkgever.import_forms import UploadForm
from ontzorg.portals.werkgever.tests.importing import URL, address, choose, take_over, upload

PAGES = ("", "kolommen/", "voortgang/", "regels/", "fouten/")
STRANGERS = ("werkgever_beheerder_b", "bedrijfsarts", "verzekeraar_claims", "medewerker")
STEPS = ("bsn/", "overnemen/", "wegleggen/", "terugdraaien/")
WRONG = OTHER | {"BSN": "123456789", "Functie": "=HYPERLINK(1)"}


@pytest.mark.usefixtures("committed")
def test_a_file_goes_from_upload_to_staff_through_the_real_logins(client: Client) -> None:
    sign_in(client, "werkgever_beheerder")
    made = upload(client, csv_of(GOOD, WRONG))
    page = text_of(client.get(address(made, "kolommen/")))
    assert "1112•••••" in page
    assert GOOD["BSN"] not in page
    choose(client, made)
    page = text_of(client.get(address(made)))
    assert "Neem 1 regel over" in page
    assert "Dit BSN bestaat niet" in page
    listed = text_of(client.get(address(made, "fouten/")))
    assert "'=HYPERLINK(1)" in listed
    assert ";=HYPERLINK" not in listed
    assert client.post(address(made, "overnemen/")).status_code == 302
    assert "Wij nemen de medewerkers over" in text_of(client.get(address(made)))
    assert (
        client.get(address(made, "voortgang/"), headers={"HX-Request": "true"}).status_code == 200
    )
    with as_login("jobs"):
        writing.write_import(made.pk, today=world.TODAY)
    done = client.get(address(made, "voortgang/"), headers={"HX-Request": "true"})
    assert done["HX-Redirect"].endswith(address(made))
    assert "Pia van der Waterlander" in text_of(client.get("/werkgever/medewerkers/"))
    assert client.post(address(made, "overnemen/")).status_code == 409


@pytest.mark.usefixtures("committed")
def test_another_bsn_is_ticked_on_a_page_of_its_own(client: Client) -> None:
    sign_in(client, "werkgever_beheerder")
    take_over(client, csv_of(GOOD))
    made = upload(client, csv_of(GOOD | {"BSN": "999990019"}))
    choose(client, made)
    assert "verandert alleen als u het aanvinkt" in text_of(client.get(address(made)))
    page = text_of(client.get(address(made, "regels/") + "?soort=bsn"))
    assert "Bij wie klopt het nieuwe BSN?" in page
    assert "999990019" not in page
    answer = client.post(address(made, "bsn/"), {"shown": ["2", "x"], "bsn": ["2"]}, follow=True)
    assert "Wijzig 1 BSN" in text_of(answer)
    answer = client.post(address(made, "bsn/"), {"shown": ["2"]}, follow=True)
    assert "Er verandert geen BSN" in text_of(answer)


@pytest.mark.usefixtures("committed")
def test_a_column_about_health_is_never_taken_over_shown_or_kept(client: Client) -> None:
    sign_in(client, "werkgever_beheerder")
    made = upload(client, csv_of(WRONG | {"No-risk": "WEIRDSECRET", "Functie": ""}))
    page = text_of(client.get(address(made, "kolommen/")))
    assert "zegt iets over de gezondheid" in page
    assert "WEIRDSECRET" not in page
    number = made.header.index("No-risk")
    answers = {f"column_{i}": code for i, code in enumerate(made.columns)}
    refused = client.post(address(made, "kolommen/"), answers | {f"column_{number}": "functie"})
    assert refused.status_code == 422
    choose(client, made)
    faults = text_of(client.get(address(made, "fouten/")))
    assert "No-risk" in faults
    assert "WEIRDSECRET" not in faults


@pytest.mark.usefixtures("committed")
def test_another_employer_finds_nothing_and_others_may_not_look(client: Client) -> None:
    made = upload(sign_in(client, "werkgever_beheerder"), csv_of(GOOD, WRONG))
    choose(client, made)
    for who, status in (("werkgever_beheerder_b", 404), ("leidinggevende", 403), ("planner", 403)):
        stranger = sign_in(Client(), who)
        for page in PAGES:
            assert stranger.get(address(made, page)).status_code == status, (who, page)
        for step in STEPS:
            assert stranger.post(address(made, step)).status_code == status, (who, step)
    assert made.file_name not in text_of(sign_in(Client(), "werkgever_beheerder_b").get(URL))


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("who", STRANGERS)
def test_the_walls_hide_every_table_of_it(client: Client, who: str) -> None:
    upload_made = upload(sign_in(client, "werkgever_beheerder"), csv_of(GOOD, WRONG))
    choose(client, upload_made)
    seen = 0
    for table in TABLES:
        with acting_as(actor(who)), connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table.name])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT count(*) FROM {table.qualified}")  # noqa: S608
                seen += cursor.fetchone()[0]
    assert seen == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4", "geen CSV-bestand"),
        (b"", "leeg"),
        (b"Achternaam;Voorletters\n", "geen medewerkers"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1oud", "oud of beveiligd"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_way_out(
    client: Client, content: bytes, words: str
) -> None:
    sign_in(client, "werkgever_beheerder")
    response = client.post(URL, {"file": SimpleUploadedFile("personeel.csv", content)})
    assert response.status_code == 422
    assert words in text_of(response)
    with acting_as(actor("werkgever_beheerder")):
        assert not StaffImport.objects.exists()


def test_a_file_that_is_too_big_is_refused_before_it_is_read() -> None:
    file = SimpleUploadedFile("groot.csv", b"x")
    file.size = MOST_BYTES + 1
    form = UploadForm({}, MultiValueDict({"file": [file]}))
    assert "te groot" in str(form.errors)


@pytest.mark.django_db
def test_columns_that_must_be_there_are_asked_for(client: Client) -> None:
    made = upload(sign_in(client, "werkgever_beheerder"), csv_of({"Kenmerk": "1", "Naam": "x"}))
    response = client.post(address(made, "kolommen/"), {"column_0": "", "column_1": "achternaam"})
    assert response.status_code == 422
    assert "Kies in welke kolom “Geboortedatum” staat." in text_of(response)
    assert client.post(address(made, "kolommen/"), {"column_0": "kleur"}).status_code == 422


@pytest.mark.usefixtures("committed")
def test_nothing_to_take_over_is_said_on_the_page(client: Client) -> None:
    sign_in(client, "werkgever_beheerder")
    take_over(client, csv_of(GOOD))
    again = upload(client, csv_of(GOOD))
    choose(client, again)
    said = client.post(address(again, "overnemen/"), follow=True)
    assert "Er is niets om over te nemen" in text_of(said)


def test_the_example_has_every_column_and_can_be_read() -> None:
    header = example_file().splitlines()[0]
    assert all(field.label in header for field in FIELDS if field.code not in NOT_KEPT)
