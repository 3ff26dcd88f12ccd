"""What is wrong in a file, in words: on the page, in the terminal and in the list to repair."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ontzorg.access.plain_cells import plain_cell
from ontzorg.parties.staff_import.cells.columns import OWN_COLUMNS
from ontzorg.parties.staff_import.cells.faults import tell
from ontzorg.parties.staff_import.cells.fields import FIELD_OF, label_of
from ontzorg.parties.staff_import.models import StaffImport
from ontzorg.parties.staff_import.selectors import StaffRow, cells_of

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class ToldFault:
    """One fault: the name of the column in the file, what stands there, and the way out."""

    column: str
    value: str
    what: str
    how: str


def told_faults(staff_import: StaffImport, row: StaffRow) -> list[ToldFault]:
    """Return the faults of a row in words."""
    names = names_of(staff_import)
    return [_told(names, fault) for fault in row.faults or ()]


def names_of(staff_import: StaffImport) -> dict[str, str]:
    """Return for each field the name that its column has in the file."""
    pairs = zip(staff_import.columns, staff_import.header, strict=True)
    return {code: name for code, name in pairs if code}


def repair_list(staff_import: StaffImport) -> Iterator[str]:
    """Yield the lines of a CSV file with the wrong rows, to repair and bring in again.

    What is wrong stands in columns of our own, which the next import skips.
    """
    yield BOM + _line([*OWN_COLUMNS, *staff_import.header])
    for row, cells in cells_of(staff_import):
        faults = told_faults(staff_import, row)
        wrong = " ".join(f"{one.column}: {one.what}" if one.column else one.what for one in faults)
        remedy = " ".join(dict.fromkeys(one.how for one in faults))
        yield _line([str(row.line), wrong, remedy, *cells])


def _told(names: dict[str, str], fault: list[Any]) -> ToldFault:
    code, field, value, lines = fault
    label = label_of(field)
    limit = FIELD_OF[field].limit if field in FIELD_OF else 0
    words = tell(code, label=label, limit=limit, lines=_listed(lines))
    return ToldFault(column=names.get(field, label), value=value, what=words.what, how=words.how)


def _listed(lines: list[int]) -> str:
    words = [str(line) for line in lines]
    return words[0] if len(words) == 1 else " en ".join([", ".join(words[:-1]), *words[-1:]])


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(
        plain_cell(one) for one in cells
    )
    return text.getvalue()
