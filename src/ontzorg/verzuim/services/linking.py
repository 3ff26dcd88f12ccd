"""Tells for each melding to which dossier it belongs, or why it waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontzorg.verzuim.derivation.links import case_of
from ontzorg.verzuim.models import Melding


def link_meldingen(
    meldingen: Iterable[Melding], dossier_of: Mapping[int, int], parked: Mapping[int, str]
) -> int:
    """Store dossier and waiting reason of each melding; return how many changed.

    A melding that no longer counts stays in the dossier in which it once did.
    """
    known = {melding.pk: melding for melding in meldingen}
    changed = 0
    for melding in known.values():
        reason = parked.get(melding.pk, "")
        dossier_id = case_of(melding, known, dossier_of) or _earlier_dossier(melding, known)
        if (melding.dossier_id, melding.parked_reason) != (dossier_id, reason):
            Melding.objects.filter(pk=melding.pk).update(
                dossier_id=dossier_id, parked_reason=reason
            )
            melding.dossier_id, melding.parked_reason = dossier_id, reason
            changed += 1
    return changed


def _earlier_dossier(melding: Melding, known: Mapping[int, Melding]) -> int | None:
    target = known.get(melding.refers_to_id or 0)
    return melding.dossier_id or (target.dossier_id if target else None)
