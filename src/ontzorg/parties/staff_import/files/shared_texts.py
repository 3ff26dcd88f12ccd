"""The list of texts that the cells of a workbook point to; it is read no further than needed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import IO

from ontzorg.parties.staff_import.files import limits
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.markup import Attributes, Markup, read_markup

LONG = limits.MOST_CELL_CHARACTERS


class SharedTexts(Markup):
    """The texts, in one block of bytes: a list of millions of texts would cost ten times as much.

    Of a text only the first signs are kept, one more than any cell may have.
    """

    def __init__(self, part: IO[bytes] | None) -> None:
        self._blocks: Iterator[None] = read_markup(part, self) if part else iter(())
        self._content = bytearray()
        self._ends = array("I", [0])
        self._pieces: list[str] = []
        self._room = LONG + 1
        self._is_text = False
        self._spoken = 0

    def __getitem__(self, number: int) -> str:
        """Return the text with this number. Raises FileFault when there is none."""
        while number + 1 >= len(self._ends):
            if next(self._blocks, self) is self:
                raise FileFault("broken")
        if number < 0:
            raise FileFault("broken")
        return self._content[self._ends[number] : self._ends[number + 1]].decode()

    def begin(self, name: str, attributes: Attributes) -> None:
        """Note that a text begins; how it is spoken, as in Japanese, is no part of it."""
        if name == "t":
            self._is_text = not self._spoken
        elif name == "rPh":
            self._spoken += 1

    def end(self, name: str) -> None:
        """Keep the text at its end."""
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._spoken -= 1
        elif name == "si":
            self._content += "".join(self._pieces).encode()
            self._ends.append(len(self._content))
            self._pieces.clear()
            self._room = LONG + 1

    def text(self, text: str) -> None:
        """Keep this piece of a text."""
        if self._is_text and self._room > 0:
            self._pieces.append(text[: self._room])
            self._room -= len(text)
