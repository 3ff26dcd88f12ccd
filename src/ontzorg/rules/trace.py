"""Collect the steps of a calculation while it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import Parameter, Value
from ontzorg.rules.wet.geld_afronding import euro_text
from ontzorg.rules.wet.geld_tabel import origin_of

T = TypeVar("T")


@dataclass(slots=True)
class Trace:
    """The steps so far. Every step that computes an amount can be computed again from itself."""

    steps: list[Step] = field(default_factory=list)
    _known: set[tuple[str, ...]] = field(default_factory=set)

    def look_up(self, parameter: Parameter, day: date) -> Decimal:
        """Return the value on `day`, and note table, version, source and status."""
        value = parameter.on(day)
        self._add(_table_step(parameter, value))
        return value.value

    def amount(
        self,
        rule: str,
        formula: str,
        result: Decimal,
        text: str,
        *,
        source: str,
        **inputs: Decimal,
    ) -> Decimal:
        """Note an amount with the formula and the numbers it follows from; return the amount."""
        numbers = {name: plain(number) for name, number in inputs.items()}
        self.note(rule, {"formule": formula, **numbers}, str(result), text, source=source)
        return result

    def note(
        self, rule: str, inputs: Mapping[str, str], result: str, text: str, *, source: str
    ) -> None:
        """Note a step that is no amount."""
        self._add(Step(rule=rule, source=source, inputs=inputs, result=result, text=text))

    def take_over(self, outcome: Outcome[T]) -> T:
        """Return the value of an outcome, and note the steps that led to it."""
        for step in outcome.steps:
            self._add(step)
        return outcome.value

    def outcome(self, value: T) -> Outcome[T]:
        """Return the value with the steps so far."""
        return Outcome(value=value, steps=tuple(self.steps))

    def _add(self, step: Step) -> None:
        """Note a step once, however often it was needed."""
        key = (step.rule, step.result, step.text, *step.inputs.values())
        if key not in self._known:
            self._known.add(key)
            self.steps.append(step)


@lru_cache(maxsize=4096)
def _table_step(parameter: Parameter, value: Value) -> Step:
    name = parameter.code.partition("/")[2].replace("/", " ").replace("_", " ")
    return Step(
        rule=f"tabel.{parameter.code}",
        source=value.source,
        inputs={"vanaf": str(value.valid_from), "status": value.status},
        result=str(value.value),
        text=(
            f"De tabel {name} geeft {_measure(parameter, value)}, sinds "
            f"{dutch_date(value.valid_from)}.{origin_of(value).remark}"
        ),
    )


def _measure(parameter: Parameter, value: Value) -> str:
    if parameter.unit.startswith("EUR"):
        return euro_text(value.value)
    return f"{plain(value.value).replace('.', ',')} {parameter.unit.partition(',')[0]}"


def plain(number: Decimal) -> str:
    """Return the exact number without zeros that say nothing, for example `21.75`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
