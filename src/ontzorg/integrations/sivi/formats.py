"""How one value is written on the wire: check it, read it, write it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ZONE = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
DATE = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){ZONE}")
TIME = re.compile(rf"([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?){ZONE}")
WHITE_SPACE = "\t\n\r"
YES_NO = {"J": True, "N": False}


class FormatError(ValueError):
    """The value does not fit; the Dutch text says what would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueFormat:
    """One row of the tables: the kind of value, its size, its codes."""

    kind: str
    minimum: int = 1
    maximum: int = 0
    digits: bool = True
    codes: frozenset[str] = frozenset()

    def parse(self, text: str) -> Any:
        """Return the value of `text`; raise FormatError when it does not fit."""
        return PARSERS[self.kind](self, unicodedata.normalize("NFC", text).strip())

    def write(self, value: Any) -> str:
        """Return `value` as text; raise FormatError when the receiver would refuse it."""
        text = WRITERS.get(self.kind, str)(value)
        self.parse(text)
        return text


def _parse_text(form: ValueFormat, text: str) -> str:
    if not form.minimum <= len(text) <= form.maximum:
        raise FormatError(_length_message(form))
    if any(unicodedata.category(each) == "Cc" and each not in WHITE_SPACE for each in text):
        raise FormatError("bevat tekens die niet mogen")
    if not form.digits and any(character.isdecimal() for character in text):
        raise FormatError("mag geen cijfers bevatten")
    return text


def _length_message(form: ValueFormat) -> str:
    if form.minimum == form.maximum:
        return f"moet precies {form.maximum} tekens lang zijn"
    return f"mag niet leeg zijn en hooguit {form.maximum} tekens lang"


def _parse_digits(form: ValueFormat, text: str) -> str:
    if not re.fullmatch(rf"[0-9]{{1,{form.maximum}}}", text):
        raise FormatError(f"moet uit 1 tot {form.maximum} cijfers bestaan")
    return text


def _parse_number(form: ValueFormat, text: str) -> int:
    return int(_parse_digits(form, text))


def _parse_decimal(form: ValueFormat, text: str) -> Decimal:
    if not re.fullmatch(rf"[0-9]{{1,{form.maximum}}}[.][0-9]{{2}}", text):
        raise FormatError("moet een getal met een punt en twee decimalen zijn, zoals 50.00")
    return Decimal(text)


def _parse_date(_form: ValueFormat, text: str) -> date:
    match = DATE.fullmatch(text)
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise FormatError("moet een datum zijn, zoals 2026-11-22") from None


def _parse_time(_form: ValueFormat, text: str) -> time:
    match = TIME.fullmatch(text)
    try:
        return time.fromisoformat(match[1][:15] if match else "-").replace(microsecond=0)
    except ValueError:
        raise FormatError("moet een tijd zijn, zoals 09:30:00") from None


def _parse_yes_no(_form: ValueFormat, text: str) -> bool:
    if text not in YES_NO:
        raise FormatError("moet J of N zijn")
    return YES_NO[text]


def _parse_code(form: ValueFormat, text: str) -> str:
    if text not in form.codes:
        allowed = ", ".join(sorted(form.codes))
        raise FormatError(f"heeft een code die niet in de lijst staat. Kies uit: {allowed}")
    return text


def _write_decimal(value: Decimal) -> str:
    return f"{value:.2f}"


def _write_date(value: date) -> str:
    return value.isoformat()


def _write_time(value: time) -> str:
    return value.isoformat("seconds")


def _write_yes_no(value: bool) -> str:  # noqa: FBT001 - one of many writers with one argument
    return "J" if value else "N"


PARSERS: Mapping[str, Callable[[ValueFormat, str], Any]] = {
    "text": _parse_text,
    "digits": _parse_digits,
    "number": _parse_number,
    "decimal": _parse_decimal,
    "date": _parse_date,
    "time": _parse_time,
    "yes-no": _parse_yes_no,
    "code": _parse_code,
}
WRITERS: Mapping[str, Callable[[Any], str]] = {
    "decimal": _write_decimal,
    "date": _write_date,
    "time": _write_time,
    "yes-no": _write_yes_no,
}
