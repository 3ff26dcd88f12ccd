"""Every table of the product, from the `walls` module of each app."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from ontzorg.access.walls.access_tables import TABLES as ACCESS_TABLES
from ontzorg.access.walls.declare import Login, Table, all_rows
from ontzorg.access.walls.library_tables import TABLES as LIBRARY_TABLES


def declared_tables() -> tuple[Table, ...]:
    """Return all declared tables, those of libraries included; a backup reads them all."""
    own = tuple(table for app in _walled_apps() for table in import_module(f"{app}.walls").TABLES)
    return tuple(_with_backup(table) for table in (*ACCESS_TABLES, *LIBRARY_TABLES, *own))


def _with_backup(table: Table) -> Table:
    return replace(table, access={**table.access, Login.BACKUP: all_rows("S")})


def _walled_apps() -> list[str]:
    names = [config.name for config in apps.get_app_configs()]
    return [
        name
        for name in names
        if name.startswith("ontzorg.") and name != "ontzorg.access" and find_spec(f"{name}.walls")
    ]
