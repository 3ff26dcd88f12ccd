"""The door of the medical room: which dossier it is about, and who may come in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.medical.seals import NOTE
from ontzorg.verzuim.selectors import dossiers_visible_to

ROOM = "medical"  # the database login that sees these records; no other does


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRef:
    """The numbers of a dossier: all that the medical room knows of it."""

    dossier_id: int
    werknemer_id: int
    werkgever_id: int


def require_reader(actor: Actor, dossier: DossierRef) -> None:
    """Let in who may read medical records, and the werknemer himself, once it is sure who he is."""
    own = actor.role is Role.MEDEWERKER
    actor.require(Privilege.READ_OWN_MEDICAL if own else Privilege.READ_MEDICAL)
    require_visible(actor, dossier)


def require_visible(actor: Actor, dossier: DossierRef) -> None:
    """Raise ObjectDoesNotExist unless the actor may see this dossier, with these numbers."""
    with acting_as(actor):
        found = dossiers_visible_to(actor).filter(
            pk=dossier.dossier_id,
            werknemer_id=dossier.werknemer_id,
            werkgever_id=dossier.werkgever_id,
        )
        if not found.exists():
            raise ObjectDoesNotExist


def seal_name(public_id: UUID) -> str:
    """Return what the text of a note is bound to: moved to another row it does not open."""
    return NOTE.place(public_id=public_id)
