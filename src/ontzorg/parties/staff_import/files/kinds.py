"""Tells by its content what a file is; its name says nothing."""

from __future__ import annotations

import struct
import zipfile
from enum import StrEnum
from typing import BinaryIO

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# The first bytes of files that people send by mistake.
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ")
# A page, an XML or RTF file, JSON: no name of a column begins like that.
OTHERS_IN_TEXT = (b"<", b"{", b"[")
HEAD_BYTES = 4096
# The two ways in which a spreadsheet packs its parts; others cost memory before they give any.
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 1


class Kind(StrEnum):
    """The kinds of files that are read."""

    CSV = "csv"
    XLSX = "xlsx"


def kind_of(file: BinaryIO, size: int) -> Kind:
    """Return the kind of this file. Raises FileFault for anything that is not CSV or XLSX."""
    if size > limits.MOST_BYTES:
        raise FileFault("too_big")
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head.strip():
        raise FileFault("empty")
    if head.startswith(OLD_EXCEL):
        raise FileFault("old_excel")
    if head.startswith(ZIP):
        return _kind_of_zip(file, size)
    _refuse_other(head)
    return Kind.CSV


def _refuse_other(head: bytes) -> None:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    has_nul = b"\0" in head and not head.startswith(UTF_16)
    if head.startswith(OTHERS) or text.startswith(OTHERS_IN_TEXT) or has_nul:
        raise FileFault("other_kind")


def _kind_of_zip(file: BinaryIO, size: int) -> Kind:
    try:
        _refuse_long_list(file)
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise FileFault("broken") from None
    file.seek(0)
    _refuse_wrong_zip({part.filename for part in parts})
    _refuse_sealed(parts)
    _refuse_bomb(parts, size)
    return Kind.XLSX


def _refuse_long_list(file: BinaryIO) -> None:
    """Refuse by the size of the list of parts: who opens an archive reads all of it."""
    found = zipfile._EndRecData(file)  # type: ignore[attr-defined]  # what opening it asks too
    if found and found[zipfile._ECD_SIZE] > limits.MOST_DIRECTORY_BYTES:  # type: ignore[attr-defined]
        raise FileFault("zip_bomb")


def _refuse_wrong_zip(names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileFault("macros")
    if "content.xml" in names and "mimetype" in names:
        raise FileFault("open_document")
    if "xl/workbook.xml" not in names:
        raise FileFault("other_kind")


def _refuse_sealed(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileFault("old_excel")
    if any(part.compress_type not in PACKED for part in parts):
        raise FileFault("broken")


def _refuse_bomb(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse by the sizes that the archive states: a reader never gives more than that."""
    unpacked = sum(part.file_size for part in parts)
    is_dense = unpacked > max(size, 1) * limits.MOST_TIMES_SMALLER
    if (
        len(parts) > limits.MOST_PARTS
        or unpacked > limits.MOST_UNPACKED_BYTES
        or (unpacked > limits.RATIO_COUNTS_FROM_BYTES and is_dense)
    ):
        raise FileFault("zip_bomb")
