"""Counts no further than people read, so that a count costs the same in any book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet


def count_up_to(most: int, groups: Mapping[str, Sequence[QuerySet[Any]]]) -> dict[str, int]:
    """Return how many rows the parts of each group hold together, `most` at the utmost.

    All in one statement: each part is read from its index until it has given `most` rows.
    """
    sql: list[str] = []
    params: list[Any] = []
    for parts in groups.values():
        counted = [_counted(part, most) for part in parts]
        sql.append(" + ".join(each for each, _ in counted) or "0")
        params += [value for _, values in counted for value in values]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sql)}", params)
        row = cursor.fetchone()
    return {name: min(most, found) for name, found in zip(groups, row, strict=True)}


def _counted(part: QuerySet[Model], most: int) -> tuple[str, tuple[Any, ...]]:
    try:
        inner, values = part.order_by().values("pk")[:most].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({inner}) AS part)", values  # noqa: S608
