"""Reads the cells of one page of a workbook, and notices what is no plain value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.markup import Attributes, Markup, attribute, read_markup
from ontzorg.parties.staff_import.files.number_formats import FAULT, day_of, number_of
from ontzorg.parties.staff_import.files.shared_texts import SharedTexts
from ontzorg.parties.staff_import.files.sheet import BadCell, Row

FORMULA = "cell.formula"
EXCEL_FAULTS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
TEXT, INLINE, FORMULA_TEXT, DAY = "s", "inlineStr", "str", "d"
# The last row that a spreadsheet has; what stands further to the right is no column of ours.
LAST_ROW = 1_048_576
LAST_COLUMN = limits.MOST_COLUMNS + 1
LONG = limits.MOST_CELL_CHARACTERS
VALUES = frozenset({"v", "t", "f"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What the numbers in cells stand for: texts, and days by the style of the cell."""

    texts: SharedTexts
    days: frozenset[str] = frozenset()
    spans: frozenset[str] = frozenset()
    counts_from_1904: bool = False


def rows_of_page(part: IO[bytes], meanings: Meanings) -> Iterator[Row]:
    """Yield the rows that hold something. Raises FileFault when the page is broken."""
    page = _Page(meanings)
    for _ in read_markup(part, page):
        yield from page.taken()


class _Page(Markup):
    """The rows read and not yet taken, and the cell that is being read."""

    def __init__(self, meanings: Meanings) -> None:
        self.meanings = meanings
        self.rows: list[Row] = []
        self.number = 0
        self.cells: list[str] = []
        self.column = 0
        self.kind: str | None = None
        self.style: str | None = None
        self.formula: list[str] | None = None
        self.value: list[str] = []
        self.into: list[str] | None = None
        self.spoken = 0

    def taken(self) -> list[Row]:
        """Return the rows that are ready, and forget them."""
        rows, self.rows = self.rows, []
        return rows

    def begin(self, name: str, attributes: Attributes) -> None:
        """Note where a row or cell stands, and what kind of value comes."""
        if name == "c":
            self._begin_cell(attributes)
        elif name in VALUES:
            self._begin_value(name)
        elif name == "row":
            self._begin_row(attribute(attributes, "r"))
        elif name == "rPh":
            self.spoken += 1

    def end(self, name: str) -> None:
        """Keep a cell or row at its end."""
        if name in VALUES:
            self.into = None
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.spoken -= 1

    def text(self, text: str) -> None:
        """Keep a piece of a value, as long as it is no longer than a cell may be."""
        if self.into is not None and len(self.into) <= LONG:
            self.into.append(text[: LONG + 1])

    def _begin_row(self, given: str | None) -> None:
        number = self.number + 1 if given is None else _whole(given)
        if not self.number < number <= LAST_ROW:
            raise FileFault("broken")
        self.number, self.cells, self.column = number, [], 0

    def _begin_cell(self, attributes: Attributes) -> None:
        self.kind = self.style = None
        for index in range(0, len(attributes), 2):
            name = attributes[index]
            if name == "r":
                self.column = _column(attributes[index + 1].rstrip("0123456789")) - 1
            elif name == "t":
                self.kind = attributes[index + 1]
            elif name == "s":
                self.style = attributes[index + 1]
        self.column += 1
        self.value, self.formula = [], None

    def _begin_value(self, name: str) -> None:
        if name == "f":
            self.into = self.formula = []
        elif not self.spoken:
            self.into = self.value

    def _end_cell(self) -> None:
        if self.column > LAST_COLUMN:
            return
        text = self._cell()
        if not text:
            return
        if missing := self.column - len(self.cells) - 1:
            self.cells.extend([""] * missing)
        if missing < 0:
            self.cells[self.column - 1] = text
        else:
            self.cells.append(text)

    def _end_row(self) -> None:
        if self.cells:
            self.rows.append(Row(self.number, self.cells))

    def _cell(self) -> str:
        if self.formula is not None:
            return BadCell(f"={''.join(self.formula)}"[:LONG], FORMULA)
        value = "".join(self.value)[: LONG + 1]
        if self.kind == TEXT:
            return _text(self.meanings.texts[_whole(value)]) if value else ""
        if self.kind in {None, "n"}:
            return self._number(value) if value else ""
        if self.kind == "b":
            return "ja" if value == "1" else "nee"
        if self.kind in {INLINE, FORMULA_TEXT, DAY}:
            return _text(value)
        return BadCell(value, FAULT)

    def _number(self, value: str) -> str:
        if self.style is None or self.style not in self.meanings.days:
            return number_of(value)
        return day_of(
            value,
            is_span=self.style in self.meanings.spans,
            counts_from_1904=self.meanings.counts_from_1904,
        )


def _text(value: str) -> str:
    if value.startswith("="):
        return BadCell(value, FORMULA)
    return BadCell(value, FAULT) if value in EXCEL_FAULTS else value


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > len("1048576") + 3:
        raise FileFault("broken")
    return int(text)


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """Return the number of a column: A is 1."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > len("XFD"):
        raise FileFault("broken")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
