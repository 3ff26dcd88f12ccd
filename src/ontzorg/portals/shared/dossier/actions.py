"""What a reader may record in a dossier, and the door to the medical room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.verzuim.selectors import DossierView

Wanted = tuple[Privilege, str, str, str]  # what it needs, its label, its page, its icon
CHANGE: Wanted = (
    Privilege.REGISTER_MELDING,
    "Percentage wijzigen",
    "dossier-change",
    "adjustments",
)
RECOVER: Wanted = (
    Privilege.REGISTER_MELDING,
    "Herstel melden",
    "dossier-recover",
    "mood-smile",
)
FACT: Wanted = (Privilege.RECORD_FEIT, "Stap of besluit", "dossier-fact", "flag")
LEAVE: Wanted = (Privilege.RECORD_VERLOF, "Zwangerschapsverlof", "dossier-leave", "calendar-event")
CAUSE: Wanted = (
    Privilege.WRITE_MEDICAL,
    "Verlof: zelfde oorzaak?",
    "dossier-leave",
    "calendar-event",
)
MEDICAL_ROOM: Wanted = (
    Privilege.READ_MEDICAL,
    "Medische kamer",
    "arbodienst:consults",
    "stethoscope",
)
EMERGENCY: Wanted = (
    Privilege.OPEN_IN_EMERGENCY,
    "Medisch dossier in nood",
    "arbodienst:emergency",
    "lifebuoy",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing the reader may do with this dossier."""

    label: str
    url: str
    icon: str


def first_actions(view: DossierView, actor: Actor) -> tuple[Action, ...]:
    """Return what is done most: another percentage, recovery while someone is ill, a consult."""
    is_over = view.timeline.hersteld_op is not None
    return _allowed(
        view, actor, (CHANGE, MEDICAL_ROOM) if is_over else (CHANGE, RECOVER, MEDICAL_ROOM)
    )


def more_actions(view: DossierView, actor: Actor) -> tuple[Action, ...]:
    """Return the rest; the question about a leave only when there is one."""
    has_leave = any(line.kind == "verlof" and not line.is_out for line in view.facts)
    wanted = (FACT, LEAVE, CAUSE) if has_leave else (FACT, LEAVE)
    reads_already = actor.may(Privilege.READ_MEDICAL)
    return _allowed(view, actor, wanted if reads_already else (*wanted, EMERGENCY))


def _allowed(view: DossierView, actor: Actor, wanted: Iterable[Wanted]) -> tuple[Action, ...]:
    if view.closed_on or view.withdrawn_on or view.as_known_on:
        return ()
    return tuple(
        Action(label=label, url=reverse(name, args=[view.public_id]), icon=icon)
        for privilege, label, name, icon in wanted
        if actor.may(privilege)
    )
