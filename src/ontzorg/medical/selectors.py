"""Everything that reads medical records. A reading is in the log before it is on a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import unseal
from ontzorg.medical.models import ConsultNote
from ontzorg.medical.room import ROOM, DossierRef, require_reader, seal_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultNoteView:
    """One consult note, opened for someone who may read it."""

    public_id: UUID
    consulted_on: date
    text: str
    written_at: datetime
    written_by: str
    replaces: UUID | None
    is_replaced: bool


def read_consult_notes(*, actor: Actor, dossier: DossierRef) -> tuple[ConsultNoteView, ...]:
    """Return the consult notes of a dossier, the newest consult first.

    The line in the log is committed before the first text is opened: whatever happens after,
    nobody has read without a trace. Raises NotAllowedError or ObjectDoesNotExist for others.
    """
    require_reader(actor, dossier)
    _log(actor, dossier)
    with acting_as(actor, using=ROOM):
        notes = ConsultNote.objects.filter(
            dossier_id=dossier.dossier_id, werknemer_id=dossier.werknemer_id
        ).select_related("replaces", "replaced_by")
        return tuple(_open(note) for note in notes)


def _log(actor: Actor, dossier: DossierRef) -> None:
    with transaction.atomic(using=ROOM, durable=True), acting_as(actor, using=ROOM):
        audit.record(
            actor=actor,
            action="consult.gelezen",
            object_type="verzuimdossier",
            object_id=dossier.dossier_id,
            werkgever_id=dossier.werkgever_id,
            werknemer_ids=[dossier.werknemer_id],
            fields=["note"],
            using=ROOM,
        )


def _open(note: ConsultNote) -> ConsultNoteView:
    return ConsultNoteView(
        public_id=note.public_id,
        consulted_on=note.consulted_on,
        text=unseal(bytes(note.note_sealed), bound_to=seal_name(note.public_id)),
        written_at=note.written_at,
        written_by=note.written_by_label,
        replaces=note.replaces.public_id if note.replaces else None,
        is_replaced=hasattr(note, "replaced_by"),
    )
