"""Finds every row about some people, in whatever app it lives; moves it, and puts it back.

The medical room is not among them: its records follow by themselves (`medical_follow_person`).
"""

# ruff: noqa: S608 - names of tables and columns are those of our models, values go as parameters

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, router

from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.roles import Party
from ontzorg.access.walls.tables import declared_tables

PERSON, WORK = "parties_werknemer", "parties_dienstverband"
# Sealed to their person, so that they cannot just be moved; and imports, which tell of what was.
APART = frozenset({"parties_identificatie", "parties_bankrekening"})
NOT_MOVED = "staff_import_"
# Computed from the facts; of these only what people chose by hand counts as a change.
DERIVED: Mapping[str, tuple[str, ...]] = {
    "verzuim_verzuimdossier": ("ontzorgmanager_id",),
    "verzuim_task": ("assigned_to", "completed_on"),
}
FOLLOWING = (*MANDATE_COLUMNS, "afdeling_id", "dossier_id", "parked_reason")
Row = dict[str, Any]
Snapshot = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Place:
    """A table with rows about people. `changeable` are the columns that putting back may set."""

    table: str
    key: str
    columns: tuple[str, ...]
    changeable: tuple[str, ...]

    @property
    def person(self) -> str:
        """The column that says whom a row is about."""
        return self.key if self.table == PERSON else "werknemer_id"

    @property
    def is_personal(self) -> bool:
        """Whether the person is the key: one row for each."""
        return self.table != PERSON and self.key == self.person

    @property
    def has_work(self) -> bool:
        """Whether a row is about one employment."""
        return "dienstverband_id" in self.columns


@cache
def places() -> tuple[Place, ...]:
    """Return the tables that the system may write and that say whom a row is about."""
    open_to_system = {
        table.name: table
        for table in declared_tables()
        if Party.SYSTEM in table.access and {"S", "U"} <= set(table.access[Party.SYSTEM].verbs)
    }
    found = []
    for model in apps.get_models():
        name = model._meta.db_table
        outside = router.db_for_read(model) not in (None, DEFAULT_DB_ALIAS)
        if outside or name not in open_to_system or name in APART or name.startswith(NOT_MOVED):
            continue
        columns = tuple(str(f.column) for f in model._meta.concrete_fields if not f.generated)
        if name != PERSON and "werknemer_id" not in columns:
            continue
        key, declared = str(model._meta.pk.column), open_to_system[name]
        free = declared.mutable if declared.append_only else columns
        changeable = (c for c in columns if c in free and c not in (key, *MANDATE_COLUMNS))
        found.append(Place(name, key, columns, tuple(changeable)))
    return tuple(sorted(found, key=lambda place: place.table))


def snapshot(people: Sequence[int]) -> Snapshot:
    """Return every row about these people, column by column."""
    return {place.table: _rows(place, people) for place in places()}


def stamps(people: Sequence[int]) -> dict[str, dict[str, str]]:
    """Return a print of what people can change of each row, by which a change is noticed."""
    return {place.table: _stamps(place, people) for place in places()}


def move_person(gone: int, kept: int) -> None:
    """Let every row about one person be about the other."""
    for place in places():
        if place.table != PERSON and not place.is_personal:
            _run(
                f"UPDATE {place.table} SET werknemer_id = %s{_new_version(place)}"
                " WHERE werknemer_id = %s",
                [kept, gone],
            )
        elif place.is_personal:
            _move_personal(place, gone, kept)


def move_work(gone: int, kept: int) -> None:
    """Let every row about one employment be about the other; it may be known by one only."""
    for place in places():
        if not place.has_work:
            continue
        if "vanaf" in place.columns:  # one history for each employment
            _run(
                f"DELETE FROM {place.table} WHERE dienstverband_id = %s AND EXISTS"
                f" (SELECT 1 FROM {place.table} o WHERE o.dienstverband_id = %s)",
                [gone, kept],
            )
        _run(
            f"UPDATE {place.table} SET dienstverband_id = %s WHERE dienstverband_id = %s",
            [kept, gone],
        )


