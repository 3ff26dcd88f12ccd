"""Writes many rows at once and leaves every wall standing.

COPY cannot go into a table with row-level security. So the rows are copied into a bare table
of this process, made by the migrator, and from there inserted as the party `system`: the
policies, triggers and constraints of the real table hold for each row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection, connections
from django.db.models import Field, JSONField, Model
from django.db.models.expressions import DatabaseDefault

from ontzorg.access.roles import Party

SCHEMA = "bulk_load"
BLOCK = 500


class IdSource:
    """Hands out row numbers, fetched in blocks, so that rows can point at each other."""

    def __init__(self) -> None:
        self._waiting: dict[type[Model], list[int]] = {}

    def take(self, model: type[Model]) -> int:
        """Return a number that no other row of this model has."""
        waiting = self._waiting.get(model)
        if not waiting:
            waiting = self._waiting[model] = _fetch_block(model)
        return waiting.pop()


@contextmanager
def staging() -> Iterator[None]:
    """Let there be a place for bare tables within the block."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {Party.SYSTEM.database_role}")
    try:
        yield
    finally:
        with connections["migrator"].cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


class Copier:
    """Writes rows of any model, through bare tables that carry the name of one process."""

    def __init__(self, process: str) -> None:
        self._process = process
        self._known: set[type[Model]] = set()

    def write(self, rows: Iterable[Model]) -> None:
        """Insert rows, models in the order in which they first come. Needs a context of system."""
        by_model: dict[type[Model], list[Model]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model, found in by_model.items():
            self._write(model, found)

    def _write(self, model: type[Model], rows: Sequence[Model]) -> None:
        bare = f"{SCHEMA}.{self._process}_{model._meta.model_name}"
        if model not in self._known:
            _make_bare(bare, model)
            self._known.add(model)
        columns, values_of = _columns(model), _reader(model)
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY {bare} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(values_of(row))
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {bare}"  # noqa: S608
            )
            cursor.execute(f"TRUNCATE {bare}")


def _fetch_block(model: type[Model]) -> list[int]:
    table, column = model._meta.db_table, _pk(model).column
    with connections["migrator"].cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{table}"', column, BLOCK],
        )
        return sorted((row[0] for row in cursor.fetchall()), reverse=True)


def _pk(model: type[Model]) -> Field[Any, Any]:
    pk: Field[Any, Any] = model._meta.pk  # every model of ours has one
    return pk


def _make_bare(bare: str, model: type[Model]) -> None:
    role = Party.SYSTEM.database_role
    with connections["migrator"].cursor() as cursor:
        cursor.execute(f'CREATE UNLOGGED TABLE {bare} (LIKE "{model._meta.db_table}")')
        cursor.execute(f"GRANT SELECT, INSERT, TRUNCATE ON {bare} TO {role}")


@cache
def _columns(model: type[Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in _fields(model))


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the columns that a row brings along; the database computes the others."""
    return [field for field in model._meta.concrete_fields if not field.generated]


@cache
def _reader(model: type[Model]) -> Callable[[Model], list[Any]]:
    """Return what makes of a row the values that COPY takes."""
    fields = _fields(model)
    read = attrgetter(*(field.attname for field in fields))
    in_json = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]

    def values_of(row: Model) -> list[Any]:
        values = list(read(row))
        for place in in_json:
            values[place] = json.dumps(values[place])
        return [_plain(value, field) for value, field in zip(values, fields, strict=True)]

    return values_of


def _plain(value: Any, field: Field[Any, Any]) -> Any:
    """Return a value as COPY takes it: COPY knows neither choices nor defaults of the database."""
    if isinstance(value, DatabaseDefault):
        return field.db_default
    return value.value if isinstance(value, Enum) else value
