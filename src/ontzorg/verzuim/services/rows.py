"""Compares a stored row with what it should hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def apply_changes(row: Model, values: Mapping[str, Any]) -> frozenset[str]:
    """Set the values on the row; return the names of those that were different."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return frozenset(different)
