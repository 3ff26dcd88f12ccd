"""Writes rows as CSV or XLSX. No cell of either can run as a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from ontzorg.access.plain_cells import plain_cell
from ontzorg.portals.shared.export.lists import Cell, Row

BOM = "\ufeff"
IN_MEMORY_BYTES = 5 * 1024 * 1024


def as_csv(header: Iterable[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file row by row, so that a long list never stands in memory whole."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write(BOM)
    writer.writerow([plain_cell(name) for name in header])
    for row in rows:
        yield _taken(text)
        writer.writerow([plain_cell(_written(cell)) for cell in row])
    yield _taken(text)


def as_xlsx(title: str, header: Iterable[str], rows: Iterable[Row]) -> IO[bytes]:
    """Return the file; a long one waits on disk, without a name."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    for row in _with_header(header, rows):
        page.append([_cell(page, value) for value in row])
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def _with_header(header: Iterable[str], rows: Iterable[Row]) -> Iterator[Row]:
    yield tuple(header)
    yield from rows


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue()
    text.seek(0)
    text.truncate()
    return taken.encode()


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _cell(page: object, value: Cell) -> object:
    """Return a cell; text is text, whatever it begins with."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value))  # type: ignore[arg-type]
    cell.data_type = "s"
    return cell
