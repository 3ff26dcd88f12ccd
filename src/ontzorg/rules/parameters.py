"""Dated parameter tables: one value per period, each with its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml


class NoValueError(LookupError):
    """No value is in force on that day: the table must be extended."""

    def __init__(self, code: str, day: date, start: date) -> None:
        super().__init__(f"{code}: no value on {day}; the table starts {start}")
        self.code = code
        self.day = day
        self.start = start


class TableEndedError(NoValueError):
    """The day lies after the last day on which the table is known."""

    def __init__(self, code: str, day: date, start: date, known_until: date) -> None:
        super().__init__(code, day, start)
        self.args = (f"{day} ligt na de tabel {code}, die eindigt op {known_until}",)


@dataclass(frozen=True, slots=True)
class Value:
    """One value, the day from which it holds, and the text that says so.

    `status` says how sure we are: wet (read in the law), found2 (several public places agree),
    found1 (one public place), fitted (reproduces published tables), derived (follows from other
    values by a rule), own (own knowledge, unverified) or provisional (a draft, not yet set).
    """

    valid_from: date
    value: Decimal
    source: str
    number: int
    status: str = "wet"


@dataclass(frozen=True, slots=True)
class Parameter:
    """The history of one number, oldest value first; `known_until` is its last known day."""

    code: str
    unit: str
    values: tuple[Value, ...]
    starts: tuple[date, ...]
    known_until: date | None = None

    def on(self, day: date) -> Value:
        """Return the value in force on `day`."""
        if self.known_until is None and day >= self.starts[-1]:
            return self.values[-1]
        index = bisect_right(self.starts, day)
        if index == 0:
            raise NoValueError(self.code, day, self.starts[0])
        if self.known_until is not None and day > self.known_until:
            raise TableEndedError(self.code, day, self.starts[0], self.known_until)
        return self.values[index - 1]


@cache
def load_parameter(code: str) -> Parameter:
    """Read `data/<code>.yaml`, for example `wet/procesgang/oordeel_bedrijfsarts_weken`."""
    raw = read_table(code)
    values = tuple(sorted(_read_values(raw["values"]), key=lambda value: value.valid_from))
    starts = tuple(value.valid_from for value in values)
    return Parameter(code, raw["unit"], values, starts, raw.get("known_until"))


def read_table(code: str) -> dict[str, Any]:
    """Return the raw content of `data/<code>.yaml`."""
    text = (resources.files("ontzorg.rules") / "data" / f"{code}.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return raw


def _read_values(rows: list[dict[str, Any]]) -> Iterable[Value]:
    for row in rows:
        value = Decimal(str(row["value"]))
        status = row.get("status", "wet")
        yield Value(row["valid_from"], value, row["source"], int(value), status)
