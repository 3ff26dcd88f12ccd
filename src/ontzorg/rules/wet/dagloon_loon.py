"""The wage of the referteperiode, with sickness and leave made good.

Law: Dagloonbesluit werknemersverzekeringen (BWBR0033471) art. 12e lid 1 (broken aangiftetijdvak:
in proportion to the dagloondagen), art. 12f and 17 (leave or sickness: the last full earlier
aangiftetijdvak, else the next one, else the agreed wage, never to a lower dagloon) and Stb. 2018,
193 (wage during sickness counts for 100/percentage).
Reading: a tijdvak of sickness with the percentage that was paid is raised, one without is
replaced; leave is always replaced (INT-065). What counts is wage without holiday pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.trace import Trace, plain
from ontzorg.rules.wet.dagloon_periode import Dagen

HUNDRED = Decimal(100)
ZERO = Decimal(0)
_SOURCE = "Dagloonbesluit werknemersverzekeringen (BWBR0033471), art. 12e, 12f en 17"


class Afwezigheid(StrEnum):
    """Why the wage of an aangiftetijdvak was lower."""

    GEEN = "geen"
    VERLOF = "verlof"
    ZIEKTE = "ziekte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loon:
    """Wage: `met_reservering` (A), the holiday pay in it (B), `zonder_reservering` (C)."""

    met_reservering: Decimal = ZERO
    vakantiebijslag: Decimal = ZERO
    zonder_reservering: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Return what counts: wage without holiday pay that was paid apart."""
        return self.met_reservering - self.vakantiebijslag + self.zonder_reservering

    def times(self, factor: Decimal) -> Loon:
        """Return each amount times `factor`."""
        return Loon(
            met_reservering=self.met_reservering * factor,
            vakantiebijslag=self.vakantiebijslag * factor,
            zonder_reservering=self.zonder_reservering * factor,
        )

    def plus(self, other: Loon) -> Loon:
        """Return both added."""
        return Loon(
            met_reservering=self.met_reservering + other.met_reservering,
            vakantiebijslag=self.vakantiebijslag + other.vakantiebijslag,
            zonder_reservering=self.zonder_reservering + other.zonder_reservering,
        )

    def without_holiday_pay(self) -> Loon:
        """Return the wage as if no holiday pay was paid in it."""
        rest = self.met_reservering - self.vakantiebijslag
        return replace(self, met_reservering=rest, vakantiebijslag=ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonopgave:
    """The wage that the employer declared over one aangiftetijdvak."""

    dagen: Dagen
    loon: Loon
    afwezigheid: Afwezigheid = Afwezigheid.GEEN
    doorbetaald_procent: Decimal | None = None


def loon_in(
    trace: Trace,
    opgaven: Sequence[Loonopgave],
    periode: Dagen,
    begin: date | None,
    overeengekomen: Loon | None,
) -> Loon:
    """Return the wage over `periode`; `begin` is the first day of the employment."""
    total = Loon()
    for index, opgave in enumerate(opgaven):
        loon = _made_good(trace, opgaven, index, overeengekomen)
        total = total.plus(_part(trace, loon, opgave.dagen, periode, begin))
    return total


def _made_good(
    trace: Trace, opgaven: Sequence[Loonopgave], index: int, overeengekomen: Loon | None
) -> Loon:
    opgave = opgaven[index]
    if opgave.afwezigheid is Afwezigheid.GEEN:
        return opgave.loon
    if opgave.afwezigheid is Afwezigheid.ZIEKTE and opgave.doorbetaald_procent:
        return _raised(trace, opgave, opgave.doorbetaald_procent)
    other = _replacement(opgaven, index, overeengekomen)
    if other is None or other.total <= opgave.loon.total:
        return opgave.loon
    _note(trace, "dagloon.vervangend_loon", opgave, other.total)
    return other.without_holiday_pay()


def _raised(trace: Trace, opgave: Loonopgave, percentage: Decimal) -> Loon:
    raised = opgave.loon.without_holiday_pay().times(HUNDRED / percentage)
    _note(trace, "dagloon.loon_bij_ziekte", opgave, raised.total)
    return raised


def _replacement(
    opgaven: Sequence[Loonopgave], index: int, overeengekomen: Loon | None
) -> Loon | None:
    """Return the wage of the last full earlier tijdvak, else the next one, else the agreed."""
    for opgave in (*reversed(opgaven[:index]), *opgaven[index + 1 :]):
        if opgave.afwezigheid is Afwezigheid.GEEN and opgave.loon.total > 0:
            return opgave.loon
    return overeengekomen


def _note(trace: Trace, rule: str, opgave: Loonopgave, amount: Decimal) -> None:
    start = opgave.dagen.start
    trace.note(
        rule,
        {"tijdvak": str(start), "afwezigheid": opgave.afwezigheid},
        plain(amount.quantize(Decimal("0.0001"))),
        f"In het tijdvak vanaf {dutch_date(start)} was er {opgave.afwezigheid}. Het loon telt "
        "alsof de werknemer had gewerkt.",
        source=_SOURCE,
    )


def _part(trace: Trace, loon: Loon, tijdvak: Dagen, periode: Dagen, begin: date | None) -> Loon:
    """Return the part of the wage that belongs to the days within the period."""
    worked = tijdvak if begin is None else Dagen(max(tijdvak.start, begin), tijdvak.eind)
    inside, whole = worked.overlap(periode).dagloondagen, worked.dagloondagen
    if inside == whole:
        return loon if whole else Loon()
    trace.note(
        "dagloon.gebroken_tijdvak",
        {"tijdvak": str(tijdvak.start), "dagen": str(inside), "van": str(whole)},
        f"{inside}/{whole}",
        f"Van het tijdvak vanaf {dutch_date(tijdvak.start)} tellen {inside} van de {whole} dagen.",
        source=_SOURCE,
    )
    return loon.times(Decimal(inside) / Decimal(whole))
