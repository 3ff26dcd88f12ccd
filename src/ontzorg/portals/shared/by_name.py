"""Lists in the order of a name, in pages that go on after the last row."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet

from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import KeysetPage

M = TypeVar("M", bound=Model)
PAGE = 50
SEPARATOR = "\x1f"


def page_by_name(
    rows: QuerySet[M],
    *,
    name: str,
    path: str,
    kept: Mapping[str, str],
    cursor: str,
    words: tuple[str, str],
) -> tuple[list[M], KeysetPage]:
    """Return a page of rows in the order of the column `name`, and where the list goes on.

    `kept` are the choices in the address; `words` is what one row and more rows are called.
    """
    found = list(_after(rows.order_by(name, "pk"), name, cursor)[: PAGE + 1])
    shown = found[:PAGE]
    has_more = len(found) > PAGE
    number = f"{len(shown)} {words[0] if len(shown) == 1 else words[1]}"
    return shown, KeysetPage(
        shown=number if has_more or cursor else "",
        next_url=address(path, **kept, na=_cursor(shown[-1], name)) if has_more else "",
        previous_url=address(path, **kept) if cursor else "",
    )


def address(path: str, **words: str) -> str:
    """Return an address with these words; empty ones are left out."""
    kept = {name: word for name, word in words.items() if word}
    return f"{path}?{urlencode(kept)}" if kept else path


def _after(rows: QuerySet[M], name: str, cursor: str) -> QuerySet[M]:
    last, _, number = cursor.rpartition(SEPARATOR)
    pk = row_number(number)
    if pk is None:
        return rows
    beyond = Q(**{f"{name}__gt": last}) | Q(**{name: last, "pk__gt": pk})
    return rows.filter(beyond, **{f"{name}__gte": last})  # this half is a range of an index


def _cursor(row: Model, name: str) -> str:
    return f"{attrgetter(name.replace('__', '.'))(row)}{SEPARATOR}{row.pk}"
