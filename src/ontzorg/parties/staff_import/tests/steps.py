"""Brings files in as a worker does, for tests that run with the login for jobs."""

from __future__ import annotations

import io
from collections.abc import Sequence

from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import import reading, services, undoing, writing
from ontzorg.parties.staff_import.models import StaffImport, StaffRow

WHO = "werkgever_beheerder"


def start(content: bytes, *, who: str = WHO) -> StaffImport:
    """Take a file in."""
    keeper = actor(who)
    with acting_as(SYSTEM):
        return services.start_import(
            actor=keeper,
            werkgever_id=keeper.organisation_id or 0,
            file=io.BytesIO(content),
            file_name="medewerkers.csv",
            byte_count=len(content),
        )


def read(content: bytes, *, columns: Sequence[str] = (), who: str = WHO) -> StaffImport:
    """Take a file in and read it."""
    made = start(content, who=who)
    with acting_as(SYSTEM):
        services.choose_columns(
            actor=actor(who), import_id=made.pk, columns=columns or made.columns
        )
    reading.read_import(made.pk, today=world.TODAY)
    return fresh(made)


def bring_in(content: bytes, *, who: str = WHO) -> StaffImport:
    """Take a file in, read it and take its rows over."""
    made = read(content, who=who)
    assert made.state == "ready", (made.state, made.notice)
    return confirm(made, who=who)


def confirm(made: StaffImport, *, who: str = WHO) -> StaffImport:
    """Take the rows of an import over."""
    with acting_as(SYSTEM):
        services.confirm_import(actor=actor(who), import_id=made.pk)
    writing.write_import(made.pk, today=world.TODAY)
    return fresh(made)


def undo(made: StaffImport) -> StaffImport:
    """Undo an import."""
    with acting_as(SYSTEM):
        services.undo_import(actor=actor(WHO), import_id=made.pk)
    undoing.undo_import(made.pk)
    return fresh(made)


def fresh(made: StaffImport) -> StaffImport:
    """Return the import as it stands now."""
    with acting_as(SYSTEM):
        return StaffImport.objects.get(pk=made.pk)


def rows(made: StaffImport) -> dict[int, StaffRow]:
    """Return what each row does, by its number."""
    with acting_as(SYSTEM):
        return {row.line: row for row in StaffRow.objects.filter(staff_import=made)}


def codes(made: StaffImport) -> dict[int, list[str]]:
    """Return the faults of each wrong row."""
    return {
        line: [fault[0] for fault in row.faults] for line, row in rows(made).items() if row.faults
    }
