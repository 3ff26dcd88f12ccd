"""Takes a confirmed import over: everything in one transaction, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, connection
from django.utils import timezone

from ontzorg.access import outbox
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import unseal
from ontzorg.parties.selectors import bsn_index
from ontzorg.parties.services.bankrekening import iban_index, seal_iban
from ontzorg.parties.services.identificatie import seal_bsn
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.clearing import forget
from ontzorg.parties.staff_import.comparing import bring_up_to_date, compare
from ontzorg.parties.staff_import.event_log import log_import
from ontzorg.parties.staff_import.models import StaffImport, State
from ontzorg.parties.staff_import.moving import find, held, move
from ontzorg.parties.staff_import.progress import told_beside
from ontzorg.parties.staff_import.reading import Tell
from ontzorg.parties.staff_import.statements import (
    fetch,
    planned_for_few,
    planned_for_many,
    run,
    statement,
)

BATCH = 5_000
CHANGED_MEANWHILE = "changed_meanwhile"
STEPS = (
    "add_persons",
    "change_persons",
    "add_work",
    "note_history",
    "begin_terms",
    "put_terms",
    "change_work",
    "put_wage",
)
SECRETS = (
    ("bsn", "speaker.adds_bsn", "add_bsn"),
    ("bsn", "speaker.bsn_change IS NOT NULL AND speaker.line = ANY(%(lines)s)", "change_bsn"),
    ("iban", "(speaker.is_new_person OR speaker.person_before ? 'iban')", "put_iban"),
)
MOST_STEPS = len(STEPS) + len(SECRETS) + 1


class StaleError(Exception):
    """Something changed since the difference was shown: it must be shown again."""


def write_import(import_id: int, *, today: date, tell: Tell = lambda done: None) -> None:
    """Take the rows of this import over. When something changed meanwhile, nothing is written
    and the difference is worked out again for the user to look at."""
    with held(import_id) as is_held:
        staff_import = find(import_id, State.WRITING) if is_held else None
        if staff_import is None:
            return
        try:
            with acting_as(SYSTEM):
                _write(staff_import, today)
        except (StaleError, IntegrityError):
            with acting_as(SYSTEM):
                compare(staff_import, today=today)
                move(staff_import, state=State.READY, notice=CHANGED_MEANWHILE)
        tell(staff_import)


def _write(staff_import: StaffImport, today: date) -> None:
    keys = {"id": staff_import.pk, "werkgever": staff_import.werkgever_id, "today": today}
    hold_werkgever(staff_import.werkgever_id)
    bring_up_to_date(staff_import)
    with planned_for_many(), told_beside(staff_import.pk) as tell:
        if fetch("is_stale", **keys)[0][0]:
            raise StaleError
        afdelingen = [pk for (pk,) in fetch("add_afdelingen", **keys)]
        for number, step in enumerate(STEPS):
            tell(number / MOST_STEPS)
            run(step, **keys)
        for number, (name, condition, target) in enumerate(SECRETS, len(STEPS)):
            tell(number / MOST_STEPS)
            _write_secrets(staff_import, name, condition, target)
        tell((MOST_STEPS - 1) / MOST_STEPS)
        run("note_versions", **keys)
    forget(staff_import)
    check_references()
    move(
        staff_import,
        state=State.DONE,
        done_at=timezone.now(),
        new_afdelingen=afdelingen,
        share_done=1.0,
        notice="",
    )
    log_import(staff_import, "overgenomen")
    outbox.publish("staff_import.written", import_id=staff_import.pk)


def hold_werkgever(werkgever_id: int) -> None:
    """Let imports of one employer be written one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"staff_import_werkgever:{werkgever_id}"],
        )


def check_references() -> None:
    """Let the database look now whether all rows refer to rows that are there.

    It takes long, and what is logged after it keeps the log of this werkgever for itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _write_secrets(staff_import: StaffImport, name: str, condition: str, target: str) -> None:
    """Seal the numbers anew, each bound to its person, and store them."""
    query = statement("sealed_numbers").format(number=name, condition=condition)
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, {"id": staff_import.pk, "lines": staff_import.bsn_lines})
        with planned_for_few():
            while found := cursor.fetchmany(BATCH):
                renewed = [_resealed(staff_import, name, row) for row in found]
                run(
                    target,
                    werkgever=staff_import.werkgever_id,
                    ids=[row[0] for row in found],
                    sealed=[one for one, _ in renewed],
                    indexes=[index for _, index in renewed],
                )


def _resealed(staff_import: StaffImport, name: str, row: tuple[Any, ...]) -> tuple[bytes, bytes]:
    """Return the number sealed to its person, and its keyed hash: both with the key of now."""
    werknemer_id, line, sealed = row
    employer = staff_import.werkgever_id
    number = unseal(sealed, bound_to=bindings.read_number(staff_import.pk, line, name))
    if name == "bsn":
        index = bsn_index(number, werkgever_id=employer)
        return seal_bsn(number, werknemer_id=werknemer_id), index
    index = iban_index(number, werkgever_id=employer)
    return seal_iban(number, werknemer_id=werknemer_id), index
