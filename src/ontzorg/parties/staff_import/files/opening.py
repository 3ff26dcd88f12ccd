"""Opens a file of any kind that is read, and finds the row with the names of the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.kinds import Kind, kind_of
from ontzorg.parties.staff_import.files.sheet import BadCell, Row, Sheet
from ontzorg.parties.staff_import.files.text import delimiter_of, encoding_of, rows_of
from ontzorg.parties.staff_import.files.workbook import open_workbook

CountKnown = Callable[[list[str]], int]


def open_sheet(file: BinaryIO, size: int, *, count_known: CountKnown) -> Sheet:
    """Return the table in a file. Raises FileFault when there is none to read.

    `count_known` tells how many names of columns it recognises in a row.
    """
    if kind_of(file, size) is Kind.XLSX:
        return _open_workbook(file, count_known)
    return _open_text(file, size, count_known)


def _open_text(file: BinaryIO, size: int, count_known: CountKnown) -> Sheet:
    encoding = encoding_of(file)
    delimiter = delimiter_of(file, encoding)
    header, rows = _split(rows_of(file, encoding, delimiter), count_known)
    return Sheet(
        kind=Kind.CSV.value,
        header=header,
        rows=rows,
        share_read=lambda: min(file.tell() / max(size, 1), 1.0),
        encoding=encoding,
        delimiter=delimiter,
    )


def _open_workbook(file: BinaryIO, count_known: CountKnown) -> Sheet:
    book = open_workbook(file)
    header, rows = _split(book.rows, count_known)
    return Sheet(kind=Kind.XLSX.value, header=header, rows=rows, share_read=book.share_read)


def _split(rows: Iterator[Row], count_known: CountKnown) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the names of the columns and the rows under them.

    Among the first rows it is the one with most known names: a title may stand above it.
    """
    first = list(islice(rows, limits.HEADER_WITHIN_ROWS))
    if not first:
        raise FileFault("empty")
    header = max(first, key=lambda row: (count_known(row.cells), -row.number))
    names = [_name(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    _check_header(header, names)
    below = [row for row in first if row.number > header.number]
    return tuple(names), _limited(chain(below, rows))


def _name(cell: str) -> str:
    """Return a name as it can be seen: signs that turn or hide text are no part of it."""
    visible = "".join(sign if sign.isprintable() else " " for sign in cell)
    return " ".join(visible.split())[: limits.MOST_NAME_CHARACTERS]


def _check_header(header: Row, names: list[str]) -> None:
    if len(names) > limits.MOST_COLUMNS:
        raise FileFault("too_many_columns", str(limits.MOST_COLUMNS))
    if any(isinstance(cell, BadCell) and cell.code == "cell.merged" for cell in header.cells):
        raise FileFault("merged_header")
    if not any(any(letter.isalpha() for letter in name) for name in names):
        raise FileFault("no_header")


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        if count > limits.MOST_ROWS:
            raise FileFault("too_many_rows", str(limits.MOST_ROWS))
        yield row
