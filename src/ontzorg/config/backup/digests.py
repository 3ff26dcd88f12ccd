"""Counts and digests of all tables: two databases with the same ones hold the same rows."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from ontzorg.access.walls.apply import SCHEMAS

# Keys and sessions let people in: a copy must not. They are made anew.
LEFT_OUT = ("public.access_context_key", "public.django_session")
# How values are written out must not depend on the server they stand on.
SETTINGS = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "iso_8601",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What a table holds: the number of rows, and a sum over them that ignores their order."""

    rows: int
    digest: str


def table_digests(connection: psycopg.Connection) -> dict[str, TableDigest]:
    """Return the digest of each table in our schemas, by its name with the schema.

    Runs in the transaction that is open, so that it sees one moment.
    """
    for name, value in SETTINGS.items():
        connection.execute("SELECT set_config(%s, %s, true)", [name, value])
    return {
        f"{schema}.{table}": _digest(connection, schema, table)
        for schema, table in _tables(connection)
        if f"{schema}.{table}" not in LEFT_OUT
    }


def _tables(connection: psycopg.Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT nspname::text, relname::text FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE relkind IN ('r', 'p') AND nspname = ANY(%s) ORDER BY nspname, relname",
        [list(SCHEMAS)],
    ).fetchall()


def _digest(connection: psycopg.Connection, schema: str, table: str) -> TableDigest:
    query = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || md5(t::text))::bit(64)::bigint), 0)::text FROM {} t"
    ).format(sql.Identifier(schema, table))
    row = connection.execute(query).fetchone()
    assert row is not None  # noqa: S101 - an aggregate always answers
    return TableDigest(*row)
