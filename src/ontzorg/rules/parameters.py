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


@dataclass(frozen=True, slots=True)
class Value:
    """One value, the day from which it holds, and the text that says so."""

    valid_from: date
    value: Decimal
    source: str
    number: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """The history of one number, oldest value first."""

    code: str
    unit: str
    values: tuple[Value, ...]
    starts: tuple[date, ...]

    def on(self, day: date) -> Value:
        """Return the value in force on `day`."""
        index = bisect_right(self.starts, day)
        if index == 0:
            raise NoValueError(self.code, day, self.starts[0])
        return self.values[index - 1]


@cache
def load_parameter(code: str) -> Parameter:
    """Read `data/<code>.yaml`, for example `wet/procesgang/oordeel_bedrijfsarts_weken`."""
    raw = read_table(code)
    values = tuple(sorted(_read_values(raw["values"]), key=lambda value: value.valid_from))
    return Parameter(code, raw["unit"], values, tuple(value.valid_from for value in values))


def read_table(code: str) -> dict[str, Any]:
    """Return the raw content of `data/<code>.yaml`."""
    text = (resources.files("ontzorg.rules") / "data" / f"{code}.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return raw


def _read_values(rows: list[dict[str, Any]]) -> Iterable[Value]:
    for row in rows:
        value = Decimal(str(row["value"]))
        yield Value(row["valid_from"], value, row["source"], int(value))
