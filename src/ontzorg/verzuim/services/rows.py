"""Compares stored rows with what they should hold, and stores the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from ontzorg.access.fields import Versioned
from ontzorg.verzuim.services.bulk_write import write_columns

Changed = tuple[Versioned, frozenset[str]]  # a row, and which of its columns changed


def apply_changes(row: Model, values: Mapping[str, Any]) -> frozenset[str]:
    """Set the values on the row; return the names of those that were different."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return frozenset(different)


def store_changes(changed: Sequence[Changed]) -> None:
    """Store what changed in these rows of one table, each with a new version."""
    for row, _ in changed:
        row.version += 1
    names = frozenset[str]().union(*(names for _, names in changed))
    write_columns([row for row, _ in changed], names | {"version"})
