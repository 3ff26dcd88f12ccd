"""A full disk: a page that says so, nothing half saved, and all is well when there is room."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from psycopg import sql

from ontzorg.config.backup import BackupError, make_backup
from ontzorg.config.backup.manifest import manifest_path, read_manifest
from ontzorg.config.database_setup import admin_conninfo
from ontzorg.config.embedded.owner import owner_of
from ontzorg.config.embedded.places import data_dir
from tests.faults.reporting import FULLY_SICK
from tests.faults.small_disk import fill, small_disk
from tests.fuzz.attack import stored
from tests.harness import world
from tests.harness.database import live_name
from tests.harness.web import sign_in

pytestmark = pytest.mark.usefixtures("committed")
FORM = "/werkgever/ziekmelden/"


@pytest.fixture
def full_disk(committed: None) -> Iterator[Path]:
    """Let the tasks stand on a disk that has no room for one more; give what takes the room."""
    with small_disk("8m") as place:
        os.chown(place, (owner := owner_of(data_dir(settings.ENVIRONMENT.var))).uid, owner.gid)
        run(f"CREATE TABLESPACE small LOCATION '{place}'")
        try:
            run("ALTER TABLE verzuim_task SET TABLESPACE small")
            run("ALTER INDEX task_once_per_dossier SET TABLESPACE small")
            yield fill(place)
            (place / "filler").unlink(missing_ok=True)
        finally:
            run("ALTER TABLE verzuim_task SET TABLESPACE pg_default")
            run("ALTER INDEX task_once_per_dossier SET TABLESPACE pg_default")
            run("DROP TABLESPACE small")


def run(statement: str) -> None:
    place = admin_conninfo(settings.ENVIRONMENT)
    with psycopg.connect(place, dbname=live_name(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement))


def answers() -> dict[str, str]:
    person = world.dienstverband_of(world.WERKNEMERS_A[1])
    day = {"eerste_ziektedag": "02-11-2026", "reported_on": "02-11-2026"}
    return {**FULLY_SICK, **day, "dienstverband": str(person), "form_key": str(uuid4())}


def test_a_full_disk_gives_a_clear_page_and_saves_nothing(full_disk: Path) -> None:
    client = sign_in(Client(raise_request_exception=False), "werkgever_beheerder")
    melding, before = answers(), stored()
    refused = client.post(FORM, melding)
    assert refused.status_code == 503
    assert "Opnieuw proberen" in refused.content.decode()
    assert stored() == before
    full_disk.unlink()
    assert client.post(FORM, melding).status_code == 302
    assert stored() != before


def test_a_copy_that_does_not_fit_is_not_there_and_the_old_ones_stay() -> None:
    with small_disk("4m") as place:
        old, manifest = make_backup(place)
        filler = fill(place)
        with pytest.raises(BackupError, match=r"(?i)no space left|geen ruimte"):
            make_backup(place, keep_days=1)
        assert set(place.iterdir()) == {old, manifest_path(old), filler}
        assert read_manifest(old) == manifest
        filler.unlink()
        new, _ = make_backup(place)
        assert read_manifest(new)


@pytest.mark.parametrize("room", [1, 40_000, 120_000])
def test_a_copy_that_almost_fits_is_not_there_either(room: int) -> None:
    with small_disk("4m") as place:
        filler = fill(place)
        os.truncate(filler, filler.stat().st_size - room)
        with pytest.raises(BackupError):
            make_backup(place)
        assert list(place.iterdir()) == [filler]
