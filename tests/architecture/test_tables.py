"""Every table can be read, has its dates in order and a source for each value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture.tables import table_faults, yaml_files

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
description: Termijn
unit: weken
values:
  - valid_from: 2007-01-01
    value: 6
    source: Wet, art. 1
  - valid_from: 2020-01-01
    value: "6.50"
    source: Wet, art. 2
    status: found1
known_until: 2020-12-31
"""


def test_every_table_of_the_product_is_sound() -> None:
    assert table_faults(yaml_files()) == []


def test_the_tables_are_found() -> None:
    assert any(path.match("rules/data/wet/*/*.yaml") for path in yaml_files())


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("unit: weken", "units: weken", "has the fields"),
        ("description: Termijn", "description: 7", "must be text"),
        ("    source: Wet, art. 2\n", "", "value 2: has the fields"),
        ("source: Wet, art. 2", "source: ''", "value 2: source"),
        ("valid_from: 2020-01-01", "valid_from: 2020", "value 2: valid_from"),
        ("valid_from: 2020-01-01", "valid_from: 2006-12-31", "oldest first"),
        ("valid_from: 2020-01-01", "valid_from: 2007-01-01", "oldest first"),
        ('"6.50"', "6.50", "value 2: value"),
        ('"6.50"', "zes", "value 2: value"),
        ("value: 6\n", "value: 6\n    value: 7\n", "twice"),
        (GOOD, "", "is empty"),
        ("values:", "values: [", "cannot be read"),
        ("status: found1", "status: maybe", "value 2: status"),
        ("known_until: 2020-12-31", "known_until: 2020", "must be a date"),
        ("known_until: 2020-12-31", "known_until: 2019-12-31", "before the last value"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, before: str, after: str, fault: str) -> None:
    table = tmp_path / "table.yaml"
    table.write_text(GOOD, "utf-8")
    assert table_faults([table], tmp_path) == []
    table.write_text(GOOD.replace(before, after, 1), "utf-8")
    assert fault in "\n".join(table_faults([table], tmp_path))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- name: a\n- name: a\n", "two cases 'a'"),
        ("- source: x\n", "without a name"),
        ("name: a\n", "a list of cases"),
    ],
)
def test_a_planted_scenario_fault_is_found(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "scenarios").mkdir()
    case = tmp_path / "scenarios" / "case.yaml"
    case.write_text(text, "utf-8")
    assert fault in "\n".join(table_faults([case], tmp_path))
