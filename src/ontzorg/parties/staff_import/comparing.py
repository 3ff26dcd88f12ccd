"""Works out what the rows of an import change, with set-based SQL, in one transaction."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from ontzorg.access.keys_renewal import renew_rows
from ontzorg.parties.seals import BANKREKENING, IDENTIFICATIE
from ontzorg.parties.staff_import.models import Outcome, StaffImport, StaffRow
from ontzorg.parties.staff_import.moving import move
from ontzorg.parties.staff_import.seals import READ_ROW
from ontzorg.parties.staff_import.statements import fetch, planned_for_many, run


def compare(staff_import: StaffImport, *, today: date) -> None:
    """Tell of each row what it does, and count. Rows of an earlier comparison go first."""
    keys = {"id": staff_import.pk, "werkgever": staff_import.werkgever_id}
    StaffRow.objects.filter(staff_import=staff_import).delete()
    bring_up_to_date(staff_import)
    with planned_for_many():
        run("match", **keys)
        run("collide", **keys)
        run("compare", today=today, **keys)
        counts = _counts(staff_import, today)
        afdelingen = [name for (name,) in fetch("new_afdelingen", **keys)]
    move(staff_import, counts=counts, new_afdelingen=afdelingen, bsn_lines=[])


def bring_up_to_date(staff_import: StaffImport) -> None:
    """Let the hashes that are compared be of one key, also while the master key is renewed."""
    for table in (IDENTIFICATIE, BANKREKENING):
        renew_rows(table, "werkgever_id", staff_import.werkgever_id)
    renew_rows(READ_ROW, "staff_import_id", staff_import.pk)


def _counts(staff_import: StaffImport, today: date) -> dict[str, int]:
    rows = StaffRow.objects.filter(staff_import=staff_import)
    by_outcome = rows.order_by().values_list("outcome").annotate(Count("id"))
    counts = {str(outcome): number for outcome, number in by_outcome}
    ((absent,),) = fetch(
        "absent", id=staff_import.pk, werkgever=staff_import.werkgever_id, today=today
    )
    return _with_bsn(rows, counts) | {
        "people": rows.filter(is_new_person=True).count(),
        "absent": absent,
    }


def _with_bsn(rows: QuerySet[StaffRow], counts: dict[str, int]) -> dict[str, int]:
    """Count apart whose BSN changes: those rows are equal only when the user leaves it so."""
    changing = rows.filter(bsn_change__isnull=False).exclude(outcome=Outcome.WRONG)
    number = changing.count()
    if not number:
        return counts
    equal = changing.filter(outcome=Outcome.SAME).count()
    return counts | {"bsn": number, "same": counts.get("same", 0) - equal}
