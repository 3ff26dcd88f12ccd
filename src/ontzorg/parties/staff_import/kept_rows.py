"""Keeps a row as plain values, so that the same row can come back."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def as_values(row: Model) -> dict[str, Any]:
    """Return every stored column of a row, as text or nothing."""
    return {
        field.attname: None if getattr(row, field.attname) is None else field.value_to_string(row)
        for field in row._meta.concrete_fields
        if not field.generated
    }


def restore(model: type[M], values: dict[str, Any]) -> M:
    """Store the row again, under its own number."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    known = {
        name: None if value is None else fields[name].to_python(value)
        for name, value in values.items()
    }
    row = model(**known)
    row.save(force_insert=True)
    return row
