"""The medical room in an emergency, for who works there without delegation of the doctor."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ontzorg.access import emergency
from ontzorg.access.actors import Actor
from ontzorg.access.emergency import Noodtoegang
from ontzorg.access.errors import NotAllowedError
from ontzorg.access.privileges import Privilege
from ontzorg.medical.room import DossierRef, require_visible
from ontzorg.medical.selectors import ConsultNoteView, read_consult_notes


def open_emergency(*, actor: Actor, dossier: DossierRef, reason: str, now: datetime) -> Noodtoegang:
    """Open the medical file of this dossier for an hour, for a reason that everyone may read."""
    actor.require(Privilege.OPEN_IN_EMERGENCY)
    require_visible(actor, dossier)
    return emergency.open_in_emergency(
        actor=actor,
        dossier_id=dossier.dossier_id,
        werknemer_id=dossier.werknemer_id,
        werkgever_id=dossier.werkgever_id,
        reason=reason,
        now=now,
    )


def read_in_emergency(
    *, actor: Actor, dossier: DossierRef, now: datetime
) -> tuple[datetime, tuple[ConsultNoteView, ...]]:
    """Return until when it is open, and the notes. Raises NotAllowedError when it is not."""
    actor.require(Privilege.OPEN_IN_EMERGENCY)
    running = emergency.running_emergency(actor=actor, dossier_id=dossier.dossier_id, now=now)
    if running is None:
        raise NotAllowedError(Privilege.READ_MEDICAL, actor=actor)
    reader = replace(actor, taakdelegatie=True, role_name=f"{actor.role_name}, met noodtoegang")
    return running.ends_at, read_consult_notes(actor=reader, dossier=dossier)
