"""Putting a copy back, killed at any moment: the database is whole, and no rest stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from ontzorg.config.backup import make_backup, restore_backup
from ontzorg.config.backup.digests import TableDigest, table_digests
from ontzorg.config.database_setup import admin_conninfo
from tests.harness.database import live_name

pytestmark = pytest.mark.usefixtures("committed")
# What is to be seen of a restore that is in the middle; it is killed when that is so.
MOMENTS = {
    "an empty database": "SELECT count(*) FROM pg_database WHERE datname LIKE %s",
    "half a database": "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE %s"
    " AND application_name = 'pg_restore'",
    "while it compares": "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE %s"
    " AND application_name = 'ontzorg backup'",
}
TAKEN = "SELECT count(*) FROM pg_database WHERE datname LIKE %s"


@pytest.fixture
def dump(tmp_path: Path) -> Iterator[Path]:
    yield make_backup(tmp_path)[0]
    connections.close_all()
    for name in others():
        ask(f'DROP DATABASE "{name}" WITH (FORCE)')


def ask(query: str, *values: object, database: str = "postgres") -> list[tuple[object, ...]]:
    place = admin_conninfo(settings.ENVIRONMENT)
    with psycopg.connect(place, dbname=database, autocommit=True) as connection:
        cursor = connection.execute(query.encode(), values or None)
        return cursor.fetchall() if cursor.description else []


def others(kind: str = "") -> list[str]:
    """Return the databases beside the product's own, of this kind."""
    names = [str(row[0]) for row in ask("SELECT datname FROM pg_database")]
    wanted = (f"{live_name()}_{kind}",) if kind else (f"{live_name()}_terug", f"{live_name()}_voor")
    return [name for name in names if name.startswith(wanted)]


def stored() -> dict[str, TableDigest]:
    with psycopg.connect(admin_conninfo(settings.ENVIRONMENT), dbname=live_name()) as connection:
        return table_digests(connection)


def start_restore(dump: Path) -> subprocess.Popen[str]:
    """Start the command on the database of this test, as on a server of one's own."""
    host = quote(str(settings.DATABASES["default"]["HOST"]), safe="")
    place = {
        "DATABASE_URL": f"postgresql://postgres@{host}/{live_name()}",
        "DJANGO_SETTINGS_MODULE": "ontzorg.config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "ONTZORG_MASTER_KEY": settings.MASTER_KEY,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "ontzorg.config.cli", "restore", str(dump), "--ja"],
        env={**os.environ, **place},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def leave_database() -> None:
    """Close what the tests have open there; the server forgets a session a moment later."""
    connections.close_all()
    while ask("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", live_name())[0][0]:
        pass


def kill_when(restoring: subprocess.Popen[str], query: str, name: str) -> None:
    """Kill the command as soon as this is to be seen."""
    while not ask(query, name)[0][0]:
        assert restoring.poll() is None, restoring.communicate()[0]
    restoring.kill()
    restoring.wait()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_restore_leaves_the_database_as_it_was(dump: Path, moment: str) -> None:
    ask("UPDATE parties_werknemer SET achternaam = 'Na de kopie'", database=live_name())
    before = stored()
    leave_database()
    kill_when(start_restore(dump), MOMENTS[moment], f"{live_name()}_terug_%")
    assert stored() == before
    assert others("terug")
    leave_database()
    restored = restore_backup(dump, trial=False)
    assert others("terug") == []
    assert others() == [restored.kept]
    assert not ask(
        "SELECT 1 FROM parties_werknemer WHERE achternaam = 'Na de kopie'", database=live_name()
    )


def test_a_restore_that_is_killed_after_the_change_of_places_is_whole(dump: Path) -> None:
    wanted = stored()
    ask("UPDATE parties_werknemer SET achternaam = 'Na de kopie'", database=live_name())
    leave_database()
    kill_when(start_restore(dump), TAKEN, f"{live_name()}_voor_%")
    assert stored() == wanted
    leave_database()
    restored = restore_backup(dump, trial=True)
    assert restored.manifest.tables == wanted
    assert others("terug") == []
