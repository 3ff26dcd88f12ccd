"""Reads the file of an import, row by row and in pieces, and works out what it changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import seal
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.cells.columns import count_known, wage_period_of
from ontzorg.parties.staff_import.cells.refused import kept_cells
from ontzorg.parties.staff_import.cells.rows import Checked, RowChecker
from ontzorg.parties.staff_import.comparing import compare
from ontzorg.parties.staff_import.files.faults import FileFault
from ontzorg.parties.staff_import.files.kinds import Kind
from ontzorg.parties.staff_import.files.opening import open_sheet
from ontzorg.parties.staff_import.files.sheet import Row, Sheet
from ontzorg.parties.staff_import.models import Outcome, ReadRow, StaffImport, StaffRow, State
from ontzorg.parties.staff_import.moving import find, held, move
from ontzorg.parties.staff_import.staging import Stager
from ontzorg.parties.staff_import.storage import open_stored

BATCH = 2_000
# Rows may be wide: a batch is also full when it weighs this much, in characters and cells.
BATCH_WEIGHT = 4_000_000
WEIGHT_OF_CELL = 50
MOST_FAULTY_ROWS = 10_000
# While rows are read the bar goes this far; comparing them takes the rest.
SHARE_OF_READING = 0.85
Tell = Callable[[StaffImport], None]


def read_import(import_id: int, *, today: date, tell: Tell = lambda done: None) -> None:
    """Read the file of this import and leave it ready, or refused when it cannot be read.

    What an earlier attempt left behind goes first, so a job that was killed can begin again.
    """
    with held(import_id) as is_held:
        staff_import = find(import_id, State.READING) if is_held else None
        if staff_import is None:
            return
        try:
            _read(staff_import, today, tell)
        except FileFault as fault:
            _refuse(staff_import, fault)


def open_file(staff_import: StaffImport) -> Sheet:
    """Return the table in the stored file."""
    return open_sheet(open_stored(staff_import), staff_import.byte_count, count_known=count_known)


def _read(staff_import: StaffImport, today: date, tell: Tell) -> None:
    _forget_rows(staff_import)
    _stage(staff_import, today, tell)
    with acting_as(SYSTEM):
        compare(staff_import, today=today)
    _keep_cells_of_wrong_rows(staff_import)
    with acting_as(SYSTEM):
        move(staff_import, state=State.READY, share_done=1.0, notice="")


def _forget_rows(staff_import: StaffImport) -> None:
    with acting_as(SYSTEM):
        ReadRow.objects.filter(staff_import=staff_import).delete()
        StaffRow.objects.filter(staff_import=staff_import).delete()


def _stage(staff_import: StaffImport, today: date, tell: Tell) -> None:
    """Check and store the rows, a batch in a transaction of its own."""
    sheet = open_file(staff_import)
    employer = staff_import.werkgever.loonheffingennummer
    checker = RowChecker(
        staff_import.columns,
        today=today,
        employer=employer,
        wage_per=wage_period_of(staff_import.header, staff_import.columns),
        may_be_short=sheet.kind == Kind.XLSX.value,
    )
    stager = Stager(staff_import.pk, staff_import.werkgever_id)
    rows_read = faulty = 0
    for batch in _batches(sheet.rows):
        checked = [checker.check(row) for row in batch]
        rows_read += len(checked)
        faulty += _count_faulty(checked)
        if faulty > MOST_FAULTY_ROWS:
            raise FileFault("too_many_faults", f"{MOST_FAULTY_ROWS:_}".replace("_", "."))
        with acting_as(SYSTEM):
            stager.store(checked)
            share = sheet.share_read() * SHARE_OF_READING
            move(staff_import, rows_read=rows_read, share_done=share)
        tell(staff_import)
    if not rows_read:
        raise FileFault("no_rows")


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += len(row.cells) * WEIGHT_OF_CELL + sum(map(len, row.cells))
        if len(batch) == BATCH or weight > BATCH_WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _count_faulty(checked: list[Checked]) -> int:
    return sum(bool(row.faults) for row in checked)


def _keep_cells_of_wrong_rows(staff_import: StaffImport) -> None:
    """Seal the cells of wrong rows as they stand in the file, for the list to repair.

    Only now it is known which rows those are, so the file is read once more.
    """
    with acting_as(SYSTEM):
        wrong = set(
            StaffRow.objects.filter(staff_import=staff_import, outcome=Outcome.WRONG).values_list(
                "line", flat=True
            )
        )
    if not wrong:
        return
    rows = (row for row in open_file(staff_import).rows if row.number in wrong)
    for batch in _batches(rows):
        with acting_as(SYSTEM):
            for row in batch:
                _keep_cells(staff_import, row)


def _keep_cells(staff_import: StaffImport, row: Row) -> None:
    sealed = seal(
        json.dumps(kept_cells(staff_import.header, row.cells)),
        bound_to=bindings.cells(staff_import.pk, row.number),
    )
    StaffRow.objects.filter(staff_import=staff_import, line=row.number).update(cells=sealed)


def _refuse(staff_import: StaffImport, fault: FileFault) -> None:
    """Say why the file cannot be read. The file stays: other columns may solve it."""
    _forget_rows(staff_import)
    with acting_as(SYSTEM):
        move(
            staff_import,
            state=State.REFUSED,
            notice=fault.code,
            notice_value=fault.value,
        )
