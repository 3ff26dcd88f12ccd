"""Every table of the product, from the `walls` module of each app."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from ontzorg.access.crypto_places import sealed_tables
from ontzorg.access.walls.access_tables import TABLES as ACCESS_TABLES
from ontzorg.access.walls.declare import Caretaker, Holder, Login, Rows, Table, all_rows
from ontzorg.access.walls.library_tables import TABLES as LIBRARY_TABLES


def declared_tables() -> tuple[Table, ...]:
    """Return all declared tables, those of libraries included.

    A backup reads them all. Who renews the master key reads the tables with sealed values, and
    writes nothing but those values.
    """
    own = tuple(table for app in _walled_apps() for table in import_module(f"{app}.walls").TABLES)
    every = (*ACCESS_TABLES, *LIBRARY_TABLES, *own)
    sealed = {(table.schema, table.name): table.written for table in sealed_tables()}
    return tuple(
        _with_caretakers(table, sealed.get((table.schema, table.name), ())) for table in every
    )


def _with_caretakers(table: Table, sealed: tuple[str, ...]) -> Table:
    added: dict[Holder, Rows] = {Login.BACKUP: all_rows("S")}
    if sealed:
        added[Caretaker.KEYS] = all_rows("SU", writable=sealed)
    return replace(table, access={**table.access, **added})


def _walled_apps() -> list[str]:
    names = [config.name for config in apps.get_app_configs()]
    return [
        name
        for name in names
        if name.startswith("ontzorg.") and name != "ontzorg.access" and find_spec(f"{name}.walls")
    ]
