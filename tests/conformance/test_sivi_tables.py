"""Our tables say what the published schemas say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ontzorg.integrations.sivi.releases import GroupSpec, MessageSpec, message_of

from .comparison import differences
from .schemas import FILES, needs_schemas

pytestmark = needs_schemas


@pytest.mark.parametrize("root", FILES)
def test_a_table_is_equal_to_the_schema(root: str) -> None:
    assert differences(message_of(root)) == []


def planted(tag: str, **changes: Any) -> MessageSpec:
    """Return Verzuimmeldingen with one changed row in the head."""
    message = message_of("Verzuimmeldingen")
    head = message.element("BrAlg")
    assert head.group is not None
    rows = []
    for row in head.group.elements:
        form = row.form and replace(row.form, **changes) if row.tag == tag else row.form
        rows.append(replace(row, form=form))
    group = GroupSpec(class_name="Berichtkop", elements=tuple(rows))
    others = message.group.elements[1:]
    elements = (replace(head, group=group), *others)
    return replace(message, group=replace(message.group, elements=elements))


@pytest.mark.parametrize(
    ("tag", "changes"),
    [
        ("IdInzndr", {"maximum": 41}),
        ("IdInzndr", {"minimum": 2}),
        ("IdInzndr", {"digits": False}),
        ("AandatBr", {"kind": "time"}),
        ("BrCd", {"codes": frozenset({"00101"})}),
        ("TestJN", {"kind": "text"}),
    ],
)
def test_a_planted_difference_in_a_format_is_found(tag: str, changes: dict[str, Any]) -> None:
    assert differences(planted(tag, **changes)) == [f"Verzuimmeldingen/BrAlg/{tag}: other format"]


def test_a_planted_difference_in_times_and_order_is_found() -> None:
    message = message_of("Verzuimmeldingen")
    first, second, third = message.group.elements
    often = replace(message.group, elements=(first, replace(second, minimum=1), third))
    swapped = replace(message.group, elements=(second, first, third))
    found = [differences(replace(message, group=group)) for group in (often, swapped)]
    assert found == [
        ["Verzuimmeldingen/AdmKantoor: other times"],
        ["Verzuimmeldingen: other elements"],
    ]
