"""What each sealed value of an import is bound to: it opens nowhere else."""

from __future__ import annotations

from ontzorg.parties.staff_import import seals


def samples(import_id: int) -> str:
    """Return it for the first values of the columns of a file."""
    return seals.SAMPLES.place(id=import_id)


def part(import_id: int, number: int) -> str:
    """Return it for a piece of a file."""
    return seals.PART.place(staff_import_id=import_id, number=number)


def cells(import_id: int, line: int) -> str:
    """Return it for the cells of a wrong row."""
    return seals.CELLS.place(staff_import_id=import_id, line=line)


def read_number(import_id: int, line: int, name: str) -> str:
    """Return it for a BSN or IBAN of a row that was read."""
    read = seals.READ_BSN if name == "bsn" else seals.READ_IBAN
    return read.place(staff_import_id=import_id, line=line)


def merge(merge_id: int) -> str:
    """Return it for what undoing a merge needs."""
    return seals.MERGE.place(id=merge_id)
