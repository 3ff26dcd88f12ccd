"""One subject of `ontzorg reken`: what goes in, what comes out, and the rule in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ontzorg.rules.invoer import Fault, InvalidInputError, load_json
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.reken.kinds import Record, to_json
from ontzorg.rules.uitvoer import step_to_json

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class FieldError(ValueError):
    """A value that its kind allows, but the rule does not; `field` is its path."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(f"{field}: {text}")
        self.field = field
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A calculation with a name, its input and output field by field, and a valid example.

    `compute` gets one element as read by `input` (every field present) and returns an Outcome
    whose value fits `output`. It may raise FieldError or NoValueError.
    """

    name: str
    about: str
    input: Record
    output: Record
    example: Mapping[str, Any]
    compute: Callable[[Mapping[str, Any]], Outcome[Mapping[str, Any]]]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of one input element and of its result."""
        return {
            "onderwerp": self.name,
            "invoer": {"$schema": _DRAFT, "title": self.about, **self.input.schema()},
            "uitvoer": {"$schema": _DRAFT, "title": self.about, **self.output.schema()},
        }


@dataclass(frozen=True, slots=True)
class Answers:
    """The outcomes in the order of the input; `is_array` says in which form they go back."""

    outcomes: tuple[Outcome[Mapping[str, Any]], ...]
    is_array: bool

    def to_json(self, *, trace: bool) -> Any:
        """Return one result, or a list of results when the input was a list."""
        rows = [_row(outcome, trace=trace) for outcome in self.outcomes]
        return rows if self.is_array else rows[0]


def answer(subject: Subject, text: str) -> Answers:
    """Read JSON text and compute every element; raises InvalidInputError with every fault."""
    raw = load_json(text)
    rows = raw if isinstance(raw, list) else [raw]
    faults: list[Fault] = []
    outcomes = [_answer_one(subject, index, row, faults) for index, row in enumerate(rows)]
    if faults:
        raise InvalidInputError(faults)
    return Answers(tuple(found for found in outcomes if found is not None), isinstance(raw, list))


def _answer_one(
    subject: Subject, case: int, row: Any, faults: list[Fault]
) -> Outcome[Mapping[str, Any]] | None:
    found: list[Fault] = []
    values = subject.input.read(row, "", lambda path, text: found.append(_fault(case, path, text)))
    if values is not None and not found:
        try:
            return subject.compute(values)
        except FieldError as error:
            found.append(_fault(case, error.field, error.text))
        except NoValueError as error:
            found.append(_fault(case, _field_with(error.day, values), _outside(error)))
    faults.extend(found)
    return None


def _fault(case: int, path: str, text: str) -> Fault:
    return Fault(case, _printable(path), _printable(text))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


def _outside(error: NoValueError) -> str:
    """Say that a day lies outside a table; a table that ends tells so in its own words."""
    if error.day < error.start:
        return f"{error.day} ligt voor de tabel {error.code}, die begint op {error.start}"
    return str(error)


def _field_with(day: date, values: Mapping[str, Any]) -> str:
    """Return the path of the field that holds this day, or the year it lies in."""
    for path, value in _walk("", values):
        if value == day:
            return path
    return next((path for path, value in _walk("", values) if value == day.year), "datum")


def _walk(path: str, value: Any) -> Iterable[tuple[str, Any]]:
    match value:
        case Mapping():
            for key, item in value.items():
                yield from _walk(f"{path}.{key}" if path else str(key), item)
        case tuple():
            for index, item in enumerate(value):
                yield from _walk(f"{path}[{index}]", item)
        case _:
            yield path, value


def _row(outcome: Outcome[Mapping[str, Any]], *, trace: bool) -> dict[str, Any]:
    row: dict[str, Any] = to_json(outcome.value)
    if trace:
        row["stappen"] = [step_to_json(step) for step in outcome.steps]
    return row
