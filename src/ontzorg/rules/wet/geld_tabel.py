"""Dated tables of money with several figures per day, and how sure we are of each figure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ontzorg.rules.parameters import NoValueError, TableEndedError, Value, read_table

# What a step says of a figure that was not read in the law or proved by published tables.
_REMARKS = {
    "found1": " Let op: dit cijfer komt uit één bron.",
    "derived": " Let op: dit cijfer is afgeleid, niet gepubliceerd.",
    "own": " Let op: dit cijfer is niet nagetrokken.",
    "provisional": " Let op: dit cijfer is voorlopig.",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from; `remark` warns people when it is not certain."""

    source: str
    status: str
    remark: str


@dataclass(frozen=True, slots=True)
class Row:
    """The figures from one day on."""

    valid_from: date
    figures: dict[str, Any]
    origin: Origin


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The history of a set of figures, oldest first, known until its last day."""

    code: str
    rows: tuple[Row, ...]
    starts: tuple[date, ...]
    known_until: date

    def on(self, day: date) -> Row:
        """Return the row in force on `day`; raises NoValueError outside the table."""
        index = bisect_right(self.starts, day)
        if index == 0:
            raise NoValueError(self.code, day, self.starts[0])
        if day > self.known_until:
            raise TableEndedError(self.code, day, self.starts[0], self.known_until)
        return self.rows[index - 1]


@cache
def load_money_table(code: str) -> MoneyTable:
    """Read `data/<code>.yaml`, a table with figures per year under `jaren`."""
    raw = read_table(code)
    rows = tuple(_row(figures) for figures in raw["jaren"])
    return MoneyTable(code, rows, tuple(row.valid_from for row in rows), raw["known_until"])


def origin_of(value: Value) -> Origin:
    """Return where the value of a parameter comes from."""
    return make_origin(value.source, value.status)


def make_origin(source: str, status: str) -> Origin:
    """Return an origin with the remark that belongs to its status."""
    return Origin(source, status, _REMARKS.get(status, ""))


def _row(raw: dict[str, Any]) -> Row:
    return Row(raw["valid_from"], raw, make_origin(raw["source"], raw["status"]))
