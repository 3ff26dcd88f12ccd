"""Tells which cells of a workbook show a number as a day or a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.markup import Attributes, Markup, attribute
from ontzorg.parties.staff_import.files.sheet import BadCell

FAULT, TIME = "cell.excel_fault", "cell.time"
# Excel itself has no more styles, and no longer formats.
MOST_STYLES = 65_536
LONGEST_FORMAT = 255


class NumberFormats(Markup):
    """The formats of numbers, by the number of the style that a cell names."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._in_cells = False

    def begin(self, name: str, attributes: Attributes) -> None:
        """Note a format, or which format a style has."""
        if name == "numFmt":
            number, code = attribute(attributes, "numFmtId"), attribute(attributes, "formatCode")
            self._codes[number or ""] = (code or "")[: LONGEST_FORMAT + 1]
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append((attribute(attributes, "numFmtId") or "0")[:10])
        if len(self._styles) > MOST_STYLES or len(self._codes) > MOST_STYLES:
            raise FileFault("broken")

    def end(self, name: str) -> None:
        """Note the end of the styles of cells."""
        if name == "cellXfs":
            self._in_cells = False

    def days(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the styles that show a day, and those that show how long something takes."""
        codes = {str(number): self._code(number) for number, _ in enumerate(self._styles)}
        days = frozenset(style for style, code in codes.items() if is_date_format(code))
        return days, frozenset(s for s in days if is_timedelta_format(codes[s]))

    def _code(self, style: int) -> str:
        number = self._styles[style]
        of_excel = BUILTIN_FORMATS.get(int(number), "") if number.isdecimal() else ""
        code = self._codes.get(number, of_excel)
        return code if len(code) <= LONGEST_FORMAT else ""


@lru_cache(maxsize=65_536)
def day_of(text: str, *, is_span: bool, counts_from_1904: bool) -> str:
    """Return the day that a number stands for, or a cell that says why it is none."""
    epoch = MAC_EPOCH if counts_from_1904 else WINDOWS_EPOCH
    try:
        value = from_excel(float(text), epoch, timedelta=is_span)
    except (OverflowError, ValueError):
        return BadCell(text[:40], FAULT)
    match value:
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case time() | timedelta():
            return BadCell(str(value), TIME)
    return ""


def number_of(text: str) -> str:
    """Return a number as a person would type it."""
    if text.isdecimal() and not text.startswith("0"):
        return text
    try:
        value = float(text)
    except ValueError:
        return BadCell(text[:40], FAULT)
    if not isfinite(value):
        return BadCell(text[:40], FAULT)
    return str(int(value)) if value == int(value) else repr(value)
