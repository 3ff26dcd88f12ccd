"""Pages by keyset: the next page starts after the last row, whatever was added meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from ontzorg.access.errors import UserError

T = TypeVar("T")
M = TypeVar("M", bound=Model)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list; `next_cursor` is empty on the last one."""

    items: tuple[T, ...]
    next_cursor: str = ""


def page_of(
    rows: QuerySet[M],
    *,
    read: Callable[[QuerySet[M]], QuerySet[M]],
    day: str,
    cursor: str,
    size: int,
    newest_first: bool = False,
    ranges: Sequence[Q] = (),
) -> tuple[list[M], str]:
    """Return up to `size` rows in the order of `day` and id after `cursor`, and the next cursor.

    `day` names a column with a day or with a moment. With `ranges` the list is their sum: an
    index gives each of them in order, where it could not give one long "or". The ids come first,
    from the table alone, and `read` says what to fetch of those rows: each joined table has a wall
    of its own, and PostgreSQL, which takes the walls for independent, would rather read everything
    than trust the order of an index.
    """
    sign = "-" if newest_first else ""
    order = f"{sign}{day}", f"{sign}pk"
    rows = rows.order_by(*order)
    if cursor:
        rows = rows.filter(_after(day, *_read(cursor), "lt" if newest_first else "gt"))
    ids = _first_of(rows, ranges or (Q(),), size + 1)
    chosen = rows.model._default_manager.filter(pk__in=ids)
    found = list(read(chosen).order_by(*order)[: size + 1])
    if len(found) <= size:
        return found, ""
    last = found[size - 1]
    return found[:size], _write(getattr(last, day), last.pk)


def _first_of(rows: QuerySet[M], ranges: Sequence[Q], size: int) -> list[int]:
    """Return the first rows of each range: the first of all are among them."""
    first, *others = (rows.filter(each).values_list("pk", flat=True)[:size] for each in ranges)
    return list(first.union(*others, all=True) if others else first)


def _after(day: str, value: date, pk: int, side: str) -> Q:
    beyond = Q(**{f"{day}__{side}": value}) | Q(**{day: value, f"pk__{side}": pk})
    return Q(**{f"{day}__{side}e": value}) & beyond


def _write(day: date, pk: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([day.isoformat(), pk]).encode()).decode()


def _read(cursor: str) -> tuple[date, int]:
    try:
        day, pk = json.loads(base64.urlsafe_b64decode(cursor))
        return _moment(day), int(pk)
    except (ValueError, TypeError, binascii.Error) as error:
        raise UserError("Deze pagina bestaat niet meer. Begin bovenaan de lijst.") from error


def _moment(text: str) -> date:
    """Return a day, or a moment when the text has hours."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
