"""No subject of `ontzorg reken` lets a broken value through, and each fault names its field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ontzorg.rules.invoer import InvalidInputError
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import SUBJECT_NAMES, find_subject
from ontzorg.rules.reken.subject import answer

HUGE = 10**30
BROKEN = (float("nan"), float("inf"), HUGE, -HUGE, "-1e400", ["onzin"], {"onzin": 1}, [HUGE])
FREE_TEXT = {("interventie", "reden")}


def faults_of(name: str, raw: Any) -> list[tuple[int, str]]:
    """Return the element and the field of each fault; none when the input is accepted."""
    try:
        answer(find_subject(name), json.dumps(raw))
    except InvalidInputError as error:
        return [(fault.case, fault.field) for fault in error.faults]
    return []


def example_of(name: str) -> dict[str, Any]:
    example: dict[str, Any] = to_json(find_subject(name).example)
    return example


def broken_inputs(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a field and the example with that field broken, for all fields and all ways."""
    for field in find_subject(name).input.fields:
        for value in BROKEN:
            if (name, field) not in FREE_TEXT or not isinstance(value, str):
                yield field, {**example_of(name), field: value}


@pytest.mark.parametrize("name", SUBJECT_NAMES)
def test_every_broken_field_is_named(name: str) -> None:
    for field, raw in broken_inputs(name):
        faults = faults_of(name, [example_of(name), raw])
        assert faults, (field, raw[field])
        assert {case for case, _ in faults} == {1}
        assert all(path.startswith(field) for _, path in faults), (field, faults)


@pytest.mark.parametrize("name", SUBJECT_NAMES)
def test_every_required_field_is_missed(name: str) -> None:
    required = find_subject(name).input.schema()["required"]
    assert [path for _, path in faults_of(name, {})] == required


@pytest.mark.parametrize("name", SUBJECT_NAMES)
def test_an_array_gives_as_many_results(name: str) -> None:
    example = example_of(name)
    assert len(answer(find_subject(name), json.dumps([example] * 3)).to_json(trace=False)) == 3
    assert answer(find_subject(name), "[]").to_json(trace=False) == []


def test_a_planted_good_value_is_no_fault() -> None:
    assert faults_of("verhaal", example_of("verhaal")) == []
