"""Reads only the columns that the walls open to a party: for a hidden one it never asks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from django.db.models import Model, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party
from ontzorg.access.walls.tables import declared_tables

M = TypeVar("M", bound=Model)


def read_open(rows: QuerySet[M], actor: Actor, *joined: str) -> QuerySet[M]:
    """Return the rows with what is joined to them, without the columns hidden from this party.

    The walls refuse a hidden column anyway; this keeps a page from asking for one.
    """
    hidden = [*_hidden_in(rows.model, actor.party, "")]
    for path in joined:
        hidden += _hidden_on(path, rows.model, actor.party)
    read = rows.select_related(*joined) if joined else rows
    return read.defer(*hidden) if hidden else read


@cache
def hidden_columns(party: Party, table: str) -> frozenset[str]:
    """Return the columns of a table that this party never reads."""
    for declared in declared_tables():
        if declared.name == table and party in declared.access:
            return frozenset(declared.access[party].hidden)
    return frozenset()


def _hidden_on(path: str, model: type[Model], party: Party) -> Iterator[str]:
    """Yield the hidden columns of every table on a path of foreign keys."""
    prefix = ""
    for name in path.split("__"):
        related = model._meta.get_field(name).related_model
        if not isinstance(related, type):
            raise TypeError(f"{path} is no path of foreign keys")
        model, prefix = related, f"{prefix}{name}__"
        yield from _hidden_in(model, party, prefix)


def _hidden_in(model: type[Model], party: Party, prefix: str) -> Iterator[str]:
    for column in sorted(hidden_columns(party, model._meta.db_table)):
        yield f"{prefix}{column}"
