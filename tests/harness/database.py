"""Makes, copies and drops the databases of one test worker."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from ontzorg.access.keys import login_password_from
from ontzorg.access.walls.declare import Login
from ontzorg.config.database_setup import admin_conninfo, migrate
from ontzorg.config.databases import SERVER_OPTIONS
from ontzorg.config.embedded import ensure_running
from ontzorg.config.provision import close_database, provision
from ontzorg.config.settings import ENVIRONMENT
from tests.harness import world

_names: dict[str, str] = {}
_held: list[TextIO] = []


def make_pristine(worker: str) -> None:
    """Make the database that all copies come from: schema, walls and the small world."""
    if ENVIRONMENT.is_local:
        ensure_running(ENVIRONMENT.var, durable=False)
        _keep_running()
    _names.update(pristine=f"test_{worker}_pristine", live=f"test_{worker}")
    _drop(_names["pristine"])
    provision(admin_conninfo(ENVIRONMENT), _names["pristine"], settings.MASTER_KEY)
    _point_to(_names["pristine"])
    migrate()
    with as_login("jobs"):
        world.build()
    _number_after_the_world()
    _point_to(_names["live"])


def _number_after_the_world() -> None:
    """Let new rows start after the fixed numbers of the small world."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(format('%I', table_name), 'id'), 100000)"
            " FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'id' AND is_identity = 'YES' AND table_name ~ '^(access|parties)_'"
        )


def copy_pristine() -> None:
    """Replace the live database by a fresh copy."""
    _close()
    _drop(_names["live"])
    with _admin() as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER ontzorg_owner").format(
                sql.Identifier(_names["live"]), sql.Identifier(_names["pristine"])
            )
        )
        close_database(admin, _names["live"])  # a copy does not take these rights along


def drop_all() -> None:
    """Remove the databases of this worker."""
    _close()
    for name in _names.values():
        _drop(name)


def live_name() -> str:
    """Return the name of the database that tests use now."""
    return _names["live"]


def use_login(alias: str) -> None:
    """Let the default connection sign in as another login: `jobs`, `web_portal`, …

    It waits as long as that login does. Its password is that of the server, also while a test
    runs with another master key.
    """
    connection = connections["default"]
    connection.close()
    login = Login[alias.upper()]
    password = login_password_from(ENVIRONMENT.master_key, login.value)
    options = connection.settings_dict["OPTIONS"] | {"options": SERVER_OPTIONS.get(login, "")}
    connection.settings_dict.update(USER=login.value, PASSWORD=password, OPTIONS=options)


@contextmanager
def as_login(alias: str) -> Iterator[None]:
    """Use another login as the default one within the block."""
    before = Login(connections["default"].settings_dict["USER"])
    use_login(alias)
    try:
        yield
    finally:
        use_login(before.name)


def _keep_running() -> None:
    """Stay a user of the server, so that a command under test does not stop it."""
    users = (ENVIRONMENT.var / "postgres.users").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    _held.append(users)


def _point_to(name: str) -> None:
    _close()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def _close() -> None:
    for connection in connections.all():
        connection.close()


def _admin() -> psycopg.Connection:
    return psycopg.connect(admin_conninfo(ENVIRONMENT), autocommit=True)


def _drop(name: str) -> None:
    with _admin() as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
