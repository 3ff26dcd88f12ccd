"""The journal entry of a payslip: who is owed what, with debit and credit in balance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.wet.premies import Premies

NIL = Decimal("0.00")


class Rekening(StrEnum):
    """The accounts of a benefit payslip: costs first, then debts."""

    UITKERING = "ziektewetuitkering"
    WERKGEVERSLASTEN = "werkgeverslasten"
    LOONHEFFING = "af_te_dragen_loonheffing"
    PREMIES = "af_te_dragen_premies_werknemersverzekeringen"
    ZVW = "af_te_dragen_zvw"
    NETTO = "te_betalen_netto"


@dataclass(frozen=True, slots=True)
class Boeking:
    """One line of the journal; either debit or credit is nil."""

    rekening: Rekening
    debet: Decimal
    credit: Decimal


def compute_journaal(
    *, bruto: Decimal, inhouding: Decimal, netto: Decimal, premies: Premies
) -> tuple[Boeking, ...]:
    """Return the entries of one payslip: cost on the debit side, what is owed on the credit side.

    Reading: Wet financiering sociale verzekeringen art. 20: premiums are a cost of the employer,
    never of the worker. Units: euros. The entries are in balance.
    """
    verzekeringen = premies.werknemersverzekeringen
    return _entries(
        (
            (Rekening.UITKERING, bruto),
            (Rekening.WERKGEVERSLASTEN, verzekeringen + premies.zvw),
            (Rekening.LOONHEFFING, -inhouding),
            (Rekening.PREMIES, -verzekeringen),
            (Rekening.ZVW, -premies.zvw),
            (Rekening.NETTO, -netto),
        )
    )


def journaal_difference(new: Iterable[Boeking], old: Iterable[Boeking]) -> tuple[Boeking, ...]:
    """Return the entries that turn an old journal into a new one."""
    amounts = dict.fromkeys(Rekening, NIL)
    for boeking in new:
        amounts[boeking.rekening] += boeking.debet - boeking.credit
    for boeking in old:
        amounts[boeking.rekening] -= boeking.debet - boeking.credit
    return _entries(amounts.items())


def journaal_balance(boekingen: Iterable[Boeking]) -> Decimal:
    """Return debit less credit: nil when the journal is in balance."""
    return sum((boeking.debet - boeking.credit for boeking in boekingen), NIL)


def journaal_debet(boekingen: Iterable[Boeking]) -> Decimal:
    """Return the total of the debit side."""
    return sum((boeking.debet for boeking in boekingen), NIL)


def _entries(amounts: Iterable[tuple[Rekening, Decimal]]) -> tuple[Boeking, ...]:
    """Return a line for each amount that is not nil: above zero is debit, below is credit."""
    return tuple(
        Boeking(rekening, amount, NIL) if amount > 0 else Boeking(rekening, NIL, -amount)
        for rekening, amount in amounts
        if amount
    )
