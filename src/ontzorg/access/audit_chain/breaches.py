"""What can be wrong with the log, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """A kind of damage, in words for the reader of the report."""

    CHANGED = "gewijzigd"
    REMOVED = "verwijderd"
    INSERTED = "ingevoegd"
    LOOSE = "sluit niet aan"
    HEAD = "kop klopt niet"
    CUT = "staart afgeknipt"
    REWRITTEN = "herschreven"
    ANCHOR = "anker klopt niet"


@dataclass(frozen=True, slots=True)
class Breach:
    """One damaged place: the chain, the first line that it is about, and what is wrong."""

    chain: str
    seq: int
    fault: Fault
    detail: str
