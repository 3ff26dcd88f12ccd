"""Everything that changes medical records. They go through the medical login only."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import seal, unseal
from ontzorg.access.errors import ConflictError, UserError
from ontzorg.access.idempotency import KeyReusedError
from ontzorg.access.privileges import Privilege
from ontzorg.medical.models import ConsultNote
from ontzorg.medical.room import ROOM, DossierRef, require_visible, seal_name

MOST_CHARACTERS = 20_000


def write_consult_note(
    *,
    actor: Actor,
    dossier: DossierRef,
    consulted_on: date,
    text: str,
    today: date,
    replaces: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Store what was discussed at a consult and return the name of the note.

    A note is never changed: a better one `replaces` it, and both stay readable. With a `key`
    a repeated call returns the note that the first one made; with other words it is refused.
    Raises UserError with what to do, ConflictError when someone else replaced the same note first.
    """
    actor.require(Privilege.WRITE_MEDICAL)
    require_visible(actor, dossier)
    _check(consulted_on, text.strip(), today)
    with acting_as(actor, using=ROOM):
        public_id = key or uuid4()
        if _is_there(public_id, dossier, consulted_on, text.strip()):
            return public_id
        earlier = _replaced(dossier, replaces)
        note = _new(actor, dossier, public_id, text.strip())
        note.consulted_on, note.replaces = consulted_on, earlier
        _save(note)
        _log(actor, dossier, note)
    return public_id


def _check(consulted_on: date, text: str, today: date) -> None:
    if consulted_on > today:
        raise UserError("Kies een datum die al is geweest.", field="consulted_on")
    if not text:
        raise UserError("Schrijf op wat er in het consult is besproken.", field="text")
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"De notitie telt {len(text)} tekens. Maak hem korter dan {MOST_CHARACTERS} tekens.",
            field="text",
        )


def _is_there(public_id: UUID, dossier: DossierRef, consulted_on: date, text: str) -> bool:
    """Tell whether this very note was kept before; its name may stand for no other."""
    known = ConsultNote.objects.filter(public_id=public_id).first()
    if known is None:
        return False
    kept = unseal(bytes(known.note_sealed), bound_to=seal_name(public_id))
    asked = (dossier.dossier_id, consulted_on, text)
    if (known.dossier_id, known.consulted_on, kept) != asked:
        raise KeyReusedError
    return True


def _replaced(dossier: DossierRef, replaces: UUID | None) -> ConsultNote | None:
    if replaces is None:
        return None
    earlier = ConsultNote.objects.filter(public_id=replaces, dossier_id=dossier.dossier_id).first()
    if earlier is None:
        raise ObjectDoesNotExist
    return earlier


def _new(actor: Actor, dossier: DossierRef, public_id: UUID, text: str) -> ConsultNote:
    return ConsultNote(
        public_id=public_id,
        dossier_id=dossier.dossier_id,
        werknemer_id=dossier.werknemer_id,
        werkgever_id=dossier.werkgever_id,
        arbodienst_id=actor.organisation_id or 0,  # 0 is nobody: the policy refuses it
        note_sealed=seal(text, bound_to=seal_name(public_id)),
        written_at=timezone.now(),
        written_by=actor.account_id or 0,
        written_by_label=actor.label,
    )


def _save(note: ConsultNote) -> None:
    try:
        with transaction.atomic(using=ROOM):
            note.save(force_insert=True)
    except IntegrityError as error:
        raise ConflictError from error


def _log(actor: Actor, dossier: DossierRef, note: ConsultNote) -> None:
    audit.record(
        actor=actor,
        action="consult.geschreven",
        object_type="consultnote",
        object_id=note.pk,
        werkgever_id=dossier.werkgever_id,
        werknemer_ids=[dossier.werknemer_id],
        fields=["note"],
        using=ROOM,
    )
