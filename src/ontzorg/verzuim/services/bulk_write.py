"""Writes many rows, or changed columns of many, in one statement.

Raw SQL, because Django prepares each value of each row by itself, and its `bulk_update` builds a
CASE with a branch for each: for the thirty tasks of one melding that took twice the time of all
law rules together. Here the rows go along as one JSON value. Policies, constraints and triggers
hold as for any INSERT and UPDATE.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert_rows(rows: Sequence[Model]) -> None:
    """Add these rows, which are of one table; they do not learn the numbers that they get."""
    if not rows:
        return
    names = tuple(field.attname for field in _fields_of(type(rows[0])))
    values = [{name: getattr(row, name) for name in names} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(type(rows[0])), [json.dumps(values, default=str)])


def write_columns(rows: Sequence[Model], names: Collection[str]) -> None:
    """Store these fields of these rows, which are of one table."""
    if not rows or not names:
        return
    fields = tuple(sorted(names))
    values = [
        {"id": row.pk} | {name: row.serializable_value(name) for name in fields} for row in rows
    ]
    with connection.cursor() as cursor:
        # Dates and moments go as text with all their digits; the column type reads them back.
        cursor.execute(_change(type(rows[0]), fields), [json.dumps(values, default=str)])


@cache
def _insertion(model: type[Model]) -> str:
    """Return the INSERT for all columns but the number of the row."""
    fields = _fields_of(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    shape = ", ".join(f'"{field.attname}" {field.db_type(connection)}' for field in fields)
    values = ", ".join(f'new."{field.attname}"' for field in fields)
    return (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns})"  # noqa: S608
        f" SELECT {values} FROM jsonb_to_recordset(%s::jsonb) AS new({shape})"
    )


def _fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@cache
def _change(model: type[Model], names: tuple[str, ...]) -> str:
    """Return the UPDATE for these columns; all names come from the model, none from a user."""
    table = connection.ops.quote_name(model._meta.db_table)
    fields = [field for field in model._meta.concrete_fields if field.name in names]
    settings = ", ".join(f'"{field.column}" = new."{field.name}"' for field in fields)
    shape = ", ".join(f'"{field.name}" {field.db_type(connection)}' for field in fields)
    return (
        f"UPDATE {table} SET {settings}"  # noqa: S608
        f" FROM jsonb_to_recordset(%s::jsonb) AS new(id bigint, {shape})"
        f" WHERE {table}.id = new.id"
    )
