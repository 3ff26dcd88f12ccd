"""The tables, the dataclasses and the meanings fit together."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from ontzorg.integrations.sivi.betekenis import TABLE, load_betekenis
from ontzorg.integrations.sivi.releases import GroupSpec, all_messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEDICAL = ("OorzkVrzmCd", "BijzRdnStartVrzmCd", "WAZOCd", "ArbCnflJN", "VrTkst", "NmVrpladrs")


def groups(group: GroupSpec) -> Iterator[GroupSpec]:
    yield group
    for row in group.elements:
        if row.group is not None and row.name is not None:
            yield from groups(row.group)


ALL_GROUPS = [group for message in all_messages() for group in groups(message.group)]


@pytest.mark.parametrize("group", ALL_GROUPS, ids=lambda group: group.class_name)
def test_every_field_in_a_table_is_a_field_of_its_class(group: GroupSpec) -> None:
    fields = {field.name for field in dataclasses.fields(group.class_)}
    assert {row.name for row in group.elements if row.name} <= fields


@pytest.mark.parametrize("group", ALL_GROUPS, ids=lambda group: group.class_name)
def test_what_is_not_kept_is_optional_or_has_a_fixed_value(group: GroupSpec) -> None:
    dropped = [row for row in group.elements if row.name is None]
    assert all(row.minimum == 0 or row.written is not None for row in dropped)


def test_every_field_of_a_class_is_in_a_table() -> None:
    for class_ in {group.class_ for group in ALL_GROUPS}:
        rows = {
            row.name for group in ALL_GROUPS if group.class_ is class_ for row in group.elements
        }
        assert {field.name for field in dataclasses.fields(class_)} <= rows


def test_what_may_reveal_an_illness_is_never_kept() -> None:
    rows = {row.tag: row for group in ALL_GROUPS for row in group.elements if row.tag in MEDICAL}
    answer_text = {"VrTkst"}
    assert set(rows) == set(MEDICAL)
    assert {tag for tag, row in rows.items() if row.name is not None} <= answer_text


def test_an_administrator_can_change_a_meaning(tmp_path: Path) -> None:
    own = tmp_path / "betekenis.yaml"
    own.write_text(TABLE.read_text("utf-8").replace('"03": corrigeren', '"03": wijzigen'))
    assert load_betekenis(str(own)).verwerking["03"] == "wijzigen"
    assert load_betekenis().verwerking["03"] == "corrigeren"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"05": synchroniseren', "", "01 tot en met 05"),
        ('"03": corrigeren', '"03": raden', "raden"),
        ("eerste_gezonde_dag #", "ooit #", "ooit"),
        ("  niet_verwerkt:", "  misschien:", "misschien"),
    ],
)
def test_a_table_with_a_gap_is_refused(old: str, new: str, says: str, tmp_path: Path) -> None:
    broken = tmp_path / "betekenis.yaml"
    text = TABLE.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1))
    with pytest.raises(ValueError, match=says):
        load_betekenis(str(broken))
