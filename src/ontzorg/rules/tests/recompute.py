"""Compute an amount again from its own step: from the formula and the numbers it names."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any

from ontzorg.rules.outcome import Step

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
_FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "min": min,
    "max": max,
    "cent": lambda number: number.quantize(Decimal("0.01"), ROUND_HALF_UP),
    "ceil": lambda number: number.to_integral_value(ROUND_CEILING),
}


def assert_recomputes(steps: Iterable[Step]) -> None:
    """Assert that every step with a formula gives its own result."""
    for step in (step for step in steps if "formule" in step.inputs):
        result = Decimal(step.result)
        assert recompute(step.inputs).quantize(_quantum(result), ROUND_HALF_UP) == result, step


def recompute(inputs: Mapping[str, str]) -> Decimal:
    """Return what the formula gives for the numbers in `inputs`."""
    return _value(ast.parse(inputs["formule"], mode="eval").body, inputs)


def _value(node: ast.expr, inputs: Mapping[str, str]) -> Decimal:
    match node:
        case ast.Constant(value=value):
            return Decimal(str(value))
        case ast.Name(id=name):
            return Decimal(inputs[name])
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATORS[type(operator)](_value(left, inputs), _value(right, inputs))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_value(part, inputs) for part in args))
        case _:
            raise ValueError(ast.dump(node))


def _quantum(result: Decimal) -> Decimal:
    exponent: Any = result.as_tuple().exponent
    return Decimal(1).scaleb(exponent)
