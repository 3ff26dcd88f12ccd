"""Reads one XML part of a workbook, a block at a time, whatever its sender put in it.

A part has no document type, so it names no entity and reaches nothing outside itself. What
fills the memory without telling anything is refused: a tag without an end, a depth without end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from ontzorg.parties.staff_import.files.faults import FileFault

BLOCK_BYTES = 64 * 1024
MOST_TAG_BYTES = 1024 * 1024
MOST_DEEP = 64
Attributes = list[str]
Begin = Callable[[str, Attributes], None]
End = Callable[[str], None]


class Markup:
    """What is read of one part. `begin` and `end` get plain names, `text` what stands between.

    Attributes come as names and values in turn: that costs less than a mapping.
    """

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take in the start of an element."""

    def end(self, name: str) -> None:
        """Take in the end of an element."""

    def text(self, text: str) -> None:
        """Take in a piece of text."""


def read_markup(part: IO[bytes], into: Markup) -> Iterator[None]:
    """Read the part to its end; stop after every block, so that a reader may stop too.

    Raises FileFault when the part is no plain XML.
    """
    parser = _parser(into)
    taken = 0
    try:
        while block := part.read(BLOCK_BYTES):
            taken += len(block)
            parser.Parse(block, False)  # noqa: FBT003 - the parser names no arguments
            if taken - parser.CurrentByteIndex > MOST_TAG_BYTES:
                raise FileFault("broken")
            yield
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError:
        raise FileFault("broken") from None
    yield


def attribute(attributes: Attributes, name: str) -> str | None:
    """Return the value of an attribute; of `id` also that of `r:id`, however it is prefixed."""
    for index in range(0, len(attributes), 2):
        if attributes[index].rpartition(":")[2] == name:
            return attributes[index + 1]
    return None


def _parser(into: Markup) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = _plain_names(into)
    parser.CharacterDataHandler = into.text
    return parser


def _refuse_doctype(*_declared: object) -> None:
    raise FileFault("broken")


def _plain_names(into: Markup) -> tuple[Begin, End]:
    """Return what the parser calls: without the prefixes that some packages write."""
    begin_plain, end_plain = into.begin, into.end
    depth = 0

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEEP:
            raise FileFault("broken")
        begin_plain(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end_plain(name.rpartition(":")[2] if ":" in name else name)

    return begin, end
