"""Everything a person does with an import. One call is one transaction; a job does the work."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.crypto import seal
from ontzorg.access.errors import ConflictError, UserError
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import werkgevers_visible_to
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.acting import facts_of
from ontzorg.parties.staff_import.cells.columns import (
    column_faults,
    count_known,
    holds_values,
    recognise,
    to_remember,
    without_refused,
)
from ontzorg.parties.staff_import.cells.faults import SECRET, shown
from ontzorg.parties.staff_import.cells.numbers import BSN_DIGITS, IBAN_FORM
from ontzorg.parties.staff_import.cells.refused import refusal_of
from ontzorg.parties.staff_import.cells.texts import clean
from ontzorg.parties.staff_import.files.faults import FileFault, explain_file
from ontzorg.parties.staff_import.files.opening import open_sheet
from ontzorg.parties.staff_import.files.sheet import Sheet
from ontzorg.parties.staff_import.models import ColumnMemory, StaffImport, State
from ontzorg.parties.staff_import.moving import move
from ontzorg.parties.staff_import.selectors import changing_bsn, imports_visible_to
from ontzorg.parties.staff_import.storage import store_file

SAMPLES = 3


@transaction.atomic
def start_import(
    *, actor: Actor, werkgever_id: int, file: BinaryIO, file_name: str, byte_count: int
) -> StaffImport:
    """Take a file in. Its columns are chosen as the last time, else by their names.

    Raises UserError when it is no file with a table, or one that is too big.
    """
    actor.require(Privilege.MANAGE_STAFF)
    werkgever = werkgevers_visible_to(actor).get(pk=werkgever_id)
    sheet = _opened(file, byte_count)
    made = StaffImport.objects.create(
        werkgever=werkgever,
        file_name=file_name[-200:],
        byte_count=byte_count,
        header=list(sheet.header),
        columns=recognise(sheet.header, _remembered(werkgever_id)),
        created_by=actor.name or actor.label,
    )
    made.samples = _samples(made, sheet)
    made.save(update_fields=["samples"])
    store_file(made, file)
    _log(actor, "personeel.bestand_ontvangen", made)
    return made


@transaction.atomic
def choose_columns(*, actor: Actor, import_id: int, columns: Sequence[str]) -> StaffImport:
    """Say what stands in each column; the file is read and checked after that.

    Raises UserError when a column that must be there is not chosen.
    """
    found = _held(actor, import_id, (State.COLUMNS, State.READY, State.REFUSED))
    columns = without_refused(found.header, columns)
    if faults := column_faults(found.header, columns):
        raise UserError(" ".join(faults))
    ColumnMemory.objects.update_or_create(
        werkgever_id=found.werkgever_id,
        defaults={"columns": to_remember(found.header, columns)},
    )
    _start(actor, found, State.READING, "staff_import.read", columns=columns, rows_read=0)
    return found


@transaction.atomic
def confirm_import(*, actor: Actor, import_id: int) -> StaffImport:
    """Let the rows without a fault be taken over."""
    found = _held(actor, import_id, (State.READY,))
    if not (found.counts.get("new") or found.counts.get("changed") or found.bsn_lines):
        raise UserError("Er is niets om over te nemen. Alles in dit bestand kennen wij al.")
    _start(actor, found, State.WRITING, "staff_import.write")
    return found


@transaction.atomic
def choose_bsn(
    *, actor: Actor, import_id: int, shown: Collection[int], wanted: Collection[int]
) -> StaffImport:
    """Say of the rows that were `shown` which BSN is changed, and which stays as it is.

    A BSN never changes unless the user says so of that row. Rows that were not shown keep the
    answer that they had.
    """
    found = _held(actor, import_id, (State.READY,))
    kept = set(found.bsn_lines) - set(shown)
    lines = sorted(kept | (set(wanted) & set(shown) & changing_bsn(found)))
    move(found, bsn_lines=lines)
    return found


@transaction.atomic
def undo_import(*, actor: Actor, import_id: int) -> StaffImport:
    """Let an import that was taken over be undone, while nothing depends on it."""
    found = _held(actor, import_id, (State.DONE,))
    if found.cleared_at:
        raise UserError(
            "Dit bestand is te lang geleden overgenomen om terug te draaien. Wijzig de "
            "gegevens bij de medewerker."
        )
    _start(actor, found, State.UNDOING, "staff_import.undo")
    return found


@transaction.atomic
def cancel_import(*, actor: Actor, import_id: int) -> StaffImport:
    """Leave the file for what it is; it is removed at once."""
    found = _held(actor, import_id, (State.COLUMNS, State.READY, State.REFUSED))
    _start(actor, found, State.CANCELLED, "staff_import.cancelled")
    _log(actor, "personeel.bestand_weggelegd", found)
    return found


def _opened(file: BinaryIO, byte_count: int) -> Sheet:
    try:
        sheet = open_sheet(file, byte_count, count_known=count_known)
        if holds_values(sheet.header):
            raise FileFault("no_header")
    except FileFault as fault:
        told = explain_file(fault.code, fault.value)
        raise UserError(f"{told.what} {told.how}", field="file") from fault
    return sheet


def _remembered(werkgever_id: int) -> dict[str, str]:
    memory = ColumnMemory.objects.filter(pk=werkgever_id).first()
    return dict(memory.columns) if memory else {}


def _samples(made: StaffImport, sheet: Sheet) -> bytes:
    """Return the first values of each column, sealed; secret numbers are hidden."""
    try:
        rows = [row.cells for row in islice(sheet.rows, SAMPLES)]
    except FileFault as fault:
        told = explain_file(fault.code, fault.value)
        raise UserError(f"{told.what} {told.how}", field="file") from fault
    if not rows:
        told = explain_file("no_rows")
        raise UserError(f"{told.what} {told.how}", field="file")
    values = [
        [] if refusal_of(name) else [_sample(row, index, code) for row in rows]
        for index, (name, code) in enumerate(zip(made.header, made.columns, strict=True))
    ]
    return seal(json.dumps(values), bound_to=bindings.samples(made.pk))


def _sample(row: list[str], index: int, code: str) -> str:
    text = clean(str(row[index])) if index < len(row) else ""
    digits = sum(sign.isdigit() for sign in text)
    is_bsn = digits in BSN_DIGITS and digits == len(text)
    looks_secret = code in SECRET or is_bsn or IBAN_FORM.fullmatch(text.replace(" ", "").upper())
    return shown("bsn" if looks_secret else "", text)


def _held(actor: Actor, import_id: int, states: tuple[State, ...]) -> StaffImport:
    """Return the import, locked, when it is in one of these states."""
    actor.require(Privilege.MANAGE_STAFF)
    found = imports_visible_to(actor).select_for_update(of=("self",)).get(pk=import_id)
    if found.state not in states:
        raise ConflictError
    return found


def _start(actor: Actor, found: StaffImport, state: State, topic: str, **values: object) -> None:
    move(
        found,
        state=state,
        acting=facts_of(actor),
        share_done=0.0,
        notice="",
        notice_value="",
        **values,
    )
    outbox.publish(topic, import_id=found.pk)


def _log(actor: Actor, action: str, staff_import: StaffImport) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="staff_import",
        object_id=staff_import.pk,
        werkgever_id=staff_import.werkgever_id,
    )
