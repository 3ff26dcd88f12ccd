"""A backup that deploy/backup made can be put back by deploy/restore."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo

from ontzorg.config import embedded

DEPLOY = Path(__file__).resolve().parents[4] / "deploy"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.ServerInfo]:
    with embedded.in_use(tmp_path_factory.mktemp("backup"), durable=False) as info:
        run_sql(info, "postgres", "CREATE ROLE ontzorg_owner NOLOGIN", "CREATE DATABASE book")
        run_sql(info, "book", "CREATE TABLE kept AS SELECT 7 AS number")
        run_sql(info, "book", "ALTER TABLE kept OWNER TO ontzorg_owner")
        yield info


def run_sql(info: embedded.ServerInfo, database: str, *statements: str) -> list[object]:
    place = conninfo.make_conninfo(host=str(info.host), user=info.user, dbname=database)
    with psycopg.connect(place, autocommit=True) as connection:
        cursors = [connection.execute(statement.encode()) for statement in statements]
        return [row[0] for row in cursors[-1]] if cursors[-1].description else []


def run_script(
    info: embedded.ServerInfo, directory: Path, *command: str
) -> subprocess.CompletedProcess[str]:
    programs = embedded.program("psql").parent
    place = {"PGHOST": str(info.host), "PGUSER": info.user, "PATH": f"{programs}:/usr/bin:/bin"}
    environment = {**os.environ, **place, "DATABASE": "book", "DIRECTORY": str(directory)}
    script, *rest = command
    return subprocess.run([DEPLOY / script, *rest], env=environment, capture_output=True, text=True)


def test_a_backup_comes_back_whole(server: embedded.ServerInfo, tmp_path: Path) -> None:
    made = run_script(server, tmp_path, "backup")
    assert made.returncode == 0, made.stderr
    dump = Path(made.stdout.strip())
    assert dump.stat().st_mode & 0o077 == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".dump", ".sql"]
    restored = run_script(server, tmp_path, "restore", str(dump), "back")
    assert restored.returncode == 0, restored.stderr
    owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'kept'"
    assert run_sql(server, "back", "SELECT number FROM kept") == [7]
    assert run_sql(server, "back", owner) == ["ontzorg_owner"]


def test_an_existing_database_is_not_touched(server: embedded.ServerInfo, tmp_path: Path) -> None:
    dump = run_script(server, tmp_path, "backup").stdout.strip()
    run_sql(server, "book", "UPDATE kept SET number = 8")
    assert run_script(server, tmp_path, "restore", dump, "book").returncode != 0
    assert run_sql(server, "book", "SELECT number FROM kept") == [8]


def test_only_old_backups_are_removed(server: embedded.ServerInfo, tmp_path: Path) -> None:
    old, other = tmp_path / "ontzorg-old.dump", tmp_path / "notes.txt"
    for path in (old, other):
        path.touch()
        os.utime(path, (0, 0))
    assert run_script(server, tmp_path, "backup").returncode == 0
    assert not old.exists()
    assert other.exists()
