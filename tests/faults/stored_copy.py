"""The database of a test as it was at a moment: kept, put back, and told in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from ontzorg.access.walls.declare import OWNER
from ontzorg.config.database_setup import admin_conninfo
from ontzorg.config.provision import close_database
from tests.harness.database import live_name
from tests.security.admin import superuser

# Kept by other logins than that of the job, each with a commit of its own.
LOGS = (
    "account_emailaddress",
    "access_sharedvalue",
    "django_session",
    "usersessions_usersession",
)
TABLES = (
    "SELECT schemaname || '.' || tablename FROM pg_tables"
    " WHERE schemaname IN ('public', 'audit', 'medical') AND NOT tablename LIKE 'procrastinate_%'"
)
# What a job changes without a row more or less.
CHANGES = {
    "delivered": "SELECT count(*) FROM access_outboxmessage WHERE delivered_at IS NOT NULL",
    "queued": "SELECT count(DISTINCT (task_name, args)) FROM procrastinate_jobs"
    " WHERE status = 'todo'",
    "imports": "SELECT string_agg(state, ',' ORDER BY id) FROM staff_import_staffimport",
    "merges": "SELECT string_agg(state, ',' ORDER BY id) FROM staff_import_personmerge",
    "closed": "SELECT count(*) FROM verzuim_verzuimdossier WHERE closed_on IS NOT NULL",
    "open": "SELECT count(*) FROM verzuim_task WHERE withdrawn_on IS NULL",
    "served": "SELECT count(*) FROM parties_werknemer WHERE arbodienst_id IS NOT NULL",
    "sessions": "SELECT count(*) FROM django_session WHERE expire_date < '2021-01-01'",
}
Numbers = dict[str, object]


@contextmanager
def kept_copy() -> Iterator[str]:
    """Keep what the database holds now; give the name of the copy."""
    name = f"{live_name()}_kept"
    _copy(live_name(), name)
    try:
        yield name
    finally:
        _drop(name)


def put_back(kept: str, disk: str = "pg_default") -> None:
    """Let the database hold again what it held when it was kept."""
    _copy(kept, live_name(), disk)


def numbers() -> Numbers:
    """Return how many rows each table has, and what changed in them."""
    with superuser() as connection:
        names = [name for (name,) in connection.execute(TABLES) if not name.endswith(LOGS)]
        counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)  # noqa: S608
        found: Numbers = dict(connection.execute(counts.encode()).fetchall())
        for name, query in CHANGES.items():
            row = connection.execute(query.encode()).fetchone()
            found[name] = row[0] if row else None
    return found


def _copy(origin: str, name: str, disk: str = "pg_default") -> None:
    connections.close_all()
    _drop(name)
    with _server() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} TABLESPACE {}").format(
                *map(sql.Identifier, (name, origin, OWNER, disk))
            )
        )
        close_database(server, name)


def _drop(name: str) -> None:
    with _server() as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _server() -> psycopg.Connection:
    return psycopg.connect(admin_conninfo(settings.ENVIRONMENT), autocommit=True)
