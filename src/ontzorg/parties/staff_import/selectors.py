"""Everything that reads imports. No function here writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.crypto import unseal
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.parties.selectors import Werknemer, running_dienstverbanden, werknemers_visible_to
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.models import (
    WORKING,
    Outcome,
    StaffImport,
    StaffRow,
    State,
)

__all__ = [
    "WORKING",
    "Outcome",
    "StaffImport",
    "StaffRow",
    "State",
    "absent_people",
    "bsn_rows_of",
    "cells_of",
    "changed_dienstverbanden",
    "changing_bsn",
    "imports_visible_to",
    "rows_of",
    "samples_of",
]


def imports_visible_to(actor: Actor) -> QuerySet[StaffImport]:
    """Return the imports of the employer that this actor keeps the staff of, newest first."""
    imports = StaffImport.objects.order_by("-pk")
    if not actor.may(Privilege.MANAGE_STAFF):
        return imports.none()
    if actor.party is Party.SYSTEM:
        return imports
    if actor.party is not Party.WERKGEVER or actor.organisation_id is None:
        return imports.none()
    return imports.filter(werkgever_id=actor.organisation_id)


def rows_of(staff_import: StaffImport, outcome: str) -> QuerySet[StaffRow]:
    """Return the rows of a visible import with this outcome, as they stand in the file."""
    return StaffRow.objects.filter(staff_import=staff_import, outcome=outcome).order_by("line")


def bsn_rows_of(staff_import: StaffImport) -> QuerySet[StaffRow]:
    """Return the rows of a visible import with another BSN than we know, as they stand there."""
    rows = StaffRow.objects.filter(staff_import=staff_import, bsn_change__isnull=False)
    return rows.exclude(outcome=Outcome.WRONG).order_by("line")


def changing_bsn(staff_import: StaffImport) -> set[int]:
    """Return the lines of those rows."""
    return set(bsn_rows_of(staff_import).values_list("line", flat=True))


def absent_people(actor: Actor, staff_import: StaffImport, today: date) -> QuerySet[Werknemer]:
    """Return who works here today and is not in the file, by family name."""
    there = StaffRow.objects.filter(staff_import=staff_import, werknemer_id__isnull=False)
    running = running_dienstverbanden(actor, today)
    return werknemers_visible_to(actor).filter(
        Q(pk__in=running.order_by().values("werknemer_id"))
        & ~Q(pk__in=there.values("werknemer_id")),
        werkgever_id=staff_import.werkgever_id,
    )


def changed_dienstverbanden(actor: Actor, import_id: int) -> list[int]:
    """Return the employments that a visible import changed."""
    rows = StaffRow.objects.filter(
        staff_import__in=imports_visible_to(actor).filter(pk=import_id).order_by(),
        outcome=Outcome.CHANGED,
        work_before__isnull=False,
    )
    return [pk for pk in rows.values_list("dienstverband_id", flat=True) if pk is not None]


def samples_of(staff_import: StaffImport) -> list[list[str]]:
    """Return the first values of each column; none when they are gone."""
    if not staff_import.samples:
        return []
    text = unseal(bytes(staff_import.samples), bound_to=bindings.samples(staff_import.pk))
    return list(json.loads(text))


def cells_of(staff_import: StaffImport) -> Iterator[tuple[StaffRow, list[str]]]:
    """Yield the wrong rows with their cells as they stood in the file."""
    rows = rows_of(staff_import, Outcome.WRONG).filter(cells__isnull=False)
    for row in rows.iterator(chunk_size=500):
        bound_to = bindings.cells(staff_import.pk, row.line)
        yield row, list(json.loads(unseal(bytes(row.cells or b""), bound_to=bound_to)))
