"""Logs an import: one event for all of it, and for each person that something was changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import QuerySet

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
    for people in _batches(_with_other_bsn(staff_import)):
        audit.record(
            actor=actor,
            action="bsn.gewijzigd" if what == "overgenomen" else "bsn.teruggezet",
            object_type="staff_import",
            object_id=staff_import.pk,
            werkgever_id=staff_import.werkgever_id,
            werknemer_ids=people,
            fields=["bsn"],
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
    # In one pass: comparing the rows with each other takes their square when the database has
    # not yet looked at how many there are.
    by_person = rows.values("werknemer_id").annotate(is_added=BoolOr("is_new_person"))
    return _batches(by_person.filter(is_added=is_new).values_list("werknemer_id", flat=True))


def _batches(ids: QuerySet[StaffRow, int | None]) -> Iterator[list[int]]:
    waiting = ids.order_by("werknemer_id").distinct().iterator(chunk_size=PEOPLE)
    while people := list(islice(waiting, PEOPLE)):
        yield [pk for pk in people if pk is not None]


def _with_other_bsn(staff_import: StaffImport) -> QuerySet[StaffRow, int | None]:
    rows = StaffRow.objects.filter(staff_import=staff_import, bsn_change__isnull=False)
    found = rows.filter(line__in=staff_import.bsn_lines).exclude(outcome=Outcome.WRONG)
    return found.values_list("werknemer_id", flat=True)
