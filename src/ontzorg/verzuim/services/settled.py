"""A closed dossier of which nothing changed since it was planned need not be planned again.

Someone who falls ill has about ten closed dossiers of earlier years. Their plan follows from
facts that are never changed, only added to; so the dossier keeps a mark of what its plan was made
from (`marks_of`). As long as the mark is the same, all rows would come out as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from ontzorg.parties.selectors import Dienstverband
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.bulk_write import write_columns

if TYPE_CHECKING:
    from ontzorg.verzuim.services.dossier_plan import Plan


def is_settled(row: Verzuimdossier, mark: str, dienstverband: Dienstverband, today: date) -> bool:
    """Tell whether this closed dossier was planned from exactly what is known now."""
    if row.withdrawn_on is not None or row.closed_on is None or row.closed_on > today:
        return False
    return row.planned_from == mark and row.afdeling_id == dienstverband.afdeling_id


def settle(plans: Iterable[Plan]) -> None:
    """Let each dossier that was planned and is closed keep its mark; others have none."""
    moved = []
    for plan in plans:
        for number in plan.derived:
            row = plan.stored[number]
            mark = "" if row.closed_on is None else plan.marks[number]
            if row.planned_from != mark:
                row.planned_from = mark
                moved.append(row)
    write_columns(moved, {"planned_from"})


def unsettle(dossier_ids: Collection[int]) -> None:
    """Let these dossiers be planned anew: something changed that is in no fact."""
    if not dossier_ids:
        return
    Verzuimdossier.objects.filter(pk__in=dossier_ids).exclude(planned_from="").update(
        planned_from=""
    )
