"""Compute the scenarios of money, read by the same strict reader as the command line."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ontzorg.rules.invoer import InvalidInputError
from ontzorg.rules.reken.registry import find_subject
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row


def check_money(subject: str, row: Row) -> None:
    """Assert that a scenario gives what it asks, or is refused as it asks."""
    if "fout" in row:
        with pytest.raises(InvalidInputError) as caught:
            compute(subject, row["invoer"])
        assert row["fout"] in str(caught.value)
    else:
        found = compute(subject, row["invoer"])
        assert_holds(found, row["uitkomst"], "")


def compute(subject: str, given: Row) -> dict[str, Any]:
    """Return the answer as JSON values, in the form that the subject promises.

    Its trace must give the same amounts again.
    """
    values = {**find_subject(subject).example, **given}
    answers = answer(find_subject(subject), json.dumps(values, default=date.isoformat))
    assert_recomputes(answers.outcomes[0].steps)
    found: dict[str, Any] = answers.to_json(trace=False)
    faults: list[tuple[str, str]] = []
    find_subject(subject).output.read(found, "", lambda path, text: faults.append((path, text)))
    assert faults == []
    return found


def assert_holds(found: Any, expected: Any, path: str) -> None:
    """Assert that every expected value is found; other values may be there as well."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            assert_holds(found[key], value, f"{path}.{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), f"{path}: {found}"
        for index, value in enumerate(expected):
            assert_holds(found[index], value, f"{path}[{index}]")
    else:
        plain = expected.isoformat() if isinstance(expected, date) else expected
        assert found == plain, f"{path}: {found}"
