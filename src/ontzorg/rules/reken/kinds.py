"""The kinds of field that a subject reads: each checks a JSON value and describes itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from ontzorg.rules.dates import FIRST_YEAR, LAST_YEAR

Note = Callable[[str, str], None]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Twelve digits hold every amount of a payroll and no typing accident.
_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?", re.ASCII)


class Kind(Protocol):
    """Reads one JSON value; notes a fault with its path, and then returns None."""

    def read(self, raw: Any, path: str, note: Note) -> Any:
        """Return the value, or note what is wrong with it."""

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number in decimals, as text ("2646.00") or as a JSON number; read as Decimal."""

    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(100_000_000)
    decimals: int = 2

    def read(self, raw: Any, path: str, note: Note) -> Decimal | None:
        """Return the exact decimal value."""
        text = "" if isinstance(raw, bool) else str(raw)
        if not isinstance(raw, str | int | Decimal) or not _NUMBER.fullmatch(text):
            note(path, 'is geen getal; schrijf het als "1234.56"')
            return None
        if len(text.partition(".")[2]) > self.decimals:
            note(path, f"heeft meer dan {self.decimals} cijfers achter de punt")
            return None
        value = Decimal(text)
        if not self.minimum <= value <= self.maximum:
            note(path, f"{text} ligt niet tussen {self.minimum} en {self.maximum}")
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: text or number."""
        sign = "-?" if self.minimum < 0 else ""
        tail = rf"(\.\d{{1,{self.decimals}}})?" if self.decimals else ""
        text = {"type": "string", "pattern": rf"^{sign}\d{{1,12}}{tail}$"}
        limits = {"minimum": float(self.minimum), "maximum": float(self.maximum)}
        return {"anyOf": [text, {"type": "number", **limits}]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number."""

    minimum: int = 0
    maximum: int = 1_000_000

    def read(self, raw: Any, path: str, note: Note) -> int | None:
        """Return the whole number."""
        if not isinstance(raw, int) or isinstance(raw, bool):
            note(path, "is geen heel getal")
            return None
        if not self.minimum <= raw <= self.maximum:
            note(path, f"ligt niet tussen {self.minimum} en {self.maximum}")
            return None
        return raw

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A short text of printable characters."""

    maximum: int = 200

    def read(self, raw: Any, path: str, note: Note) -> str | None:
        """Return the text."""
        if not isinstance(raw, str) or not raw.strip() or not raw.isprintable():
            note(path, "is geen gewone tekst")
            return None
        if len(raw) > self.maximum:
            note(path, f"is langer dan {self.maximum} tekens")
            return None
        return raw

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "string", "minLength": 1, "maxLength": self.maximum}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few fixed texts."""

    options: tuple[str, ...]

    def read(self, raw: Any, path: str, note: Note) -> str | None:
        """Return the option."""
        if not isinstance(raw, str) or raw not in self.options:
            note(path, f"kies uit {', '.join(self.options)}")
            return None
        return raw

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"enum": [str(option) for option in self.options]}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, raw: Any, path: str, note: Note) -> bool | None:
        """Return the answer."""
        if not isinstance(raw, bool):
            note(path, "is geen true of false")
            return None
        return raw

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, JJJJ-MM-DD."""

    def read(self, raw: Any, path: str, note: Note) -> date | None:
        """Return the day."""
        if not isinstance(raw, str) or not _ISO_DATE.fullmatch(raw):
            note(path, "is geen datum; schrijf JJJJ-MM-DD")
            return None
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            note(path, f"{raw} bestaat niet")
            return None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            note(path, f"{raw} ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}")
            return None
        return day

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind; read as a tuple."""

    item: Kind
    minimum: int = 0

    def read(self, raw: Any, path: str, note: Note) -> tuple[Any, ...] | None:
        """Return the values in their order."""
        if not isinstance(raw, list):
            note(path, "is geen lijst")
            return None
        if len(raw) < self.minimum:
            note(path, f"heeft minder dan {self.minimum} elementen")
        return tuple(self.item.read(row, f"{path}[{i}]", note) for i, row in enumerate(raw))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "array", "items": self.item.schema(), "minItems": self.minimum}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. A field that is not required gets `default` when absent or null."""

    kind: Kind
    about: str
    required: bool = True
    default: Any = None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the field."""
        schema = self.kind.schema()
        if not self.required:
            schema = {"anyOf": [schema, {"type": "null"}]}
            if self.default is not None:
                schema["default"] = to_json(self.default)
        return {**schema, "description": self.about}


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object with exactly these fields; read as a dict with a value for each of them."""

    fields: Mapping[str, Field]

    def read(self, raw: Any, path: str, note: Note) -> dict[str, Any] | None:
        """Return the values of all fields; unknown fields are faults."""
        if not isinstance(raw, dict):
            note(path or "geval", "is geen object")
            return None
        prefix = f"{path}." if path else ""
        for key in raw:
            if key not in self.fields:
                note(f"{prefix}{key}", f"onbekend; gebruik alleen {', '.join(self.fields)}")
        return {
            name: _read_field(field, raw.get(name), f"{prefix}{name}", note)
            for name, field in self.fields.items()
        }

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {
            "type": "object",
            "properties": {name: field.schema() for name, field in self.fields.items()},
            "required": [name for name, field in self.fields.items() if field.required],
            "additionalProperties": False,
        }


def to_json(value: Any) -> Any:
    """Return a value as JSON values: decimals and days as text, tuples as lists."""
    match value:
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case tuple() | list():
            return [to_json(item) for item in value]
        case _:
            return value


def _read_field(field: Field, raw: Any, path: str, note: Note) -> Any:
    if raw is not None:
        return field.kind.read(raw, path, note)
    if field.required:
        note(path, f"ontbreekt; geef {field.about}")
    return field.default
