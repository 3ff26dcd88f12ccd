"""Puts payloads in every text that people can fill, straight in the tables: past every check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from ontzorg.access.walls.tables import declared_tables
from tests.security.admin import superuser

# What the product fills itself, with words of its own: codes, hashes and the names of its parts.
OWN_WORDS = frozenset(
    {
        *("kind", "role", "soort", "door", "owner", "state", "status", "variant", "bron", "topic"),
        *("key", "object_type", "action", "result", "channel", "login", "chain", "request_id"),
        *("last_error", "sha256", "land", "geslacht", "naamgebruik", "contractduur", "colour"),
        *("kvk_number", "password", "hash", "code", "value", "last_name_letters"),
    }
)
TYPED_CODES = frozenset({("parties_afdeling", "code")})
ROOM = 4_000  # of a column without a limit


@dataclass(frozen=True)
class Column:
    """A column of text, and how much it holds."""

    schema: str
    table: str
    name: str
    longest: int

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


@dataclass
class Stuffing:
    """Which payload comes next in which column, and which were put in already."""

    payloads: Sequence[str]
    tried: dict[Column, set[str]] = field(default_factory=lambda: defaultdict(set))
    put: dict[Column, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def pairs(self) -> int:
        """How many times a payload stood in a column where it had not stood before."""
        return sum(len(known) for known in self.put.values())

    def missing(self) -> list[str]:
        """Return each column for which there is a payload that fits and was not tried yet."""
        return [
            str(column)
            for column, known in self.tried.items()
            if {one for one in self.payloads if len(one) <= column.longest} - known
        ]

    def fill(self) -> None:
        """Put the next payloads in every row of every column."""
        with superuser() as server:
            server.execute("SET session_replication_role = replica")
            for column in text_columns(server):
                for place in _places(server, column):
                    self._put(server, column, place)

    def _put(self, server: psycopg.Connection, column: Column, place: str) -> None:
        chosen = self._next(column)
        if not chosen:
            return
        statement = sql.SQL("UPDATE {} SET {} = %s WHERE ctid = %s::tid").format(
            sql.Identifier(column.schema, column.table), sql.Identifier(column.name)
        )
        self.tried[column].update(chosen)
        with suppress(psycopg.IntegrityError, psycopg.DataError):  # the table itself refuses it
            server.execute(statement, [" ".join(chosen), place])
            self.put[column].update(chosen)

    def _next(self, column: Column) -> list[str]:
        """Return as many payloads as fit, those that were not there yet first."""
        known = self.tried[column]
        waiting = [one for one in self.payloads if one not in known and len(one) <= column.longest]
        chosen: list[str] = []
        for one in waiting or self.payloads[:1]:
            if len(" ".join([*chosen, one])) > column.longest:
                break
            chosen.append(one)
        return chosen


def text_columns(server: psycopg.Connection) -> Iterator[Column]:
    """Return the columns of text that people fill, or that hold what people filled in elsewhere."""
    rows = server.execute(
        "SELECT table_schema, table_name, column_name, coalesce(character_maximum_length, %s)"
        " FROM information_schema.columns WHERE data_type IN ('character varying', 'text')"
        " AND is_generated = 'NEVER' AND table_schema IN ('public', 'audit', 'medical')"
        " ORDER BY 1, 2, ordinal_position",
        [ROOM],
    ).fetchall()
    ours = {(table.schema, table.name) for table in declared_tables()}
    for schema, table, name, longest in rows:
        is_typed = name not in OWN_WORDS or (table, name) in TYPED_CODES
        if (schema, table) in ours and is_typed:
            yield Column(schema, table, name, longest)


def _places(server: psycopg.Connection, column: Column) -> list[str]:
    query = sql.SQL("SELECT ctid::text FROM {} WHERE {} IS NOT NULL").format(
        sql.Identifier(column.schema, column.table), sql.Identifier(column.name)
    )
    return [place for (place,) in server.execute(query).fetchall()]
