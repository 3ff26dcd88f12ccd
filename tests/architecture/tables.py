"""The schema of the dated tables, and what holds for every YAML file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml

from tests.architecture.project import ROOT, tracked_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TABLE_FIELDS = {"description", "unit", "values"}
VALUE_FIELDS = {"valid_from", "value", "source"}
# A table may end, and a value that was not read in the law says how it was found.
LAST_DAY = "known_until"
STATUS = "status"
STATUSES = {"wet", "found2", "found1", "fitted", "derived", "own", "provisional"}


MERGE = "tag:yaml.org,2002:merge"


class StrictLoader(yaml.SafeLoader):
    """Reads YAML and refuses the same key twice, where one of the two would be lost.

    A merge (`<<`) is no key: what stands beside it is meant to replace what it brings.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """Return the mapping, or raise when a key stands there twice."""
        own = [key for key, _ in node.value if key.tag != MERGE]
        keys = [self.construct_object(key, deep=True) for key in own]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"twice: {twice}", node.start_mark)
        return super().construct_mapping(node, deep)


def yaml_files(root: Path = ROOT) -> list[Path]:
    """Return every YAML file of the project."""
    return [path for path in tracked_files(root) if path.suffix in (".yaml", ".yml")]


def table_faults(paths: Iterable[Path], root: Path = ROOT) -> list[str]:
    """Return what is wrong in these YAML files."""
    return [
        f"{path.relative_to(root).as_posix()}: {fault}" for path in paths for fault in _faults(path)
    ]


def _faults(path: Path) -> Iterator[str]:
    try:
        content = yaml.load(path.read_text("utf-8"), StrictLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        yield f"cannot be read: {error}"
        return
    if not content:
        yield "is empty"
    elif "scenarios" in path.parts:
        yield from _scenario_faults(content)
    elif isinstance(content, dict) and "values" in content:
        yield from _parameter_faults(content)


def _parameter_faults(table: dict[str, Any]) -> Iterator[str]:
    if set(table) - {LAST_DAY} != TABLE_FIELDS:
        yield f"has the fields {sorted(table)}, not {sorted(TABLE_FIELDS)}"
        return
    if not all(isinstance(table[field], str) for field in ("description", "unit")):
        yield "description and unit must be text"
    for number, row in enumerate(table["values"], 1):
        yield from (f"value {number}: {fault}" for fault in _value_faults(row))
    days = [row.get("valid_from") for row in table["values"]]
    dates = [day for day in days if type(day) is date]
    if any(first >= second for first, second in pairwise(dates)):
        yield "values must stand oldest first, one per day"
    yield from _last_day_faults(table, dates)


def _last_day_faults(table: dict[str, Any], dates: list[date]) -> Iterator[str]:
    if LAST_DAY not in table:
        return
    if type(table[LAST_DAY]) is not date:
        yield "known_until must be a date"
    elif dates and table[LAST_DAY] < dates[-1]:
        yield "known_until lies before the last value"


def _value_faults(row: dict[str, Any]) -> Iterator[str]:
    if set(row) - {STATUS} != VALUE_FIELDS:
        yield f"has the fields {sorted(row)}, not {sorted(VALUE_FIELDS)}"
        return
    if type(row["valid_from"]) is not date:
        yield "valid_from must be a date"
    if not isinstance(row["source"], str) or not row["source"].strip():
        yield "source must be text"
    if row.get(STATUS, "wet") not in STATUSES:
        yield f"status must be one of {sorted(STATUSES)}"
    if isinstance(row["value"], float | bool) or not _is_number(row["value"]):
        yield "value must be a whole number, or a decimal between quotes"


def _is_number(value: object) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _scenario_faults(cases: object) -> Iterator[str]:
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        yield "must be a list of cases"
        return
    names = [case.get("name") for case in cases]
    if None in names:
        yield "has a case without a name"
    yield from (f"has two cases {name!r}" for name in set(names) if names.count(name) > 1)
