"""Every table of the product, from the `walls` module of each app."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from ontzorg.access.walls.access_tables import TABLES as ACCESS_TABLES
from ontzorg.access.walls.declare import Table
from ontzorg.access.walls.library_tables import TABLES as LIBRARY_TABLES


def declared_tables() -> tuple[Table, ...]:
    """Return all declared tables, those of libraries included."""
    own = tuple(table for app in _walled_apps() for table in import_module(f"{app}.walls").TABLES)
    return (*ACCESS_TABLES, *LIBRARY_TABLES, *own)


def _walled_apps() -> list[str]:
    names = [config.name for config in apps.get_app_configs()]
    return [
        name
        for name in names
        if name.startswith("ontzorg.") and name != "ontzorg.access" and find_spec(f"{name}.walls")
    ]
