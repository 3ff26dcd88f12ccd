"""Seals the IBAN that a person is paid on, and opens it for himself."""

from __future__ import annotations

from ontzorg.access.crypto import blind_index, seal, unseal
from ontzorg.parties.models import Bankrekening
from ontzorg.parties.seals import IBAN


def seal_iban(number: str, *, werknemer_id: int) -> bytes:
    """Return a number that passed its check, sealed to its person."""
    return seal(number, bound_to=IBAN.place(werknemer_id=werknemer_id))


def open_iban(bankrekening: Bankrekening) -> str:
    """Return the sealed number. The caller has checked who may read it."""
    return unseal(
        bytes(bankrekening.iban_sealed), bound_to=IBAN.place(werknemer_id=bankrekening.pk)
    )


def iban_index(iban: str, *, werkgever_id: int) -> bytes:
    """Return the keyed hash by which two numbers are compared."""
    return blind_index(iban, purpose=IBAN.purpose(werkgever_id=werkgever_id))
