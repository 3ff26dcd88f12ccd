"""Reads XLSX row by row, and notices what is no plain value: formulas, faults, merged cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.sheet import BadCell, Row

MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]{2,30})"')
BLOCK_BYTES = 1024 * 1024
OVERLAP_BYTES = 128
EXCEL_FAULTS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
FORMULA, FAULT, MERGE, TIME = "cell.formula", "cell.excel_fault", "cell.merged", "cell.time"
Merged = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The first visible page of a workbook."""

    rows: Iterator[Row]
    row_count: int


def open_workbook(file: BinaryIO) -> Workbook:
    """Open the first visible page. Raises FileFault when the file is broken."""
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        page: Any = next(one for one in book.worksheets if one.sheet_state == "visible")
        merged = _merged_cells(file, page._worksheet_path)
    except FileFault:
        raise
    except Exception:
        raise FileFault("broken") from None
    row_count = page.max_row or 0
    page.reset_dimensions()  # a file may state any size: only what is there counts
    return Workbook(_rows(page, merged), row_count)


def _merged_cells(file: BinaryIO, path: str) -> Merged:
    """Return for each row the columns that lie in merged cells, found in the raw page."""
    found: dict[int, set[int]] = {}
    total = 0
    with zipfile.ZipFile(file) as archive, archive.open(path) as page:
        rest = b""
        while block := page.read(BLOCK_BYTES):
            text = rest + block
            last = 0
            for match in MERGED.finditer(text):
                last = match.end()
                total += _note(match[1].decode(), found, limits.MOST_MERGED_CELLS - total)
            rest = text[max(last, len(text) - OVERLAP_BYTES) :]
    return {row: frozenset(columns) for row, columns in found.items()}


def _note(reference: str, found: dict[int, set[int]], room: int) -> int:
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    if None in (first_column, first_row, last_column, last_row):
        raise FileFault("broken")
    columns = range(int(first_column or 0) - 1, int(last_column or 0))
    rows = range(int(first_row or 0), int(last_row or 0) + 1)
    if len(columns) * len(rows) > room:
        raise FileFault("broken")
    for row in rows:
        found.setdefault(row, set()).update(columns)
    return len(columns) * len(rows)


def _rows(page: Any, merged: Merged) -> Iterator[Row]:
    number = 0
    try:
        for row in page.iter_rows(values_only=True, max_col=_width(page) + 1):
            number += 1
            if number > limits.MOST_ROWS + limits.HEADER_WITHIN_ROWS:
                raise FileFault("too_many_rows", str(limits.MOST_ROWS))
            cells = _trimmed([text_of(value) for value in row])
            if cells:
                yield Row(number, _with_merged(cells, merged.get(number)))
    except FileFault:
        raise
    except Exception:
        raise FileFault("broken") from None


def _width(page: Any) -> int:
    """Return how many columns the first rows have: a cell far to the right makes no row wider."""
    first = page.iter_rows(
        values_only=True, max_row=limits.HEADER_WITHIN_ROWS, max_col=limits.MOST_COLUMNS + 1
    )
    return max((len(_trimmed([text_of(value) for value in row])) for row in first), default=0)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _with_merged(cells: list[str], columns: frozenset[int] | None) -> list[str]:
    if not columns:
        return cells
    return [
        BadCell(cell, MERGE) if number in columns else cell for number, cell in enumerate(cells)
    ]


def text_of(value: object) -> str:
    """Return the text of a cell as a person would type it."""
    if value is None:
        return ""
    match value:
        case str():
            return _text(value)
        case bool():
            return "ja" if value else "nee"
        case int() | float():
            return _number(value)
        case date():
            return (value.date() if isinstance(value, datetime) else value).isoformat()
        case time() | timedelta():
            return BadCell(str(value), TIME)
    return BadCell(str(getattr(value, "text", "")), FORMULA)


def _text(value: str) -> str:
    if value.startswith("="):
        return BadCell(value, FORMULA)
    return BadCell(value, FAULT) if value in EXCEL_FAULTS else value


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
