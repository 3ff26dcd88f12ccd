"""A copy comes back whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connections
from psycopg import sql

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.backup import BackupError, make_backup, manifest, restore_backup
from ontzorg.config.backup.digests import TableDigest
from ontzorg.config.backup.programs import backup_conninfo
from ontzorg.config.cli_backup import backup, restore
from ontzorg.config.database_setup import admin_conninfo, database_name

pytestmark = pytest.mark.usefixtures("committed")
PERSON = "parties_werknemer"


@pytest.fixture
def dump(tmp_path: Path) -> Iterator[Path]:
    yield make_backup(tmp_path)[0]
    drop_others()


def run_sql(database: str, statement: str) -> list[tuple[object, ...]]:
    place = admin_conninfo(settings.ENVIRONMENT)
    with psycopg.connect(place, dbname=database, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def databases() -> set[str]:
    names = run_sql("postgres", "SELECT datname::text FROM pg_database")
    return {str(row[0]) for row in names if str(row[0]).startswith(f"{database_name()}_")}


def drop_others() -> None:
    connections.close_all()
    for name in databases():
        if "_terug_" in name or "_voor_" in name:
            statement = sql.SQL("DROP DATABASE {}").format(sql.Identifier(name))
            run_sql("postgres", statement.as_string())


def people(database: str = "") -> object:
    return run_sql(database or database_name(), f"SELECT count(*) FROM {PERSON}")[0][0]  # noqa: S608


def test_a_copy_takes_the_place_of_the_database(dump: Path) -> None:
    before = people()
    run_sql(database_name(), f"UPDATE {PERSON} SET achternaam = 'Na de kopie'")  # noqa: S608
    connections.close_all()
    restored = restore_backup(dump, trial=False)
    changed = f"SELECT 1 FROM {PERSON} WHERE achternaam = 'Na de kopie'"  # noqa: S608
    assert people() == before
    assert run_sql(database_name(), changed) == []
    assert run_sql(restored.kept, changed)
    assert restored.manifest.tables[f"public.{PERSON}"].rows == before


def test_a_trial_changes_nothing(dump: Path) -> None:
    before = databases()
    run_sql(database_name(), f"UPDATE {PERSON} SET achternaam = 'Na de kopie'")  # noqa: S608
    restored = restore_backup(dump, trial=True)
    assert restored.kept == ""
    assert databases() == before
    assert run_sql(database_name(), f"SELECT DISTINCT achternaam FROM {PERSON}") == [  # noqa: S608
        ("Na de kopie",)
    ]


def test_a_copy_holds_no_keys_and_no_sessions(dump: Path) -> None:
    run_sql(database_name(), "INSERT INTO django_session VALUES ('open', '', now())")
    connections.close_all()
    restore_backup(dump, trial=False)
    assert run_sql(database_name(), "SELECT 1 FROM django_session") == []
    assert len(run_sql(database_name(), "SELECT 1 FROM access_context_key")) == 1


def test_nobody_else_reads_the_copy(dump: Path) -> None:
    assert dump.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_flipped_byte_is_seen(dump: Path, place: int) -> None:
    content = bytearray(dump.read_bytes())
    content[place] ^= 1
    dump.write_bytes(content)
    with pytest.raises(BackupError, match="beschadigd of gewijzigd"):
        restore_backup(dump, trial=True)


def test_a_changed_manifest_is_seen(dump: Path) -> None:
    path = manifest.manifest_path(dump)
    path.write_text(path.read_text("utf-8").replace('"rows": ', '"rows": 1', 1), "utf-8")
    with pytest.raises(BackupError, match="andere hoofdsleutel"):
        restore_backup(dump, trial=True)


def test_a_copy_without_manifest_is_refused(dump: Path) -> None:
    manifest.manifest_path(dump).unlink()
    with pytest.raises(BackupError, match="ontbreekt"):
        restore_backup(dump, trial=True)


def test_a_missing_row_is_named_and_nothing_is_replaced(dump: Path) -> None:
    known = manifest.read_manifest(dump)
    table = known.tables[f"public.{PERSON}"]
    more = {**known.tables, f"public.{PERSON}": TableDigest(table.rows + 1, table.digest)}
    manifest.write_manifest(manifest.manifest_path(dump), replace(known, tables=more))
    before = databases()
    connections.close_all()
    with pytest.raises(BackupError, match=PERSON):
        restore_backup(dump, trial=False)
    assert databases() == before


@pytest.mark.login("jobs")
def test_a_broken_log_is_not_put_back(tmp_path: Path) -> None:
    with acting_as(SYSTEM):
        audit.record(actor=SYSTEM, action="tested", object_type="backup", object_id=None)
    run_sql(
        database_name(),
        "ALTER TABLE audit.event DISABLE TRIGGER ALL;"
        "UPDATE audit.event SET action = 'anders' WHERE id = (SELECT min(id) FROM audit.event);"
        "ALTER TABLE audit.event ENABLE TRIGGER ALL",
    )
    dump, _ = make_backup(tmp_path)
    with pytest.raises(BackupError, match="logboek"):
        restore_backup(dump, trial=True)


def test_a_running_product_is_not_replaced(dump: Path) -> None:
    with (
        psycopg.connect(backup_conninfo()),
        pytest.raises(BackupError, match="draait nog"),
    ):
        restore_backup(dump, trial=False)


def test_only_old_copies_are_removed(tmp_path: Path) -> None:
    old, other = tmp_path / "ontzorg-oud.dump", tmp_path / "notes.txt"
    for path in (old, old.with_suffix(".json"), other):
        path.touch()
        os.utime(path, (0, 0))
    dump, _ = make_backup(tmp_path, keep_days=35)
    found = {path.name for path in tmp_path.iterdir()}
    assert found == {dump.name, dump.with_suffix(".json").name, "notes.txt"}


def test_a_failed_copy_leaves_the_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "ontzorg-oud.dump"
    old.touch()
    os.utime(old, (0, 0))
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "bestaat_niet")
    with pytest.raises(BackupError, match="bestaat_niet"):
        make_backup(tmp_path, keep_days=1)
    assert [path.name for path in tmp_path.iterdir()] == ["ontzorg-oud.dump"]


def test_the_commands(tmp_path: Path) -> None:
    made = CliRunner().invoke(backup, ["--map", str(tmp_path)])
    assert made.exit_code == 0, made.output
    dump = made.output.splitlines()[0]
    tried = CliRunner().invoke(restore, [dump, "--proef"])
    assert "Alles is er" in tried.output
    assert "Er is niets veranderd" in tried.output
    Path(dump).write_bytes(b"")
    refused = CliRunner().invoke(restore, [dump, "--proef"])
    assert refused.exit_code == 2
    assert "Neem een andere kopie" in refused.output
