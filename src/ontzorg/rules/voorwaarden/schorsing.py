"""Suspension when an amount stays unpaid, and what brings the services back.

Source: conditions Ontzorgmanager - Re-integratie art. 2.4 and 5.3 (M037, M150-M153). Reading: the
suspension starts on the day that the notice names, never before the notice itself nor before the
amount was due; it ends on the day of full payment, and services resume that day (INT-090).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.voorwaarden.regels import step_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBedrag:
    """An amount that was due, what was paid on it, and the letters about it."""

    vervaldag: date
    bedrag: Decimal
    betalingen: tuple[tuple[date, Decimal], ...] = ()
    herinnering_op: date | None = None
    bericht_op: date | None = None
    schorsing_vanaf: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schorsing:
    """Whether the services stand still on the peildatum, since when, and what may follow."""

    geschorst: bool
    vanaf: date | None
    hervat_op: date | None
    openstaand: Decimal
    diensten: bool
    interventies: bool
    garantie: bool
    schorsing_mogelijk: bool
    beeindiging_mogelijk: bool


def determine_schorsing(open_bedrag: OpenBedrag, peildatum: date) -> Outcome[Schorsing]:
    """Return how the suspension stands on the peildatum."""
    left = _left_on(open_bedrag, peildatum)
    paid_on = _paid_on(open_bedrag, peildatum)
    since = _since(open_bedrag, peildatum, paid_on)
    suspended = since is not None and paid_on is None
    found = Schorsing(
        geschorst=suspended,
        vanaf=since,
        hervat_op=paid_on if since is not None else None,
        openstaand=left,
        diensten=not suspended,
        interventies=not suspended,
        garantie=not suspended,
        schorsing_mogelijk=left > 0 and peildatum > open_bedrag.vervaldag,
        beeindiging_mogelijk=suspended and _was_reminded(open_bedrag, peildatum),
    )
    return Outcome(value=found, steps=tuple(_steps(open_bedrag, found)))


def _left_on(open_bedrag: OpenBedrag, day: date) -> Decimal:
    paid = sum((amount for on, amount in open_bedrag.betalingen if on <= day), Decimal("0.00"))
    return max(open_bedrag.bedrag - paid, Decimal("0.00"))


def _paid_on(open_bedrag: OpenBedrag, peildatum: date) -> date | None:
    """Return the day on which the amount was paid in full."""
    for on, _ in sorted(open_bedrag.betalingen):
        if on <= peildatum and _left_on(open_bedrag, on) == 0:
            return on
    return None


def _since(open_bedrag: OpenBedrag, peildatum: date, paid_on: date | None) -> date | None:
    """Return the first day of the suspension; none without a notice or before its day."""
    if open_bedrag.bericht_op is None or open_bedrag.schorsing_vanaf is None:
        return None
    day = max(open_bedrag.schorsing_vanaf, open_bedrag.bericht_op, open_bedrag.vervaldag)
    if day > peildatum or (paid_on is not None and paid_on <= day):
        return None
    return day


def _was_reminded(open_bedrag: OpenBedrag, peildatum: date) -> bool:
    return open_bedrag.herinnering_op is not None and open_bedrag.herinnering_op < peildatum


def _steps(open_bedrag: OpenBedrag, found: Schorsing) -> Iterator[Step]:
    facts = {"vervaldag": open_bedrag.vervaldag, "openstaand": found.openstaand}
    if found.vanaf is None:
        text = "De dienstverlening is niet geschorst."
        if found.schorsing_mogelijk:
            text += " Er staat nog iets open; stuur eerst een bericht met de eerste dag."
        yield step_of("M150", text, "niet geschorst", **facts)
        return
    text = f"De dienstverlening is geschorst vanaf {dutch_date(found.vanaf)}."
    yield step_of("M150", text, found.vanaf.isoformat(), **facts)
    if found.hervat_op is not None:
        text = f"Alles is betaald op {dutch_date(found.hervat_op)}. De dienstverlening is hervat."
        yield step_of("M152", text, found.hervat_op.isoformat())
        return
    text = "Er zijn nu geen diensten, geen vergoeding van interventies en geen garantie."
    yield step_of("M151", text, "geschorst")
    if found.beeindiging_mogelijk:
        text = "De verzekeraar mag de modules beëindigen zolang betaling uitblijft."
        yield step_of("M153", text, "mag beëindigen")
    else:
        text = "Beëindigen kan nog niet: er is geen herinnering gestuurd."
        yield step_of("M037", text, "herinnering nodig")
