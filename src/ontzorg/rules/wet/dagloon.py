"""The dagloon of Ziektewet and WIA.

Law: Ziektewet (BWBR0001888) art. 15, Wet WIA (BWBR0019057) art. 13, Dagloonbesluit
werknemersverzekeringen (BWBR0033471) chapter 2a (ZW) and 3 (WIA), read in the text of 2017 with
Stb. 2018, 193: ((A - B) * 108/100 + C) / D.
Reading: A is wage of an employer that reserves holiday pay, B the holiday pay paid in it, C wage
of an employer that pays holiday pay with each wage, D 261 or the dagloondagen of who started in
the period. The dagloon is rounded to cents, then follows the index from the end of the period up
to the first benefit day, and is cut at the maximum of that day (INT-066).
Units: EUR per dagloondag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.dates import DAY, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_loon import Afwezigheid, Loon, Loonopgave, loon_in
from ontzorg.rules.wet.dagloon_maximum import cap_dagloon, index_dagloon
from ontzorg.rules.wet.dagloon_periode import (
    Dagen,
    Regeling,
    Tijdvakken,
    find_tijdvak,
    referteperiode,
    tijdvakken_in,
)
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up

DAGEN_PER_JAAR = load_parameter("wet/dagloon/dagen_per_jaar")
DAGEN_PER_MAAND = load_parameter("wet/dagloon/dagen_per_maand")
FACTOR = load_parameter("wet/dagloon/vakantiebijslag_factor")

_SOURCES = {
    Regeling.ZW: "Dagloonbesluit werknemersverzekeringen (BWBR0033471), art. 12b tot en met 12g",
    Regeling.WIA: "Dagloonbesluit werknemersverzekeringen (BWBR0033471), art. 13 tot en met 18",
}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class EerderDagloon:
    """A dagloon of an earlier benefit that takes the place of the wage (art. 12g)."""

    dagloon: Decimal
    vastgesteld_op: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DagloonVraag:
    """One employment and its wage.

    `tijdvak_start` is the first day of any aangiftetijdvak of four weeks. `einde_verzekering` is
    the last insured day when the sickness began in the nawerking. `overeengekomen` is the agreed
    wage per aangiftetijdvak.
    """

    regeling: Regeling
    eerste_ziektedag: date
    eerste_uitkeringsdag: date
    soort: Tijdvakken
    opgaven: tuple[Loonopgave, ...]
    tijdvak_start: date | None = None
    begin: date | None = None
    einde_verzekering: date | None = None
    overeengekomen: Loon | None = None
    eerder: EerderDagloon | None = None

    @property
    def anchor(self) -> date:
        """Return the day from which the referteperiode is counted back."""
        return self.einde_verzekering or self.eerste_ziektedag


@dataclass(frozen=True, slots=True, kw_only=True)
class Dagloon:
    """The dagloon with and without maximum, and over which days the wage counted."""

    dagloon: Decimal
    ongemaximeerd: Decimal
    periode: Dagen
    dagen: Decimal


def compute_dagloon(vraag: DagloonVraag) -> Outcome[Dagloon]:
    """Return the dagloon; see the module for the law.

    Raises ValueError when the wage of an aangiftetijdvak is missing or there is no wage to
    count with, NoValueError for a day outside a table.
    """
    trace = Trace()
    periode = _periode(trace, vraag)
    if vraag.eerder is not None:
        return _from_earlier(trace, vraag, vraag.eerder, periode)
    opgaven = _opgaven_in(vraag, periode)
    loon = loon_in(trace, opgaven, periode, vraag.begin, vraag.overeengekomen)
    days = _days(trace, vraag, periode, opgaven)
    if not days:
        loon, days = _agreed(trace, vraag)
    basis = _divide(trace, vraag, loon, days)
    ongemaximeerd = index_dagloon(trace, basis, periode.eind, vraag.eerste_uitkeringsdag)
    return _result(trace, vraag, ongemaximeerd, periode, days)


def _periode(trace: Trace, vraag: DagloonVraag) -> Dagen:
    """Return the referteperiode, or the days worked by who started after it (art. 12e lid 5)."""
    periode = _full_year(vraag)
    if vraag.begin is not None and vraag.begin > periode.eind:
        periode = Dagen(vraag.begin, vraag.anchor - DAY)
    trace.note(
        "dagloon.referteperiode",
        {"vanaf": str(vraag.anchor), "begin": str(vraag.begin or "")},
        f"{periode.start}/{periode.eind}",
        f"Het loon telt van {dutch_date(periode.start)} tot en met {dutch_date(periode.eind)}.",
        source=_SOURCES[vraag.regeling],
    )
    return periode


def _full_year(vraag: DagloonVraag) -> Dagen:
    tijdvak = find_tijdvak(vraag.anchor, vraag.soort, vraag.tijdvak_start)
    return referteperiode(vraag.regeling, tijdvak, vraag.soort)


def _opgaven_in(vraag: DagloonVraag, periode: Dagen) -> tuple[Loonopgave, ...]:
    """Return the declared wage of every aangiftetijdvak in the period, oldest first."""
    worked = Dagen(max(periode.start, vraag.begin or periode.start), periode.eind)
    by_start = {opgave.dagen.start: opgave for opgave in vraag.opgaven}
    found = tijdvakken_in(worked, vraag.soort, vraag.tijdvak_start)
    needed = [tijdvak for tijdvak in found if tijdvak.overlap(worked).dagloondagen]
    missing = [tijdvak for tijdvak in needed if tijdvak.start not in by_start]
    if missing:
        first = missing[0]
        raise ValueError(f"het loon van {first.start} tot en met {first.eind} ontbreekt")
    return tuple(by_start[tijdvak.start] for tijdvak in needed)


def _days(
    trace: Trace, vraag: DagloonVraag, periode: Dagen, opgaven: Sequence[Loonopgave]
) -> Decimal:
    """Return D: 261, or fewer days for who started in the period or had wageless tijdvakken."""
    if vraag.begin is not None and vraag.begin > _full_year(vraag).start:
        worked = Dagen(vraag.begin, periode.eind)
        return _note_days(trace, vraag, worked.dagloondagen, "De werknemer begon later.")
    wageless = [o for o in opgaven if not o.loon.total and o.afwezigheid is Afwezigheid.GEEN]
    if wageless and vraag.regeling is Regeling.ZW:
        paid = [o for o in opgaven if o not in wageless]
        days = sum(o.dagen.overlap(periode).dagloondagen for o in paid)
        return _note_days(trace, vraag, days, "In een of meer tijdvakken was er geen loon.")
    return trace.look_up(DAGEN_PER_JAAR, vraag.eerste_ziektedag)


def _note_days(trace: Trace, vraag: DagloonVraag, days: int, why: str) -> Decimal:
    trace.note(
        "dagloon.dagen",
        {"dagloondagen": str(days)},
        str(days),
        f"{why} Het loon wordt gedeeld door {days} dagen.",
        source=_SOURCES[vraag.regeling],
    )
    return Decimal(days)


def _agreed(trace: Trace, vraag: DagloonVraag) -> tuple[Loon, Decimal]:
    """Return the agreed wage and its days, when there is no day to divide by (12e lid 7)."""
    if vraag.overeengekomen is None:
        raise ValueError("er is geen dag met loon; geef het overeengekomen loon")
    if vraag.soort is Tijdvakken.MAAND:
        return vraag.overeengekomen, trace.look_up(DAGEN_PER_MAAND, vraag.eerste_ziektedag)
    tijdvak = find_tijdvak(vraag.eerste_ziektedag, vraag.soort, vraag.tijdvak_start)
    days = _note_days(trace, vraag, tijdvak.dagloondagen, "Er is nog geen dag gewerkt.")
    return vraag.overeengekomen, days


def _divide(trace: Trace, vraag: DagloonVraag, loon: Loon, days: Decimal) -> Decimal:
    factor = trace.look_up(FACTOR, vraag.eerste_ziektedag)
    reserved = (loon.met_reservering - loon.vakantiebijslag) * factor / _HUNDRED
    amount = round_half_up((reserved + loon.zonder_reservering) / days)
    return trace.amount(
        "dagloon.berekening",
        "((A - B) * f / 100 + C) / D",
        amount,
        f"Het dagloon is {euro_text(amount)}.",
        source=_SOURCES[vraag.regeling],
        A=loon.met_reservering,
        B=loon.vakantiebijslag,
        C=loon.zonder_reservering,
        D=days,
        f=factor,
    )


def _from_earlier(
    trace: Trace, vraag: DagloonVraag, eerder: EerderDagloon, periode: Dagen
) -> Outcome[Dagloon]:
    trace.note(
        "dagloon.eerdere_uitkering",
        {"dagloon": str(eerder.dagloon), "vastgesteld_op": str(eerder.vastgesteld_op)},
        str(eerder.dagloon),
        f"Het dagloon van de eerdere uitkering geldt: {euro_text(eerder.dagloon)}.",
        source="Dagloonbesluit werknemersverzekeringen (BWBR0033471), art. 12g",
    )
    day = vraag.eerste_uitkeringsdag
    raised = index_dagloon(trace, eerder.dagloon, eerder.vastgesteld_op, day)
    return _result(trace, vraag, raised, periode, Decimal(0))


def _result(
    trace: Trace, vraag: DagloonVraag, ongemaximeerd: Decimal, periode: Dagen, days: Decimal
) -> Outcome[Dagloon]:
    capped = cap_dagloon(trace, ongemaximeerd, vraag.eerste_uitkeringsdag)
    return trace.outcome(
        Dagloon(dagloon=capped, ongemaximeerd=ongemaximeerd, periode=periode, dagen=days)
    )
