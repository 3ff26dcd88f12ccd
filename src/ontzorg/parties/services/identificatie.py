"""Seals a BSN, and opens it for those who need it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import bsn as bsn_number

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.crypto import seal, unseal
from ontzorg.access.errors import UserError
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.privileges import Privilege
from ontzorg.parties.models import Identificatie, Werknemer
from ontzorg.parties.seals import BSN
from ontzorg.parties.selectors import bsn_index, bsn_indexes, werknemers_visible_to
from ontzorg.parties.services.rights import require_staff_rights


class BsnInUseError(UserError):
    """Someone else at this employer has this BSN."""

    def __init__(self) -> None:
        super().__init__(
            "Dit BSN hoort al bij een andere medewerker. Controleer het nummer.", field="bsn"
        )


@transaction.atomic
def set_bsn(*, actor: Actor, werknemer_id: int, bsn: str) -> None:
    """Store the BSN of a person, sealed. Refuses a number that fails the elfproef.

    The log tells whether it is the first one or comes in the place of another.
    """
    require_staff_rights(actor)
    werknemer = werknemers_visible_to(actor).get(pk=werknemer_id)
    number = _valid(bsn)
    employer = werknemer.werkgever_id
    indexes = bsn_indexes(number, werkgever_id=employer)
    others = Identificatie.objects.filter(werkgever_id=employer, bsn_index__in=indexes)
    if others.exclude(pk=werknemer.pk).exists():
        raise BsnInUseError
    known = Identificatie.objects.filter(pk=werknemer.pk).first()
    if known and bytes(known.bsn_index) in indexes:
        return
    _store(werknemer, number)
    _log(actor, "bsn.gewijzigd" if known else "bsn.vastgelegd", werknemer, "")


@transaction.atomic
def reveal_bsn(*, actor: Actor, werknemer_id: int, purpose: str) -> str:
    """Return the BSN in the open; the log keeps who asked and what for. Empty: none is known."""
    actor.require(Privilege.SEE_BSN)
    werknemer = werknemers_visible_to(actor).get(pk=werknemer_id)
    if not purpose.strip():
        raise UserError("Vul in waarvoor u het BSN nodig hebt.", field="purpose")
    _log(actor, "bsn.getoond", werknemer, purpose)
    found = Identificatie.objects.filter(pk=werknemer.pk).first()
    return open_bsn(found) if found else ""


def seal_bsn(number: str, *, werknemer_id: int) -> bytes:
    """Return a number that passed the elfproef, sealed to its person."""
    return seal(number, bound_to=BSN.place(werknemer_id=werknemer_id))


def open_bsn(identificatie: Identificatie) -> str:
    """Return the sealed number. The caller has checked who may read it, and logs that."""
    return unseal(
        bytes(identificatie.bsn_sealed), bound_to=BSN.place(werknemer_id=identificatie.pk)
    )


def _valid(bsn: str) -> str:
    try:
        return str(bsn_number.validate(bsn))
    except StdnumError as error:
        raise UserError(
            "Dit BSN klopt niet. Controleer de negen cijfers op het loonstrookje.", field="bsn"
        ) from error


def _store(werknemer: Werknemer, number: str) -> None:
    """Keep the number; the constraint finds who got the same one at this very moment."""
    values = {
        "werkgever_id": werknemer.werkgever_id,
        "bsn_sealed": seal_bsn(number, werknemer_id=werknemer.pk),
        "bsn_index": bsn_index(number, werkgever_id=werknemer.werkgever_id),
        **{column: getattr(werknemer, column) for column in MANDATE_COLUMNS},
    }
    try:
        with transaction.atomic():
            Identificatie.objects.update_or_create(werknemer=werknemer, defaults=values)
    except IntegrityError as error:
        if "bsn_once_per_werkgever" not in str(error):
            raise
        raise BsnInUseError from error


def _log(actor: Actor, action: str, werknemer: Werknemer, purpose: str) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="werknemer",
        object_id=werknemer.pk,
        werkgever_id=werknemer.werkgever_id,
        werknemer_ids=[werknemer.pk],
        fields=["bsn"],
        purpose=purpose,
    )
