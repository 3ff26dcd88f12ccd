"""Seals again, under the master key of now, what an older one sealed, while people work on.

In small batches, each a transaction of its own: stopping halfway loses nothing, and the next run
goes on with what is left. See decision 0018.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from ontzorg.access import keys
from ontzorg.access.crypto import SealBrokenError
from ontzorg.access.crypto_places import Condition, SealedTable, sealed_tables
from ontzorg.access.walls.declare import Caretaker

MIGRATOR = "migrator"
BEFORE_THE_FIRST = -1
NO_CONDITION = "true"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one batch did: how many rows, which ones do not open, and the last key it saw."""

    renewed: int
    broken: tuple[int, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Count:
    """Under which keys the values of one table are sealed."""

    table: SealedTable
    current: int
    older: int
    unknown: int


def renew_table(table: SealedTable) -> Iterator[Batch]:
    """Renew every row of a table that no one holds at this moment, and yield each batch."""
    last = BEFORE_THE_FIRST
    while True:
        with caretaker() as cursor:
            batch = _renew(cursor, table, last, "SKIP LOCKED")
        if batch is None:
            return
        yield batch
        last = batch.last


def renew_rows(table: SealedTable, column: str, value: int, *, using: str = "default") -> None:
    """Renew the rows with this value in a column, in the transaction that is open.

    For who compares hashes: after it all of them are made with one key. Costs nothing when
    there is no older key.
    """
    last = BEFORE_THE_FIRST
    with connections[using].cursor() as cursor:
        while batch := _renew(cursor, table, last, "", f'"{column}" = {int(value)}'):
            last = batch.last


def count_keys(table: SealedTable) -> Count:
    """Count the values of a table by the key that sealed them."""
    with caretaker() as cursor:
        current = _sealed_under(cursor, table, (keys.current_id(),))
        older = _sealed_under(cursor, table, keys.older_ids())
        filled = _count(cursor, table, [field.filled for field in table.fields])
    return Count(table, current, older, filled - current - older)


def count_all_keys() -> list[Count]:
    """Count for every table with sealed values."""
    return [count_keys(table) for table in sealed_tables()]


@contextmanager
def caretaker() -> Iterator[CursorWrapper]:
    """Open a transaction of the one role that may write sealed values and nothing else."""
    with transaction.atomic(using=MIGRATOR), connections[MIGRATOR].cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {Caretaker.KEYS.value}")
        yield cursor


def _renew(
    cursor: CursorWrapper, table: SealedTable, last: int, locking: str, within: str = NO_CONDITION
) -> Batch | None:
    """Renew the rows after `last`; None when there are no more."""
    older = keys.older_ids()
    rows = _fetch(cursor, table, last, older, within, locking) if older else []
    if not rows:
        return None
    renewed = {row[table.key]: _renewed(table, row) for row in rows}
    _write(cursor, table, [row for row in renewed.values() if row])
    broken = tuple(number for number, row in renewed.items() if row is None)
    return Batch(len(rows) - len(broken), broken, rows[-1][table.key])


def _renewed(table: SealedTable, row: dict[str, Any]) -> dict[str, Any] | None:
    """Return the row with its new values; None when one of the old ones does not open."""
    try:
        new = [field.renewed(row) for field in table.fields]
    except SealBrokenError:
        return None
    return {**row, **{name: value for one in new for name, value in one.items()}}


def _fetch(
    cursor: CursorWrapper,
    table: SealedTable,
    last: int,
    ids: Sequence[bytes],
    within: str,
    locking: str,
) -> list[dict[str, Any]]:
    conditions, values = _conditions(table, ids)
    columns, key = ", ".join(table.expressions), f'"{table.key}"'
    cursor.execute(
        f"SELECT {columns} FROM {table.qualified} WHERE {key} > %s AND {within}"  # noqa: S608 - names of our own
        f" AND ({conditions}) ORDER BY {key} LIMIT {table.rows_at_once} FOR UPDATE {locking}",
        [last, *values],
    )
    return [dict(zip(table.read, row, strict=True)) for row in cursor.fetchall()]


def _write(cursor: CursorWrapper, table: SealedTable, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = {name: f"v{number}" for number, name in enumerate(table.written)}
    as_json = table.json_columns
    changes = ", ".join(
        f'"{name}" = {new}{"::jsonb" if name in as_json else ""}' for name, new in columns.items()
    )
    given = ", ".join(f"%s::{'text' if name in as_json else 'bytea'}[]" for name in columns)
    cursor.execute(
        f"UPDATE {table.qualified} t SET {changes} FROM unnest(%s::bigint[], {given})"  # noqa: S608 - names of our own
        f' AS given (k, {", ".join(columns.values())}) WHERE t."{table.key}" = given.k',
        [[row[table.key] for row in rows], *([row[name] for row in rows] for name in columns)],
    )


def _conditions(table: SealedTable, ids: Sequence[bytes]) -> tuple[str, list[Any]]:
    found = [field.condition(ids) for field in table.fields]
    return " OR ".join(text for text, _ in found), [one for _, values in found for one in values]


def _sealed_under(cursor: CursorWrapper, table: SealedTable, ids: Sequence[bytes]) -> int:
    return _count(cursor, table, [field.condition(ids) for field in table.fields]) if ids else 0


def _count(cursor: CursorWrapper, table: SealedTable, wanted: Sequence[Condition]) -> int:
    """Count the values, not the rows: two of one row may be under two keys."""
    sums = " + ".join(f"count(*) FILTER (WHERE {text})" for text, _ in wanted)
    values = [one for _, given in wanted for one in given]
    cursor.execute(f"SELECT {sums} FROM {table.qualified}", values)  # noqa: S608 - names of our own
    return int(cursor.fetchone()[0])
