"""Keeps the file of an import in pieces, each sealed, and reads it back without unpacking it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import seal_bytes, unseal_bytes
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.models import FilePart, StaffImport

PART_BYTES = 1024 * 1024
KEPT_PARTS = 4
BUFFER_BYTES = 64 * 1024
Fetch = Callable[[int], bytes]


def store_file(staff_import: StaffImport, file: BinaryIO) -> None:
    """Store the whole file."""
    for number, content in enumerate(_pieces(file)):
        FilePart.objects.create(
            staff_import=staff_import,
            werkgever_id=staff_import.werkgever_id,
            number=number,
            sealed=seal_bytes(content, bound_to=bindings.part(staff_import.pk, number)),
        )


def open_stored(staff_import: StaffImport) -> BinaryIO:
    """Return the file, to read and to seek in. Each piece is fetched as the system."""
    fetch = _fetch_as_system(staff_import.pk)
    reader = _StoredFile(fetch, staff_import.byte_count)
    return cast("BinaryIO", io.BufferedReader(reader, BUFFER_BYTES))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while content := file.read(PART_BYTES):
        yield content


def _fetch_as_system(import_id: int) -> Fetch:
    def fetch(number: int) -> bytes:
        with acting_as(SYSTEM):
            part = FilePart.objects.get(staff_import_id=import_id, number=number)
        return unseal_bytes(bytes(part.sealed), bound_to=bindings.part(import_id, number))

    return fetch


class _StoredFile(io.RawIOBase):
    """The pieces as one file; the last few stay in memory."""

    def __init__(self, fetch: Fetch, size: int) -> None:
        self.fetch = fetch
        self.size = size
        self.position = 0
        self.parts: dict[int, bytes] = {}

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        self.position = max(base + offset, 0)
        return self.position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        number, start = divmod(self.position, PART_BYTES)
        if self.position >= self.size:
            return 0
        found = self._part(number)[start : start + len(buffer)]
        buffer[: len(found)] = found
        self.position += len(found)
        return len(found)

    def _part(self, number: int) -> bytes:
        if number not in self.parts:
            while len(self.parts) >= KEPT_PARTS:
                self.parts.pop(next(iter(self.parts)))
            self.parts[number] = self.fetch(number)
        return self.parts[number]


def drop_files(import_ids: Iterable[int]) -> None:
    """Remove the files of these imports for good."""
    FilePart.objects.filter(staff_import_id__in=list(import_ids)).delete()
