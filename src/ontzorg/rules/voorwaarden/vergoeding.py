"""Paying back an intervention: what the employer sent in, and whether it can be paid out.

Source: conditions Ontzorgmanager - Re-integratie art. 3.4 (M138, M139). Reading: the employer has
paid the invoice, sends it in, and gets the approved costs without btw, on an account inside the
SEPA area. The country is the first two letters of the IBAN; the check digits must fit. Unit: EUR.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import read_table
from ontzorg.rules.voorwaarden.regels import load_regels, step_of
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up

_DUTCH_LENGTH = 18
_SHORTEST, _LONGEST = 15, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuur:
    """An invoice for an intervention: whole amount, its btw, and how far it has come."""

    bedrag: Decimal
    btw: Decimal
    iban: str
    betaald_op: date | None = None
    goedgekeurd_op: date | None = None
    percentage: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergoeding:
    """What is paid out now; without it, what stands in the way."""

    uitbetaling: Decimal
    bezwaren: tuple[str, ...]


def compute_vergoeding(factuur: Factuur) -> Outcome[Vergoeding]:
    """Return what can be paid out for this invoice."""
    objections = tuple(_objections(factuur))
    net = factuur.bedrag - factuur.btw
    amount = round_half_up(net * factuur.percentage / 100)
    if objections:
        steps = tuple(step_of(regel, text, "nog niet") for regel, text in objections)
        texts = tuple(text for _, text in objections)
        return Outcome(value=Vergoeding(uitbetaling=Decimal("0.00"), bezwaren=texts), steps=steps)
    found = Vergoeding(uitbetaling=amount, bezwaren=())
    return Outcome(value=found, steps=(_amount_step(factuur, amount),))


def is_iban(iban: str) -> bool:
    """Say whether the check digits of this IBAN fit (mod 97), and a Dutch one its length."""
    text = iban.replace(" ", "").upper()
    if not (text.isascii() and text.isalnum() and _SHORTEST <= len(text) <= _LONGEST):
        return False
    if not (text[:2].isalpha() and text[2:4].isdigit()):
        return False
    if text.startswith("NL") and len(text) != _DUTCH_LENGTH:
        return False
    digits = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    return int(digits) % 97 == 1


@cache
def sepa_landen() -> frozenset[str]:
    """Return the country codes of the SEPA area."""
    return frozenset(
        code for codes in read_table("voorwaarden/sepa_landen")["landen"] for code in codes
    )


def _objections(factuur: Factuur) -> Iterator[tuple[str, str]]:
    if factuur.betaald_op is None:
        yield "M138", "Betaal eerst zelf de factuur en stuur het bewijs mee."
    if factuur.goedgekeurd_op is None:
        yield "M138", "De factuur is nog niet gecontroleerd en goedgekeurd."
    if not Decimal(0) <= factuur.btw <= factuur.bedrag:
        yield "M138", "De btw is hoger dan het bedrag. Controleer de factuur."
    if not is_iban(factuur.iban):
        yield "M139", "Het rekeningnummer klopt niet. Controleer het IBAN."
    elif factuur.iban[:2].upper() not in sepa_landen():
        yield "M139", "Kies een rekening binnen het SEPA-gebied."


def _amount_step(factuur: Factuur, amount: Decimal) -> Step:
    inputs = {
        "formule": "(bedrag - btw) * percentage / 100",
        "bedrag": str(factuur.bedrag),
        "btw": str(factuur.btw),
        "percentage": str(factuur.percentage),
    }
    text = f"De werkgever krijgt {euro_text(amount)}: de kosten zonder btw."
    source = load_regels()["M138"].bron
    return Step(rule="M138", source=source, inputs=inputs, result=str(amount), text=text)
