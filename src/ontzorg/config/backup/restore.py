"""Puts a copy back, or tries it out, and proves that nothing is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from ontzorg.access.audit_chain.verify import Report, verify_log
from ontzorg.config.backup.digests import TableDigest, table_digests
from ontzorg.config.backup.errors import BackupError
from ontzorg.config.backup.manifest import Manifest, read_manifest
from ontzorg.config.backup.programs import backup_conninfo, run_program
from ontzorg.config.database_setup import admin_conninfo, database_name, migrate
from ontzorg.config.provision import make_empty_database

ALIAS = "restored"
FRESH = "_terug_"
ONE_AT_A_TIME = 0x7465727567  # what a killed restore left is removed; not what runs now
SHOWN = 10
MOST_AT_ONCE = 8  # tables and indexes that are filled at the same time; each takes a session


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. `kept` is the database that stood there before; empty after a trial."""

    manifest: Manifest
    log: Report
    kept: str


def restore_backup(dump: Path, *, trial: bool) -> Restored:
    """Put the copy in a new database, compare it with its manifest and check its audit log.

    After a trial that database is removed. Otherwise it takes the place of the product's
    database, which keeps its rows under another name. Raises BackupError before that when
    the copy is not whole, and when someone is still using the product.
    """
    manifest = read_manifest(dump)
    admin = admin_conninfo(settings.ENVIRONMENT)
    if not trial:
        _refuse_when_in_use(admin)
    stamp = f"{datetime.now(UTC):%Y%m%d%H%M%S}"
    with _new_database(admin, f"{database_name()}{FRESH}{stamp}") as fresh:
        run_program("pg_restore", "--exit-on-error", _at_once(), dump, place=_place(admin, fresh))
        _compare(manifest.tables, _digests(fresh))
        log = _check_log(fresh)
        kept = "" if trial else _take_place(admin, fresh, f"{database_name()}_voor_{stamp}")
    return Restored(manifest, log, kept)


@contextmanager
def _new_database(admin: str, name: str) -> Iterator[str]:
    """Make a database that is gone afterwards, unless it has got another name.

    One restore runs at a time. What an earlier one left, because it was killed, is removed.
    """
    with psycopg.connect(admin, dbname="postgres", autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # till it disconnects
        _drop_fresh(connection)
        make_empty_database(admin, name, settings.MASTER_KEY)
        try:
            yield name
        finally:
            _drop_fresh(connection)


def _drop_fresh(connection: psycopg.Connection) -> None:
    names = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
        [f"{database_name()}{FRESH}"],
    ).fetchall()
    for (name,) in names:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))


def _refuse_when_in_use(admin: str) -> None:
    with psycopg.connect(admin, dbname="postgres") as connection:
        users = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend'",
            [database_name()],
        ).fetchone()
    if users and users[0]:
        raise BackupError("Ontzorg draait nog. Stop het eerst, en zet de kopie dan terug.")


def _at_once() -> str:
    return f"--jobs={min(os.cpu_count() or 1, MOST_AT_ONCE)}"


def _place(admin: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(admin, dbname=database)


def _digests(database: str) -> dict[str, TableDigest]:
    with psycopg.connect(backup_conninfo(database)) as connection:
        return table_digests(connection)


def _compare(wanted: Mapping[str, TableDigest], found: Mapping[str, TableDigest]) -> None:
    names = sorted(wanted.keys() | found.keys())
    different = [name for name in names if wanted.get(name) != found.get(name)]
    if different:
        raise BackupError(
            f"Na het terugzetten kloppen {len(different)} tabellen niet met de kopie: "
            f"{', '.join(different[:SHOWN])}. Er is niets vervangen."
        )


def _check_log(database: str) -> Report:
    connections.databases[ALIAS] = {**settings.DATABASES["audit"], "NAME": database}
    try:
        report = verify_log(using=ALIAS)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
    if report.breaches:
        raise BackupError(
            f"Het logboek in de kopie is beschadigd: {len(report.breaches)} bevindingen. "
            "Er is niets vervangen."
        )
    return report


def _take_place(admin: str, fresh: str, kept: str) -> str:
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    live = database_name()
    with psycopg.connect(admin, dbname="postgres") as connection:
        connection.execute(rename.format(sql.Identifier(live), sql.Identifier(kept)))
        connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(live)))
    migrate()
    return kept
