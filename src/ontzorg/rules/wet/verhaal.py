"""Recourse: what an employer can claim from whoever caused the incapacity.

Law: Burgerlijk Wetboek boek 6 (BWBR0005289) art. 107a; for the own-risk bearer Ziektewet
(BWBR0001888) art. 52a and 52b, who stands in the place of UWV. Unit: EUR net. Reading: the claim
is the net wage paid, at most the civil ceiling: liability times the net wage loss as if no wage
were paid, less what is owed to the victim directly; never below zero. Reasonable costs of
re-integration come on top, times the liability, outside the ceiling. Against a colleague there is
only a claim at intent or conscious recklessness. With verhaalsrechtsbijstand only the first two
years count, by days for a payment that crosses the end (INT-087).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import DAY, add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.values import Period
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up

EERSTE_JAREN = load_parameter("wet/verhaal/eerste_jaren")
VERJARING = load_parameter("wet/verhaal/verjaring_jaren")

MONTHS_IN_YEAR = 12
ZERO = Decimal("0.00")


class Eiser(StrEnum):
    """Who claims, and by which law."""

    WERKGEVER = "werkgever"
    EIGENRISICODRAGER = "eigenrisicodrager"


BRON = {
    Eiser.WERKGEVER: "Burgerlijk Wetboek boek 6 (BWBR0005289), art. 107a",
    Eiser.EIGENRISICODRAGER: "Ziektewet (BWBR0001888), art. 52a",
}
BRON_COLLEGA = {
    Eiser.WERKGEVER: "Burgerlijk Wetboek boek 6 (BWBR0005289), art. 107a lid 4",
    Eiser.EIGENRISICODRAGER: "Ziektewet (BWBR0001888), art. 52b",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaling:
    """Net wage or net ziekengeld that was paid over a period during incapacity."""

    periode: Period
    netto: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kosten:
    """A cost of re-integration, on the day it was made."""

    op: date
    bedrag: Decimal
    redelijk: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verhaalszaak:
    """What decides about the claim.

    `netto_schade` is the net wage loss of the victim as if no wage were paid; without it the
    wage paid. `aan_slachtoffer` is what the liable party owes the victim directly.
    """

    eiser: Eiser
    eerste_ziektedag: date
    aansprakelijkheid: Decimal
    betalingen: tuple[Betaling, ...]
    kosten: tuple[Kosten, ...] = ()
    netto_schade: Decimal | None = None
    aan_slachtoffer: Decimal = ZERO
    collega: bool = False
    opzet: bool = False
    met_rechtsbijstand: bool = False
    ongeval_op: date | None = None
    peildatum: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verhaal:
    """The claim: wage up to the ceiling and costs on top, with what needs attention."""

    netto_betaald: Decimal
    plafond: Decimal
    vordering_loon: Decimal
    vordering_kosten: Decimal
    totaal: Decimal
    buiten_tijdvak: Decimal
    vlaggen: tuple[str, ...]


def compute_verhaal(zaak: Verhaalszaak) -> Outcome[Verhaal]:
    """Return the claim on the liable party."""
    trace = Trace()
    paid, costs, outside = _within_years(zaak, trace)
    if zaak.collega and not zaak.opzet:
        text = "Op een collega is er alleen verhaal bij opzet of bewuste roekeloosheid."
        trace.note("verhaal.collega", {}, "0.00", text, source=BRON_COLLEGA[zaak.eiser])
        return trace.outcome(_nothing(paid, outside))
    ceiling = _ceiling(zaak, paid, trace)
    wage = _wage_claim(zaak, paid, ceiling, trace)
    extra = _cost_claim(zaak, costs, trace)
    total = trace.amount(
        "verhaal.totaal",
        "loon + kosten",
        wage + extra,
        f"Samen is de vordering {euro_text(wage + extra)}.",
        source=BRON[zaak.eiser],
        loon=wage,
        kosten=extra,
    )
    found = Verhaal(
        netto_betaald=paid,
        plafond=ceiling,
        vordering_loon=wage,
        vordering_kosten=extra,
        totaal=total,
        buiten_tijdvak=outside,
        vlaggen=_flags(zaak, trace),
    )
    return trace.outcome(found)


def _within_years(zaak: Verhaalszaak, trace: Trace) -> tuple[Decimal, Decimal, Decimal]:
    """Return wage and reasonable costs that count, and what falls outside the first years."""
    wage = sum((row.netto for row in zaak.betalingen), ZERO)
    costs = sum((row.bedrag for row in zaak.kosten if row.redelijk), ZERO)
    if not zaak.met_rechtsbijstand:
        return wage, costs, ZERO
    years = EERSTE_JAREN.on(zaak.eerste_ziektedag)
    end = add_months(zaak.eerste_ziektedag, years.number * MONTHS_IN_YEAR)
    first = Period(zaak.eerste_ziektedag, end)
    inside = round_half_up(sum((_share(row, first) for row in zaak.betalingen), ZERO))
    within = sum((row.bedrag for row in zaak.kosten if row.redelijk and row.op in first), ZERO)
    text = (
        f"De verhaalsrechtsbijstand gaat over de eerste {years.number} jaar: tot en met "
        f"{dutch_date(end - DAY)}."
    )
    outside = wage + costs - inside - within
    given = {"tot": str(end), "status": years.status}
    trace.note("verhaal.eerste_jaren", given, str(inside), text, source=years.source)
    return inside, within, outside


def _share(row: Betaling, first: Period) -> Decimal:
    if row.periode.end is None or first.end is None:
        raise ValueError("een betaling heeft een laatste dag nodig")
    start, end = max(row.periode.start, first.start), min(row.periode.end, first.end)
    return row.netto * max(0, (end - start).days) / row.periode.days


def _ceiling(zaak: Verhaalszaak, paid: Decimal, trace: Trace) -> Decimal:
    loss = paid if zaak.netto_schade is None else zaak.netto_schade
    cap = round_half_up(loss * zaak.aansprakelijkheid / 100 - zaak.aan_slachtoffer)
    cap = max(cap, ZERO)
    return trace.amount(
        "verhaal.plafond",
        "max(schade * aansprakelijkheid / 100 - aan_slachtoffer, 0)",
        cap,
        f"Het civiel plafond is {euro_text(cap)}: wat de werknemer zelf had kunnen vorderen, min "
        "wat hij al rechtstreeks krijgt.",
        source=BRON[zaak.eiser],
        schade=loss,
        aansprakelijkheid=zaak.aansprakelijkheid,
        aan_slachtoffer=zaak.aan_slachtoffer,
    )


def _wage_claim(zaak: Verhaalszaak, paid: Decimal, ceiling: Decimal, trace: Trace) -> Decimal:
    claim = min(paid, ceiling)
    return trace.amount(
        "verhaal.loon",
        "min(betaald, plafond)",
        claim,
        f"Van {euro_text(paid)} netto is {euro_text(claim)} te verhalen.",
        source=BRON[zaak.eiser],
        betaald=paid,
        plafond=ceiling,
    )


def _cost_claim(zaak: Verhaalszaak, costs: Decimal, trace: Trace) -> Decimal:
    claim = round_half_up(costs * zaak.aansprakelijkheid / 100)
    return trace.amount(
        "verhaal.kosten",
        "kosten * aansprakelijkheid / 100",
        claim,
        f"Van de redelijke kosten van re-integratie is {euro_text(claim)} te verhalen, naast het "
        "plafond.",
        source=f"{BRON[zaak.eiser]} lid 3",
        kosten=costs,
        aansprakelijkheid=zaak.aansprakelijkheid,
    )


def _flags(zaak: Verhaalszaak, trace: Trace) -> tuple[str, ...]:
    flags = []
    if any(not row.redelijk for row in zaak.kosten):
        flags.append("kosten_niet_redelijk")
    if zaak.ongeval_op is not None and zaak.peildatum is not None:
        value = VERJARING.on(zaak.ongeval_op)
        end = add_months(zaak.ongeval_op, value.number * MONTHS_IN_YEAR)
        if zaak.peildatum >= end:
            text = f"De vordering kan verjaard zijn sinds {dutch_date(end)}. Vraag een jurist."
            given = {"ongeval_op": str(zaak.ongeval_op), "status": value.status}
            trace.note("verhaal.verjaring", given, str(end), text, source=value.source)
            flags.append("mogelijk_verjaard")
    return tuple(flags)


def _nothing(paid: Decimal, outside: Decimal) -> Verhaal:
    return Verhaal(
        netto_betaald=paid,
        plafond=ZERO,
        vordering_loon=ZERO,
        vordering_kosten=ZERO,
        totaal=ZERO,
        buiten_tijdvak=outside,
        vlaggen=("collega_zonder_opzet",),
    )
