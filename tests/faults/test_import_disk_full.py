"""A disk that fills up while staff comes in: a page that says so, no half import, and it goes on.

The file does not fit among the rows, nor on the way there, or the people do not fit.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from psycopg import sql

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.database_setup import admin_conninfo
from ontzorg.config.embedded.owner import owner_of
from ontzorg.config.embedded.places import data_dir
from ontzorg.parties.models import Werknemer
from ontzorg.parties.staff_import import services, writing
from ontzorg.parties.staff_import.models import FilePart, StaffImport
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, fresh, read
from tests.faults.small_disk import fill, small_disk
from tests.harness import world
from tests.harness.database import live_name
from tests.harness.web import sign_in
from tests.harness.world import actor

pytestmark = pytest.mark.usefixtures("committed")
IMPORTS = "/werkgever/medewerkers/inlezen/"
PEOPLE = [
    GOOD | {"Personeelsnummer": f"N{number}", "BSN": "", "Functie": f"Bakker {number} " * 5}
    for number in range(600)
]


def run(statement: str) -> None:
    place = admin_conninfo(settings.ENVIRONMENT)
    with psycopg.connect(place, dbname=live_name(), autocommit=True) as database:
        database.execute(sql.SQL(statement))


@contextmanager
def on_full_disk(table: str) -> Iterator[Path]:
    """Let a table stand on a disk without room; give the file that takes the room."""
    with small_disk("8m") as place:
        os.chown(place, (owner := owner_of(data_dir(settings.ENVIRONMENT.var))).uid, owner.gid)
        run(f"CREATE TABLESPACE small LOCATION '{place}'")
        try:
            run(f"ALTER TABLE {table} SET TABLESPACE small")
            yield fill(place)
            (place / "filler").unlink(missing_ok=True)
        finally:
            run(f"ALTER TABLE {table} SET TABLESPACE pg_default")
            run("DROP TABLESPACE small")


def send(client: Client) -> int:
    file = SimpleUploadedFile("personeel.csv", csv_of(*PEOPLE), content_type="text/csv")
    return client.post(IMPORTS, {"file": file}).status_code


def kept() -> tuple[int, int]:
    with acting_as(actor(WHO)):
        return StaffImport.objects.count(), FilePart.objects.count()


def test_a_file_that_does_not_fit_is_not_there_and_can_be_sent_again() -> None:
    client = sign_in(Client(raise_request_exception=False), WHO)
    with on_full_disk("staff_import_filepart") as filler:
        assert send(client) == 503
        assert kept() == (0, 0)
        filler.unlink()
        assert send(client) == 302
    assert kept() == (1, 1)


def test_a_file_that_does_not_fit_on_its_way_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(Client(raise_request_exception=False), WHO)
    with small_disk("1m") as place:
        filler = fill(place)
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 1_000)
        assert send(client) == 503
        assert kept() == (0, 0)
        filler.unlink()
        assert send(client) == 302
        assert list(place.iterdir()) == []


@pytest.mark.login("jobs")
def test_people_who_do_not_fit_come_all_or_not_at_all() -> None:
    made = read(csv_of(*PEOPLE))
    assert made.counts["new"] == len(PEOPLE)
    with acting_as(SYSTEM):
        services.confirm_import(actor=actor(WHO), import_id=made.pk)
        before = Werknemer.objects.count()
    with on_full_disk("parties_dienstverband") as filler:
        with pytest.raises(OperationalError, match=r"(?i)space|ruimte"):
            writing.write_import(made.pk, today=world.TODAY)
        connection.close()
        with acting_as(SYSTEM):
            assert Werknemer.objects.count() == before
        assert fresh(made).state == "writing"
        filler.unlink()
        writing.write_import(made.pk, today=world.TODAY)
    assert fresh(made).state == "done"
    with acting_as(SYSTEM):
        assert Werknemer.objects.count() == before + len(PEOPLE)
