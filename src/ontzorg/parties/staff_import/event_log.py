"""Logs an import: one event for all of it, and for each person that something was changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ontzorg.access import audit
from ontzorg.parties.staff_import.acting import actor_from
from ontzorg.parties.staff_import.models import Outcome, StaffImport, StaffRow

# An event names this many people: few enough to read, many enough to be quick.
PEOPLE = 1_000


def log_import(staff_import: StaffImport, what: str) -> None:
    """Append that an import was taken over, or undone."""
    actor = actor_from(staff_import.acting)
    audit.record(
        actor=actor,
        action=f"personeel.{what}",
        object_type="staff_import",
        object_id=staff_import.pk,
        werkgever_id=staff_import.werkgever_id,
    )
    for is_new, verb in ((True, "toegevoegd"), (False, "gewijzigd")):
        for people in _people(staff_import, is_new=is_new):
            audit.record(
                actor=actor,
                action=f"personeel.{what}.{verb}",
                object_type="staff_import",
                object_id=staff_import.pk,
                werkgever_id=staff_import.werkgever_id,
                werknemer_ids=people,
            )


def _people(staff_import: StaffImport, *, is_new: bool) -> Iterator[list[int]]:
    rows = StaffRow.objects.filter(
        staff_import=staff_import, outcome__in=(Outcome.NEW, Outcome.CHANGED)
    )
    added = rows.filter(is_new_person=True).values("werknemer_id")
    chosen = rows.filter(is_new_person=True) if is_new else rows.exclude(werknemer_id__in=added)
    ids = chosen.order_by("werknemer_id").values_list("werknemer_id", flat=True).distinct()
    waiting = ids.iterator(chunk_size=PEOPLE)
    while people := list(islice(waiting, PEOPLE)):
        yield [pk for pk in people if pk is not None]