def put_back(before: Snapshot, people: Sequence[int]) -> None:
    """Let every row about these people be what it was: parents first, what is derived last."""
    parents = [place for name in (PERSON, WORK) for place in places() if place.table == name]
    others = [place for place in places() if place.table not in (PERSON, WORK, *DERIVED)]
    derived = [place for name in DERIVED for place in places() if place.table == name]
    for place in parents:
        _insert_missing(place, before[place.table])
    for place in (*parents, *others):
        if place.is_personal:
            _delete_other(place, [], people)
        _insert_missing(place, before[place.table])
        _update(place, before[place.table])
    for place in reversed(derived):
        _delete_other(place, before[place.table], people)
    for place in derived:
        returning = [row for row in before[place.table] if _has_moved(place, row)]
        _update(place, returning)
        _insert_missing(place, before[place.table])
        _update(place, before[place.table])


def _rows(place: Place, people: Sequence[int]) -> list[Row]:
    found = _fetch(
        f"SELECT to_jsonb(t) FROM {place.table} t WHERE {place.person} = ANY(%s) ORDER BY 1",
        [list(people)],
    )
    return [json.loads(row) if isinstance(row, str) else row for (row,) in found]


def _stamps(place: Place, people: Sequence[int]) -> dict[str, str]:
    if chosen := DERIVED.get(place.table):
        print_of = f"concat_ws(',', {', '.join(f'{name}::text' for name in chosen)})"
    else:
        print_of = "md5((to_jsonb(t) - %s::text[])::text)"
    found = _fetch(
        f"SELECT {place.key}::text, {print_of} FROM {place.table} t WHERE {place.person} = ANY(%s)",
        [*([] if chosen else [list(FOLLOWING)]), list(people)],
    )
    return dict(found)


def _new_version(place: Place) -> str:
    return ", version = version + 1" if place.table == WORK else ""


def _move_personal(place: Place, gone: int, kept: int) -> None:
    _run(
        f"DELETE FROM {place.table} WHERE {place.key} = %s AND EXISTS"
        f" (SELECT 1 FROM {place.table} o WHERE o.{place.key} = %s)",
        [gone, kept],
    )
    _run(f"UPDATE {place.table} SET {place.key} = %s WHERE {place.key} = %s", [kept, gone])


def _insert_missing(place: Place, rows: Sequence[Row]) -> None:
    """Insert rows that went, with the parties that serve the employer now."""
    columns = ", ".join(f'"{column}"' for column in place.columns)
    _run(
        f"INSERT INTO {place.table} ({columns}) SELECT {columns}"
        f" FROM jsonb_populate_recordset(NULL::{place.table}, %s) r WHERE NOT EXISTS"
        f" (SELECT 1 FROM {place.table} o WHERE o.{place.key} = r.{place.key})",
        [json.dumps(rows)],
    )


def _update(place: Place, rows: Sequence[Row]) -> None:
    if not place.changeable:
        return
    pairs = ", ".join(f'"{column}" = r."{column}"' for column in place.changeable)
    mine = ", ".join(f't."{column}"' for column in place.changeable)
    theirs = ", ".join(f'r."{column}"' for column in place.changeable)
    _run(
        f"UPDATE {place.table} t SET {pairs}"
        f" FROM jsonb_populate_recordset(NULL::{place.table}, %s) r"
        f" WHERE t.{place.key} = r.{place.key} AND ({mine}) IS DISTINCT FROM ({theirs})",
        [json.dumps(rows)],
    )


def _delete_other(place: Place, rows: Sequence[Row], people: Sequence[int]) -> None:
    kept = [row[place.key] for row in rows]
    _run(
        f"DELETE FROM {place.table} WHERE {place.person} = ANY(%s) AND {place.key} <> ALL(%s)",
        [list(people), kept],
    )


def _has_moved(place: Place, row: Row) -> bool:
    """Tell whether this row stands at another employment than it did."""
    if not place.has_work:
        return False
    found = _fetch(
        f"SELECT 1 FROM {place.table} WHERE {place.key} = %s AND dienstverband_id <> %s",
        [row[place.key], row["dienstverband_id"]],
    )
    return bool(found)


def _run(query: str, values: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))


def _fetch(query: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall())
