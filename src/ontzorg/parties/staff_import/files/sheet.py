"""A table in a file: its column names and its rows, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class BadCell(str):
    """A cell that holds no plain value; `code` says what it is instead."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, text: str, code: str) -> BadCell:
        """Keep the text as it stands in the file, and why it is no value."""
        made = super().__new__(cls, text)
        made.code = code
        return made


class Row(NamedTuple):
    """One row: its number as a spreadsheet shows it, and its cells as text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a file. `rows` reads on from the first row under the names, once.

    `share_read` tells how much of the file was read by now, from 0 to 1.
    """

    kind: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    share_read: Callable[[], float]
    encoding: str = ""
    delimiter: str = ""
