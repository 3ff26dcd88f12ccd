"""How many rows the database touches for a list, by its own count of what it did.

A small table is read whole whatever its indexes, which says nothing about a large one. So reading
whole tables and joining them whole is closed off here; then a list without an index of its own
touches more rows as the book grows, and one with an index touches the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as

CLOSED_OFF = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_material", "jit")
REMOVED = ("Rows Removed by Filter", "Rows Removed by Index Recheck", "Rows Removed by Join Filter")
TABLE = re.compile(r'FROM "((verzuim|parties|access)_|audit"."event")')
NO_TABLE = ("Subquery Scan", "Function Scan", "Values Scan", "CTE Scan")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a list costs: statements, and the rows that they touch."""

    queries: int
    rows: int


def cost_of(actor: Actor, action: Callable[[Actor], object]) -> Cost:
    """Let the actor look, and return what the looking cost."""
    touched: list[int] = []

    def explain(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        if sql.lstrip("(").startswith("SELECT") and TABLE.search(sql):
            touched.append(_rows_of(sql, params))
        return execute(sql, params, many, context)

    with acting_as(actor):
        with connection.cursor() as cursor:
            for way in CLOSED_OFF:
                cursor.execute(f"SET LOCAL {way} = off")
        with connection.execute_wrapper(explain):
            action(actor)
    return Cost(len(touched), sum(touched))


def _rows_of(sql: str, params: Any) -> int:
    with connection.connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        found = cursor.fetchone()[0]
    tree = json.loads(found) if isinstance(found, str) else found
    return sum(_touched(node) for node in _nodes(tree[0]["Plan"]))


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _touched(node: Mapping[str, Any]) -> int:
    """Return how many rows this step read: those that it gave on, and those that it threw away."""
    kind = node["Node Type"]
    removed = sum(node.get(name, 0) for name in REMOVED)
    given = node["Actual Rows"] if kind.endswith("Scan") and kind not in NO_TABLE else 0
    return round(float((given + removed) * node["Actual Loops"]))
