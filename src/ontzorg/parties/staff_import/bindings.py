"""What each sealed value of an import is bound to: it opens nowhere else."""

from __future__ import annotations


def samples(import_id: int) -> str:
    """Return it for the first values of the columns of a file."""
    return f"staff_import_staffimport:{import_id}:samples"


def part(import_id: int, number: int) -> str:
    """Return it for a piece of a file."""
    return f"staff_import_filepart:{import_id}:{number}"


def cells(import_id: int, line: int) -> str:
    """Return it for the cells of a wrong row."""
    return f"staff_import_staffrow:{import_id}:{line}:cells"


def read_number(import_id: int, line: int, name: str) -> str:
    """Return it for a BSN or IBAN of a row that was read."""
    return f"staff_import_readrow:{import_id}:{line}:{name}"


def merge(merge_id: int) -> str:
    """Return it for what undoing a merge needs."""
    return f"staff_import_personmerge:{merge_id}"
