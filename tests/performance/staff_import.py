"""Imports made-up staff of one employer from end to end, for the benchmark and for tests.

`import_rows` works as the worker does: file in, columns chosen, read, compared, confirmed and
written, in the database of the settings, with the login for jobs. `copy_rows` is the floor: the
same rows by COPY, into bare tables with the same columns and indexes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connections
from django.db.backends.utils import CursorWrapper

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import import reading, services, writing
from ontzorg.parties.staff_import.models import StaffImport
from tests.performance.staff_rows import write_staff_file

__all__ = ["Measured", "copy_rows", "import_rows", "write_staff_file"]


TABLES = ("parties_werknemer", "parties_identificatie", "parties_dienstverband")


@dataclass
class Measured:
    """How long each part of an import took, in seconds."""

    rows: int
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """All parts together."""
        return sum(self.seconds.values())

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        """Add what happens in the block to a part."""
        start = time.perf_counter()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.perf_counter() - start


def import_rows(werkgever_id: int, path: Path, *, rows: int, today: date) -> Measured:
    """Import this file for one employer from end to end; return how long each part took."""
    measured = Measured(rows)
    with measured.timing("file in"):
        made = _start(werkgever_id, path)
    with measured.timing("read and compare"):
        reading.read_import(made.pk, today=today)
    with measured.timing("write"):
        with acting_as(SYSTEM):
            services.confirm_import(actor=SYSTEM, import_id=made.pk)
        writing.write_import(made.pk, today=today)
    with acting_as(SYSTEM):
        made.refresh_from_db()
    if made.state != "done" or made.counts.get("new") != rows:
        raise RuntimeError(f"{made.state}: {made.counts} {made.notice}")
    return measured


def copy_rows(werkgever_id: int) -> float:
    """Copy the staff of this employer into bare tables; return how many seconds that took."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute("CREATE SCHEMA floor_of_import")
        try:
            return sum(_copy(cursor, table, werkgever_id) for table in TABLES)
        finally:
            cursor.execute("DROP SCHEMA floor_of_import CASCADE")


def _start(werkgever_id: int, path: Path) -> StaffImport:
    size = path.stat().st_size
    with path.open("rb") as file, acting_as(SYSTEM):
        made = services.start_import(
            actor=SYSTEM,
            werkgever_id=werkgever_id,
            file=file,
            file_name=path.name,
            byte_count=size,
        )
        services.choose_columns(actor=SYSTEM, import_id=made.pk, columns=made.columns)
    return made


def _copy(cursor: CursorWrapper, table: str, werkgever_id: int) -> float:
    bare = f"floor_of_import.{table}"
    names = _columns(cursor, table)
    query = f"COPY (SELECT {names} FROM {table} WHERE werkgever_id = {werkgever_id}) TO STDOUT"  # noqa: S608
    with acting_as(SYSTEM), connections["default"].cursor() as source, source.copy(query) as copied:
        blocks = [bytes(block) for block in copied]
    cursor.execute(f"CREATE TABLE {bare} (LIKE {table} INCLUDING ALL)")
    start = time.perf_counter()
    with cursor.copy(f"COPY {bare} ({names}) FROM STDIN") as copy:
        for block in blocks:
            copy.write(block)
    return time.perf_counter() - start


def _columns(cursor: CursorWrapper, table: str) -> str:
    """Return the columns that are written; others the database makes from them."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
    )
    return str(cursor.fetchone()[0])
