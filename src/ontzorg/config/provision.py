"""Makes the database roles and the database. Needs a PostgreSQL administrator, once."""

from __future__ import annotations

import psycopg
from psycopg import sql

from ontzorg.access.keys import login_password_from
from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import (
    OWNER,
    ROLES_OF_LOGIN,
    Caretaker,
    Login,
    MedicalParty,
    database_role,
)

ONE_AT_A_TIME = 0x6F6E747A  # roles belong to the whole server: two at once would collide
INHERITANCE_PER_GRANT = 160_000  # server version from which GRANT ... WITH INHERIT exists


def provision(admin_conninfo: str, database: str, master_key: str) -> None:
    """Make owner, logins, party roles and the database; harmless when they exist."""
    make_empty_database(admin_conninfo, database, master_key)
    with psycopg.connect(admin_conninfo, dbname=database, autocommit=True) as connection:
        _make_schemas(connection)


def make_empty_database(admin_conninfo: str, database: str, master_key: str) -> None:
    """Make the same without our schemas, for a copy that brings them along."""
    with psycopg.connect(admin_conninfo, dbname="postgres", autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # till it disconnects
        _make_roles(connection, master_key)
        _grant_roles(connection)
        _make_database(connection, database)
        close_database(connection, database)


def close_database(connection: psycopg.Connection, database: str) -> None:
    """Let only our logins in, and nobody make temporary tables."""
    name = sql.Identifier(database)
    logins = sql.SQL(", ").join(sql.Identifier(login.value) for login in Login)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, logins))


def _make_roles(connection: psycopg.Connection, master_key: str) -> None:
    known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    groups = [OWNER, *(database_role(holder) for holder in [*Party, *MedicalParty, *Caretaker])]
    for name in groups:
        if name not in known:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
    for login in Login:
        verb = "ALTER" if login.value in known else "CREATE"
        extra = "BYPASSRLS" if login is Login.BACKUP else "NOBYPASSRLS"
        connection.execute(
            sql.SQL("{} ROLE {} LOGIN NOINHERIT {} PASSWORD {}").format(
                sql.SQL(verb),
                sql.Identifier(login.value),
                sql.SQL(extra),
                sql.Literal(login_password_from(master_key, login.value)),
            )
        )


def _grant_roles(connection: psycopg.Connection) -> None:
    per_grant = connection.info.server_version >= INHERITANCE_PER_GRANT
    suffix = sql.SQL(" WITH INHERIT FALSE, SET TRUE" if per_grant else "")
    for login, parties in {**ROLES_OF_LOGIN, Login.MIGRATOR: tuple(Caretaker)}.items():
        names = [database_role(holder) for holder in parties]
        names += [OWNER] if login is Login.MIGRATOR else []
        for name in names:
            grant = sql.SQL("GRANT {} TO {}").format(
                sql.Identifier(name), sql.Identifier(login.value)
            )
            connection.execute(grant + suffix)


def _make_database(connection: psycopg.Connection, database: str) -> None:
    exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    if exists.fetchone():
        return
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
            sql.Identifier(database), sql.Identifier(OWNER)
        )
    )


def _make_schemas(connection: psycopg.Connection) -> None:
    connection.execute(f"ALTER SCHEMA public OWNER TO {OWNER}")
    for schema in ("audit", "medical"):
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {OWNER}")
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
