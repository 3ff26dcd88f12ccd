"""Reads CSV: finds out how it was written down, then gives its rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator, Iterator
from typing import BinaryIO

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.kinds import UTF_16
from ontzorg.parties.staff_import.files.sheet import Row

DELIMITERS = ";,\t|"
BLOCK_BYTES = 1024 * 1024


def encoding_of(file: BinaryIO) -> str:
    """Return how the letters were written down: UTF-8 when all of it is, else Windows.

    Raises FileFault when it is neither.
    """
    file.seek(0)
    head = file.read(4)
    if head.startswith(UTF_16):
        return _checked(file, "utf-16")
    if _fits(file, "utf-8-sig"):
        return "utf-8-sig"
    return _checked(file, "cp1252")


def delimiter_of(file: BinaryIO, encoding: str) -> str:
    """Return the sign between the columns: the one that the first lines agree on most."""
    lines = [line for line in _first_lines(file, encoding) if line.strip()]
    return max(DELIMITERS, key=lambda sign: (_widths(lines, sign), -DELIMITERS.index(sign)))


def rows_of(file: BinaryIO, encoding: str, delimiter: str) -> Generator[Row]:
    """Yield the rows that hold something, numbered as a spreadsheet numbers them.

    The file stays open for who opened it, who may close it before the last row.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    number = 0
    try:
        for cells in csv.reader(_lines(text), delimiter=delimiter, strict=True):
            number += 1
            if any(cells):
                yield Row(number, _cut_off(cells))
    except csv.Error:
        raise FileFault("bad_quotes", str(number + 1)) from None
    finally:
        if not file.closed:
            text.detach()


def _cut_off(cells: list[str]) -> list[str]:
    """Return the cells, no more and no longer than a row can have; a cell too much stays to see."""
    if len(cells) > limits.MOST_CELLS_IN_ROW:
        raise FileFault("too_many_columns", str(limits.MOST_COLUMNS))
    if len(cells) > limits.MOST_COLUMNS:
        more = next(filter(None, cells[limits.MOST_COLUMNS :]), "")
        cells = [*cells[: limits.MOST_COLUMNS], more]
    if max(map(len, cells)) > limits.MOST_CELL_CHARACTERS:
        return [cell[: limits.MOST_CELL_CHARACTERS + 1] for cell in cells]
    return cells


def _checked(file: BinaryIO, encoding: str) -> str:
    if not _fits(file, encoding):
        raise FileFault("bad_text")
    return encoding


def _fits(file: BinaryIO, encoding: str) -> bool:
    """Tell whether all of the file can be read so, a block at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(BLOCK_BYTES):
            if "\0" in decoder.decode(block):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_lines(file: BinaryIO, encoding: str) -> list[str]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        lines = _lines(text)
        return [line for line, _ in zip(lines, range(limits.HEADER_WITHIN_ROWS), strict=False)]
    finally:
        text.detach()


def _widths(lines: list[str], sign: str) -> int:
    try:
        return sum(len(cells) - 1 for cells in csv.reader(lines, delimiter=sign) if cells)
    except csv.Error:
        return 0


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines; a line that never ends is refused before it fills the memory."""
    number = 0
    while line := text.readline(limits.MOST_LINE_CHARACTERS):
        number += 1
        if len(line) == limits.MOST_LINE_CHARACTERS:
            raise FileFault("long_line", str(number))
        yield line
