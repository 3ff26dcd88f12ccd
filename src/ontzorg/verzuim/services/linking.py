"""Tells for each melding to which dossier it belongs, or why it waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontzorg.verzuim.models import Melding


def link_meldingen(
    meldingen: Iterable[Melding], dossier_of: Mapping[int, int], parked: Mapping[int, str]
) -> int:
    """Store dossier and waiting reason of each melding; return how many changed."""
    known = {melding.pk: melding for melding in meldingen}
    changed = 0
    for melding in known.values():
        dossier_id = _dossier_of(melding, known, dossier_of)
        reason = parked.get(melding.pk, "")
        if (melding.dossier_id, melding.parked_reason) != (dossier_id, reason):
            Melding.objects.filter(pk=melding.pk).update(
                dossier_id=dossier_id, parked_reason=reason
            )
            melding.dossier_id, melding.parked_reason = dossier_id, reason
            changed += 1
    return changed


def _dossier_of(
    melding: Melding, known: Mapping[int, Melding], dossier_of: Mapping[int, int]
) -> int | None:
    """Return the dossier that the melding counts in, else that of what it refers to.

    A melding that no longer counts stays in the dossier in which it once did.
    """
    seen: set[int] = set()
    current: Melding | None = melding
    while current is not None and current.pk not in seen:
        if current.pk in dossier_of:
            return dossier_of[current.pk]
        seen.add(current.pk)
        current = known.get(current.refers_to_id or 0)
    return melding.dossier_id or _earlier_dossier(melding, known)


def _earlier_dossier(melding: Melding, known: Mapping[int, Melding]) -> int | None:
    target = known.get(melding.refers_to_id or 0)
    return target.dossier_id if target else None
