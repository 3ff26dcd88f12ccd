"""Periods in JSON: first and last day, both included; read as half-open periods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontzorg.rules.dates import DAY
from ontzorg.rules.reken.kinds import Day, Field
from ontzorg.rules.reken.subject import FieldError
from ontzorg.rules.values import Period

PERIOD_FIELDS: Mapping[str, Field] = {
    "van": Field(Day(), "de eerste dag"),
    "tot_en_met": Field(Day(), "de laatste dag"),
}
OPEN_PERIOD_FIELDS: Mapping[str, Field] = {
    "van": Field(Day(), "de eerste dag"),
    "tot_en_met": Field(Day(), "de laatste dag; leeg: loopt nog", required=False),
}


def period_of(values: Mapping[str, Any], path: str) -> Period:
    """Return the period of a record; raises FieldError when it ends before it starts."""
    last = values["tot_en_met"]
    if last is None:
        return Period(values["van"], None)
    if last < values["van"]:
        raise FieldError(f"{path}.tot_en_met" if path else "tot_en_met", "ligt voor van")
    return Period(values["van"], last + DAY)


def periods_of(rows: tuple[Mapping[str, Any], ...], path: str) -> tuple[Period, ...]:
    """Return the periods of a list of records."""
    return tuple(period_of(row, f"{path}[{index}]") for index, row in enumerate(rows))
