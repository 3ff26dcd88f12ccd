"""A trace that does not give its own result is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ontzorg.rules.outcome import Step
from ontzorg.rules.tests.recompute import assert_recomputes, recompute

STEP = Step(
    rule="x",
    source="x",
    inputs={"formule": "max(0, p / 100 * (A - B))", "p": "70", "A": "100.10", "B": "0.05"},
    result="70.04",
    text="x",
)


def test_a_step_gives_its_own_result() -> None:
    assert_recomputes([STEP])
    assert recompute(STEP.inputs) == Decimal("70.035")


@pytest.mark.parametrize(
    "fault",
    [
        {"result": "70.03"},
        {"inputs": {**STEP.inputs, "p": "69"}},
        {"inputs": {**STEP.inputs, "formule": "p / 100 * A"}},
    ],
    ids=str,
)
def test_a_planted_fault_is_found(fault: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        assert_recomputes([replace(STEP, **fault)])


@pytest.mark.parametrize("formula", ["A if A else B", "print(A)", "A ** B", "'A'.upper()"])
def test_only_arithmetic_is_computed(formula: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        recompute({**STEP.inputs, "formule": formula})
