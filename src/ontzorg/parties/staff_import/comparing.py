"""Works out what the rows of an import change, with set-based SQL, in one transaction."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from ontzorg.parties.staff_import.models import StaffImport, StaffRow
from ontzorg.parties.staff_import.moving import move
from ontzorg.parties.staff_import.statements import fetch, planned_for_many, run


def compare(staff_import: StaffImport, *, today: date) -> None:
    """Tell of each row what it does, and count. Rows of an earlier comparison go first."""
    keys = {"id": staff_import.pk, "werkgever": staff_import.werkgever_id}
    StaffRow.objects.filter(staff_import=staff_import).delete()
    with planned_for_many():
        run("match", **keys)
        run("collide", **keys)
        run("compare", **keys)
        counts = _counts(staff_import, today)
        afdelingen = [name for (name,) in fetch("new_afdelingen", **keys)]
    move(staff_import, counts=counts, new_afdelingen=afdelingen)


def _counts(staff_import: StaffImport, today: date) -> dict[str, int]:
    rows = StaffRow.objects.filter(staff_import=staff_import)
    by_outcome = rows.order_by().values_list("outcome").annotate(Count("id"))
    counts = {str(outcome): number for outcome, number in by_outcome}
    ((absent,),) = fetch(
        "absent", id=staff_import.pk, werkgever=staff_import.werkgever_id, today=today
    )
    return counts | {"people": rows.filter(is_new_person=True).count(), "absent": absent}
