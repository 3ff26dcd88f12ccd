"""What someone has each month when they do not work, work half, or work fully.

Reading: the three incomes are nothing, half of the residual capacity, and all of it. The amounts
and the tax of the peildatum hold in every month. The wage is taxed by the white month table, the
uitkering by the green one; the loonheffingskorting goes with the wage, or with the uitkering of
who does not work (INT-063). There is no WIA after the AOW age, so one column of the tables
serves. Holiday pay is inside every amount; 8/108 of the uitkering is paid
in May (Wet WIA, BWBR0019057, art. 68).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import add_months
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up
from ontzorg.rules.wet.loonheffing import compute_loonheffing
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel, Tijdvak
from ontzorg.rules.wet.loonheffing_vraag import LoonheffingVraag
from ontzorg.rules.wet.wia_fasen import Fase, WiaZaak, wia_fasen
from ontzorg.rules.wet.wia_uitkering import Soort

VAKANTIEBIJSLAG = load_parameter("wet/wia/vakantiebijslag_procent")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


class Werk(StrEnum):
    """How much of the residual capacity is used."""

    NIET = "werkt_niet"
    HALF = "werkt_half"
    VOLLEDIG = "werkt_volledig"


SHARES = {Werk.NIET: Decimal(0), Werk.HALF: Decimal("0.5"), Werk.VOLLEDIG: Decimal(1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Maand:
    """One month: wage, uitkering (holiday pay included), both together, and what is left."""

    maand: int
    van: date
    soort: Soort
    loon: Decimal
    uitkering: Decimal
    vakantiebijslag: Decimal
    bruto: Decimal
    netto: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WatAls:
    """The months of one answer to: what if someone works this much."""

    werk: Werk
    inkomen_maand: Decimal
    maanden: tuple[Maand, ...]


def wat_als(zaak: WiaZaak, maanden: int) -> Outcome[tuple[WatAls, ...]]:
    """Return month by month gross and net for the three ways of working.

    Raises NoValueError when the year of the peildatum has no tax table.
    """
    trace = Trace()
    rows = tuple(_wat_als(trace, zaak, maanden, werk) for werk in Werk)
    return trace.outcome(rows)


def _wat_als(trace: Trace, zaak: WiaZaak, maanden: int, werk: Werk) -> WatAls:
    income = round_half_up(SHARES[werk] * zaak.resterende_verdiencapaciteit_maand)
    found = trace.take_over(wia_fasen(zaak, income))
    months = (
        month for fase in found.fasen for month in _months(trace, zaak, fase, income, maanden)
    )
    return WatAls(werk=werk, inkomen_maand=income, maanden=tuple(months))


def _months(
    trace: Trace, zaak: WiaZaak, fase: Fase, income: Decimal, maanden: int
) -> Iterator[Maand]:
    last = maanden if fase.tot_maand is None else min(maanden, fase.tot_maand)
    if fase.van_maand > last:
        return
    holiday = _holiday_pay(trace, zaak.peildatum, fase.uitkering)
    tax = _tax(trace, zaak.peildatum.year, income, fase.uitkering)
    for number in range(fase.van_maand, last + 1):
        yield Maand(
            maand=number,
            van=add_months(zaak.peildatum, number - 1),
            soort=fase.soort,
            loon=income,
            uitkering=fase.uitkering,
            vakantiebijslag=holiday,
            bruto=fase.totaal_inkomen,
            netto=fase.totaal_inkomen - tax,
        )


def _holiday_pay(trace: Trace, day: date, uitkering: Decimal) -> Decimal:
    extra = trace.look_up(VAKANTIEBIJSLAG, day)
    amount = round_half_up(uitkering * extra / (HUNDRED + extra))
    return trace.amount(
        "wia.vakantiebijslag",
        "U * v / (100 + v)",
        amount,
        f"Van de uitkering komt {euro_text(amount)} per maand in mei, als vakantiebijslag.",
        source="Wet WIA (BWBR0019057), art. 68",
        U=uitkering,
        v=extra,
    )


def _tax(trace: Trace, year: int, income: Decimal, uitkering: Decimal) -> Decimal:
    wage = _withheld(year, Tabel.WIT, income, credit=True)
    benefit = _withheld(year, Tabel.GROEN, uitkering, credit=not income)
    total = wage + benefit
    return trace.amount(
        "wia.loonheffing",
        "w + u",
        total,
        f"Aan loonheffing gaat er {euro_text(total)} per maand af: {euro_text(wage)} van het loon "
        f"en {euro_text(benefit)} van de uitkering.",
        source="Wet op de loonbelasting 1964 (BWBR0002471), art. 20 tot en met 26",
        w=wage,
        u=benefit,
    )


def _withheld(year: int, tabel: Tabel, loon: Decimal, *, credit: bool) -> Decimal:
    vraag = LoonheffingVraag(
        jaar=year,
        tabel=tabel,
        tijdvak=Tijdvak.MAAND,
        loon=loon,
        groep=GeboortejaarGroep.JONGER_DAN_AOW,
        loonheffingskorting=credit,
    )
    return compute_loonheffing(vraag, trace=False).value.inhouding
