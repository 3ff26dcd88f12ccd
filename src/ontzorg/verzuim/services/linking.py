"""Tells for each melding to which dossier it belongs, or why it waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ontzorg.verzuim.derivation.links import case_of
from ontzorg.verzuim.models import Melding
from ontzorg.verzuim.services.bulk_write import write_columns

if TYPE_CHECKING:
    from ontzorg.verzuim.services.dossier_plan import Plan


def link_meldingen(plans: Iterable[Plan]) -> int:
    """Store dossier and waiting reason of each melding; return how many changed.

    A melding that no longer counts stays in the dossier in which it once did.
    """
    moved = [melding for plan in plans for melding in _moved(plan)]
    write_columns(moved, {"dossier", "parked_reason"})
    return len(moved)


def _moved(plan: Plan) -> Iterable[Melding]:
    """Set dossier and reason on the meldingen of an employment; yield those that changed."""
    known = {melding.pk: melding for melding in plan.facts.meldingen}
    row_of = {
        melding_id: plan.stored[case.number]
        for case in plan.outlines
        for melding_id in case.melding_ids
    }
    for melding in known.values():
        reason = plan.parked.get(melding.pk, "")
        row = case_of(melding, known, row_of)
        dossier_id = row.pk if row else _earlier_dossier(melding, known)
        if (melding.dossier_id, melding.parked_reason) != (dossier_id, reason):
            melding.dossier_id, melding.parked_reason = dossier_id, reason
            if row:
                melding.dossier = row  # whoever asks for it need not read it again
            yield melding


def _earlier_dossier(melding: Melding, known: Mapping[int, Melding]) -> int | None:
    target = known.get(melding.refers_to_id or 0)
    return melding.dossier_id or (target.dossier_id if target else None)
