"""Tells a row that is about nobody: the sum below a list, or a remark."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ontzorg.parties.staff_import.cells.plain_names import plain

SUMS = ("totaal", "totalen", "eindtotaal", "subtotaal", "total", "grandtotal")
# Of a person more than one thing that is always needed is known; of a sum it is not.
MOST_MISSING = 1


def about_nobody(cells: Sequence[str], missing: Collection[str]) -> str:
    """Return the code of the fault when this row lacks what every person has; else nothing."""
    if len(missing) <= MOST_MISSING:
        return ""
    filled = [cell for cell in cells if cell.strip()]
    if any(plain(cell).startswith(SUMS) for cell in filled):
        return "row.sum"
    return "row.remark" if len(filled) == 1 else ""
