"""Putting a copy back, killed at any moment: the database is whole, and no rest stays behind."""

from __future__ import annotations

import os
import signal
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
# The part of the restore at which it is killed.
MOMENTS = [
    pytest.param("run_program", id="an empty database"),
    pytest.param("_digests", id="a full database", marks=pytest.mark.walls),
    pytest.param("_compare", id="while it compares"),
    pytest.param("_check_log", id="while it checks the log", marks=pytest.mark.walls),
    pytest.param("_take_place", id="before the change of places", marks=pytest.mark.walls),
]
KILLED_AT = """
import os, signal, sys, django
django.setup()
from ontzorg.config import cli
from ontzorg.config.backup import restore
assert hasattr(restore, sys.argv[1])
setattr(restore, sys.argv.pop(1), lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
cli.main()
"""
FILLING = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname LIKE %s AND application_name = 'pg_restore'"
)


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


def start_restore(dump: Path, *, killed_at: str) -> subprocess.Popen[bytes]:
    """Start the command on the database of this test; it is killed when it comes to this part."""
    host = quote(str(settings.DATABASES["default"]["HOST"]), safe="")
    place = {
        "DATABASE_URL": f"postgresql://postgres@{host}/{live_name()}",
        "DJANGO_SETTINGS_MODULE": "ontzorg.config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "ONTZORG_MASTER_KEY": settings.MASTER_KEY,
    }
    return subprocess.Popen(
        [sys.executable, "-c", KILLED_AT, killed_at, "restore", str(dump), "--ja"],
        env={**os.environ, **place},
    )


def leave_database() -> None:
    """Close what the tests have open there; the server forgets a session a moment later."""
    connections.close_all()
    while ask("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", live_name())[0][0]:
        pass


def was_killed(restoring: subprocess.Popen[bytes]) -> bool:
    return restoring.wait() == -signal.SIGKILL


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_restore_leaves_the_database_as_it_was(dump: Path, moment: str) -> None:
    before = changed_since_the_copy()
    assert was_killed(start_restore(dump, killed_at=moment))
    assert stored() == before
    assert_next_one_succeeds(dump)


def test_a_restore_that_is_killed_while_it_fills_leaves_the_database(dump: Path) -> None:
    """What it left running, PostgreSQL's own program, goes on filling for a while."""
    before = changed_since_the_copy()
    restoring = start_restore(dump, killed_at="_digests")
    while restoring.poll() is None and not ask(FILLING, f"{live_name()}_terug_%")[0][0]:
        pass
    restoring.kill()
    assert was_killed(restoring)
    assert stored() == before
    assert_next_one_succeeds(dump)


def test_a_restore_that_is_killed_after_the_change_of_places_is_whole(dump: Path) -> None:
    wanted = stored()
    changed_since_the_copy()
    assert was_killed(start_restore(dump, killed_at="migrate"))
    assert others("voor")
    assert stored() == wanted
    leave_database()
    restored = restore_backup(dump, trial=True)
    assert restored.manifest.tables == wanted
    assert others("terug") == []


def changed_since_the_copy() -> dict[str, TableDigest]:
    ask("UPDATE parties_werknemer SET achternaam = 'Na de kopie'", database=live_name())
    before = stored()
    leave_database()
    return before


def assert_next_one_succeeds(dump: Path) -> None:
    assert others("terug")
    leave_database()
    restored = restore_backup(dump, trial=False)
    assert others("terug") == []
    assert others() == [restored.kept]
    assert not ask(
        "SELECT 1 FROM parties_werknemer WHERE achternaam = 'Na de kopie'", database=live_name()
    )
