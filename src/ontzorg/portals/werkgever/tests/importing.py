"""Steps of bringing in staff: send a file, accept its columns, take it over."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.web import text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import import reading, writing
from ontzorg.parties.staff_import.models import StaffImport

URL = "/werkgever/medewerkers/inlezen/"


def upload(client: Client, content: bytes) -> StaffImport:
    """Send a file, and return the import that came of it."""
    response = client.post(URL, {"file": SimpleUploadedFile("personeel.csv", content)})
    assert response.status_code == 302, text_of(response)
    with acting_as(actor("werkgever_beheerder")):
        return StaffImport.objects.latest("pk")


def address(made: StaffImport, page: str = "") -> str:
    """Return the address of a page of this import."""
    return f"{URL}{made.public_id}/{page}"


def choose(client: Client, made: StaffImport) -> None:
    """Accept the columns that were recognised, and let the worker read."""
    answers = {f"column_{number}": code for number, code in enumerate(made.columns)}
    assert client.post(address(made, "kolommen/"), answers).status_code == 302
    with as_login("jobs"):
        reading.read_import(made.pk, today=world.TODAY)


def take_over(client: Client, content: bytes) -> StaffImport:
    """Bring in a file and take it over."""
    made = upload(client, content)
    choose(client, made)
    client.post(address(made, "overnemen/"))
    with as_login("jobs"):
        writing.write_import(made.pk, today=world.TODAY)
    return made
