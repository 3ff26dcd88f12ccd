"""Opens an XLSX file: finds its first visible page, and what its numbers stand for."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO

from openpyxl.utils.cell import range_boundaries

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.markup import Attributes, Markup, attribute, read_markup
from ontzorg.parties.staff_import.files.number_formats import NumberFormats
from ontzorg.parties.staff_import.files.pages import Meanings, rows_of_page
from ontzorg.parties.staff_import.files.shared_texts import SharedTexts
from ontzorg.parties.staff_import.files.sheet import BadCell, Row

HOME, BOOK = "xl", "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z0-9:]{2,30})"')
MERGED_SIGN = b"mergeCell ref="
BLOCK_BYTES = 1024 * 1024
OVERLAP_BYTES = 128
MERGE = "cell.merged"
TRUE = frozenset({"1", "true", "on"})
Merged = Mapping[int, frozenset[int]]
# What a broken or hostile archive makes its readers say.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError,
    OSError, OverflowError, RuntimeError, StopIteration, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workbook:
    """The first visible page of a workbook; `share_read` tells how much of it was read."""

    rows: Iterator[Row]
    share_read: Callable[[], float]


def open_workbook(file: BinaryIO) -> Workbook:
    """Open the first visible page. Raises FileFault when the file is broken."""
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
        return _open(archive)
    except BROKEN:
        raise FileFault("broken") from None


@dataclass(slots=True)
class _Book(Markup):
    """The pages of a workbook, and from which year it counts its days."""

    counts_from_1904: bool = False
    pages: list[str] = field(default_factory=list)

    def begin(self, name: str, attributes: Attributes) -> None:
        """Note a page that can be seen."""
        if name == "workbookPr":
            self.counts_from_1904 = (attribute(attributes, "date1904") or "") in TRUE
        elif name == "sheet" and (attribute(attributes, "state") or "visible") == "visible":
            self.pages.append(attribute(attributes, "id") or "")


@dataclass(slots=True)
class _Links(Markup):
    """The parts that a workbook names: kind and place of each, by its name."""

    parts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def begin(self, name: str, attributes: Attributes) -> None:
        """Note a part."""
        if name == "Relationship":
            kind = (attribute(attributes, "Type") or "").rpartition("/")[2]
            target = attribute(attributes, "Target") or ""
            place = posixpath.normpath(posixpath.join(f"/{HOME}", target)).lstrip("/")
            self.parts[attribute(attributes, "Id") or ""] = (kind, place)

    def place_of(self, kind: str) -> str:
        """Return where the part of this kind stands; nothing when there is none."""
        return next((place for one, place in self.parts.values() if one == kind), "")


def _open(archive: zipfile.ZipFile) -> Workbook:
    book, links, formats = _Book(), _Links(), NumberFormats()
    _take(archive, BOOK, book)
    _take(archive, LINKS, links)
    if styles := links.place_of("styles"):
        _take(archive, styles, formats)
    places = (links.parts.get(page, ("", "")) for page in book.pages)
    place = next(place for kind, place in places if kind == "worksheet")
    texts = links.place_of("sharedStrings")
    if texts and archive.getinfo(texts).file_size > limits.MOST_TEXTS_BYTES:
        raise FileFault("zip_bomb")
    days, spans = formats.days()
    meanings = Meanings(
        texts=SharedTexts(archive.open(texts) if texts else None),
        days=days,
        spans=spans,
        counts_from_1904=book.counts_from_1904,
    )
    merged = _merged_cells(archive, place)
    page = archive.open(place)
    size = max(archive.getinfo(place).file_size, 1)
    rows = _rows(rows_of_page(page, meanings), merged)
    return Workbook(rows, lambda: min(page.tell() / size, 1.0))


def _take(archive: zipfile.ZipFile, place: str, into: Markup) -> None:
    if archive.getinfo(place).file_size > limits.MOST_PART_BYTES:
        raise FileFault("zip_bomb")
    with archive.open(place) as part:
        for _ in read_markup(part, into):
            pass


def _merged_cells(archive: zipfile.ZipFile, place: str) -> Merged:
    """Return for each row the columns that lie in merged cells, found in the raw page."""
    found: dict[int, set[int]] = {}
    total = 0
    with archive.open(place) as page:
        rest = b""
        while block := page.read(BLOCK_BYTES):
            text = rest + block
            last = 0
            for match in MERGED.finditer(text) if MERGED_SIGN in text else ():
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


def _rows(rows: Iterator[Row], merged: Merged) -> Iterator[Row]:
    """Yield the rows, no wider than the first ones: a note far to the right is no column."""
    try:
        first = list(islice(rows, limits.HEADER_WITHIN_ROWS))
        width = max((len(row.cells) for row in first), default=0) + 1
        for row in chain(first, rows):
            yield Row(row.number, _with_merged(row.cells[:width], merged.get(row.number)))
    except BROKEN:
        raise FileFault("broken") from None


def _with_merged(cells: list[str], columns: frozenset[int] | None) -> list[str]:
    if not columns:
        return cells
    return [
        BadCell(cell, MERGE) if number in columns else cell for number, cell in enumerate(cells)
    ]
