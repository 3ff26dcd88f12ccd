"""Opening a medical file in an emergency: for a reason, for a while, and never unseen."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Noodtoegang
from ontzorg.access.privileges import Privilege

__all__ = [
    "EmergencyReason",
    "Noodtoegang",
    "emergencies_visible_to",
    "open_in_emergency",
    "running_emergency",
]

LASTS = timedelta(hours=1)


class EmergencyReason(StrEnum):
    """Why someone could not wait. Fixed words: a free text would hold medical ones."""

    DANGER = "gevaar"
    DOCTOR_AWAY = "arts_onbereikbaar"
    ASKED = "op_verzoek"

    @property
    def label(self) -> str:
        """The reason as the person it is about reads it."""
        return _LABELS[self]


_LABELS = {
    EmergencyReason.DANGER: "Er is direct gevaar voor deze persoon of voor anderen",
    EmergencyReason.DOCTOR_AWAY: "Wachten kan niet en de bedrijfsarts is niet bereikbaar",
    EmergencyReason.ASKED: "Deze persoon vraagt er zelf om en de bedrijfsarts is er niet",
}


@transaction.atomic
def open_in_emergency(
    *,
    actor: Actor,
    dossier_id: int,
    werknemer_id: int,
    werkgever_id: int,
    reason: str,
    now: datetime,
) -> Noodtoegang:
    """Let the actor read the medical file of this dossier for an hour.

    The caller checks that the actor may see the dossier. Raises UserError without a reason.
    """
    actor.require(Privilege.OPEN_IN_EMERGENCY)
    if reason not in set(EmergencyReason):
        raise UserError("Kies waarom wachten niet kan.", field="reason")
    made = Noodtoegang.objects.create(
        account_id=actor.account_id or 0,
        membership_id=actor.membership_id or 0,
        organisation_id=actor.organisation_id or 0,
        actor_label=actor.label,
        dossier_id=dossier_id,
        werknemer_id=werknemer_id,
        werkgever_id=werkgever_id,
        reason=reason,
        opened_at=now,
        ends_at=now + LASTS,
    )
    words = EmergencyReason(reason).label
    audit.record(
        actor=actor,
        action="noodtoegang.geopend",
        object_type="verzuimdossier",
        object_id=dossier_id,
        werkgever_id=werkgever_id,
        werknemer_ids=[werknemer_id],
        purpose=words,
        reason=words,
    )
    return made


def running_emergency(*, actor: Actor, dossier_id: int, now: datetime) -> Noodtoegang | None:
    """Return the emergency that the actor opened for this dossier and that is not over yet."""
    mine = Noodtoegang.objects.filter(membership_id=actor.membership_id or 0)
    return mine.filter(dossier_id=dossier_id, opened_at__lte=now, ends_at__gt=now).first()


def emergencies_visible_to(actor: Actor) -> QuerySet[Noodtoegang, Any]:
    """Return every emergency, the newest first, for the auditor."""
    found = Noodtoegang.objects.all()
    return found if actor.may(Privilege.READ_AUDIT) else found.none()
