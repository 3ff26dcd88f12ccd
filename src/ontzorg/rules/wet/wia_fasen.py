"""Which WIA-uitkering someone has in which month, at one level of income.

Law: Wet WIA (BWBR0019057) art. 43 onder g (ends at the AOW age), 47-52 (IVA), 54-62 (WGA).
Reading: month 1 begins on the peildatum; the amounts of the peildatum hold in every month; the
residual capacity and the income stay equal (INT-063). The inkomenseis is half of the residual
capacity, and there is none when that capacity is at most 20% of the maatman.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.dates import add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up
from ontzorg.rules.wet.wia_arbeidsongeschiktheid import (
    Arbeidsongeschiktheid,
    Recht,
    arbeidsongeschiktheid,
)
from ontzorg.rules.wet.wia_duur import loongerelateerd_maanden
from ontzorg.rules.wet.wia_uitkering import (
    Grondslag,
    Soort,
    iva_uitkering,
    loonaanvulling,
    loonaanvulling_half,
    loongerelateerde_uitkering,
    make_grondslag,
    vervolguitkering,
)

INKOMENSEIS = load_parameter("wet/wia/inkomenseis_procent")
BEGIN_MAANDEN = load_parameter("wet/wia/wga_begin_maanden")
HUNDRED = Decimal(100)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class WiaZaak:
    """What decides the WIA-uitkering of one person; incomes in EUR per month.

    `meets_wekeneis` is about the 26 of 36 weeks, `volledig_zonder_toets` about the
    simplified assessment of who is 60 or older, `aow_datum` about the end.
    """

    peildatum: date
    dagloon: Decimal
    dagloon_ongemaximeerd: Decimal
    maatman_maand: Decimal
    resterende_verdiencapaciteit_maand: Decimal
    duurzaam: bool
    arbeidsverleden_jaren: int
    jaren_voor_2016: int | None = None
    meets_wekeneis: bool = True
    volledig_zonder_toets: bool = False
    aow_datum: date | None = None

    @property
    def capacity(self) -> Decimal:
        """Return the residual capacity; the simplified assessment takes it as nothing."""
        return ZERO if self.volledig_zonder_toets else self.resterende_verdiencapaciteit_maand


@dataclass(frozen=True, slots=True, kw_only=True)
class Fase:
    """One kind of uitkering over some months; without `tot_maand` it has no known end."""

    soort: Soort
    van_maand: int
    tot_maand: int | None
    uitkering: Decimal
    totaal_inkomen: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WiaFasen:
    """The right of one person, and the phases at one income."""

    oordeel: Arbeidsongeschiktheid
    maandloon: Decimal
    loongerelateerd_maanden: int
    inkomenseis: Decimal | None
    fasen: tuple[Fase, ...]


def wia_fasen(zaak: WiaZaak, inkomen_maand: Decimal) -> Outcome[WiaFasen]:
    """Return the phases of the WIA-uitkering at this income; see the module for the law.

    Raises ValueError for a maatman of nothing, or a dagloon above the one without maximum.
    """
    if zaak.dagloon > zaak.dagloon_ongemaximeerd:
        raise ValueError("het dagloon is hoger dan het dagloon zonder maximum")
    trace = Trace()
    found = _oordeel(trace, zaak)
    grondslag = make_grondslag(trace, zaak.peildatum, zaak.dagloon, zaak.dagloon_ongemaximeerd)
    months = _loongerelateerd(trace, zaak, found)
    eis = _inkomenseis(trace, zaak, found)
    case = _Case(zaak, found, grondslag, _exact_income(zaak, inkomen_maand), months)
    fasen = tuple(_cut_at_aow(trace, zaak, _fasen(trace, case, eis)))
    return trace.outcome(
        WiaFasen(
            oordeel=found,
            maandloon=grondslag.maandloon,
            loongerelateerd_maanden=months,
            inkomenseis=eis,
            fasen=fasen,
        )
    )


@dataclass(frozen=True, slots=True)
class _Case:
    zaak: WiaZaak
    oordeel: Arbeidsongeschiktheid
    grondslag: Grondslag
    inkomen: Decimal
    loongerelateerd: int

    def fase(self, soort: Soort, first: int, last: int | None, amount: Decimal) -> Fase:
        return Fase(
            soort=soort,
            van_maand=first,
            tot_maand=last,
            uitkering=amount,
            totaal_inkomen=amount + round_half_up(self.inkomen),
        )


def _oordeel(trace: Trace, zaak: WiaZaak) -> Arbeidsongeschiktheid:
    return trace.take_over(
        arbeidsongeschiktheid(
            zaak.peildatum, zaak.maatman_maand, zaak.capacity, duurzaam=zaak.duurzaam
        )
    )


def _loongerelateerd(trace: Trace, zaak: WiaZaak, oordeel: Arbeidsongeschiktheid) -> int:
    if oordeel.recht is not Recht.WGA or not zaak.meets_wekeneis:
        return 0
    return trace.take_over(
        loongerelateerd_maanden(zaak.peildatum, zaak.arbeidsverleden_jaren, zaak.jaren_voor_2016)
    )


def _exact_income(zaak: WiaZaak, inkomen: Decimal) -> Decimal:
    """Return the income; who earns half of the capacity in cents, earns that half (INT-060)."""
    half = INKOMENSEIS.on(zaak.peildatum).value * zaak.capacity / HUNDRED
    return half if inkomen == round_half_up(half) else inkomen


def _inkomenseis(trace: Trace, zaak: WiaZaak, oordeel: Arbeidsongeschiktheid) -> Decimal | None:
    """Return what someone must earn for a loonaanvulling; None when there is no such duty."""
    if oordeel.recht is not Recht.WGA or not oordeel.inkomenseis:
        return None
    share = trace.look_up(INKOMENSEIS, zaak.peildatum)
    amount = round_half_up(share * zaak.capacity / HUNDRED)
    return trace.amount(
        "wia.inkomenseis",
        "p / 100 * F",
        amount,
        f"Wie {euro_text(amount)} per maand of meer verdient, houdt een loonaanvulling.",
        source="Wet WIA (BWBR0019057), art. 60",
        p=share,
        F=zaak.capacity,
    )


def _fasen(trace: Trace, case: _Case, eis: Decimal | None) -> Iterator[Fase]:
    match case.oordeel.recht:
        case Recht.GEEN:
            yield case.fase(Soort.GEEN, 1, None, ZERO)
        case Recht.IVA:
            amount = iva_uitkering(trace, case.grondslag, case.inkomen)
            yield case.fase(Soort.IVA, 1, None, amount)
        case Recht.WGA:
            yield from _loongerelateerd_fasen(trace, case)
            yield _last_fase(trace, case, eis)


def _loongerelateerd_fasen(trace: Trace, case: _Case) -> Iterator[Fase]:
    if not case.loongerelateerd:
        return
    begin = int(trace.look_up(BEGIN_MAANDEN, case.zaak.peildatum))
    first = loongerelateerde_uitkering(trace, case.grondslag, case.inkomen, begin=True)
    yield case.fase(Soort.LGU, 1, begin, first)
    later = loongerelateerde_uitkering(trace, case.grondslag, case.inkomen, begin=False)
    yield case.fase(Soort.LGU, begin + 1, case.loongerelateerd, later)


def _last_fase(trace: Trace, case: _Case, eis: Decimal | None) -> Fase:
    first = case.loongerelateerd + 1
    klasse, capacity = case.oordeel.klasse_procent, case.zaak.capacity
    if eis is None or case.inkomen >= capacity:
        amount = loonaanvulling(trace, case.grondslag, case.inkomen)
        return case.fase(Soort.LAU, first, None, amount)
    if round_half_up(case.inkomen) >= eis:
        amount = loonaanvulling_half(trace, case.grondslag, case.inkomen, capacity, klasse)
        return case.fase(Soort.LAU, first, None, amount)
    return case.fase(Soort.VVU, first, None, vervolguitkering(trace, case.grondslag, klasse))


def _cut_at_aow(trace: Trace, zaak: WiaZaak, fasen: Iterable[Fase]) -> Iterator[Fase]:
    """Cut the phases at the month in which the AOW age is reached (art. 43 onder g)."""
    if zaak.aow_datum is None:
        yield from fasen
        return
    last = _months_until(zaak.peildatum, zaak.aow_datum)
    trace.note(
        "wia.aow",
        {"aow_datum": str(zaak.aow_datum), "maanden": str(last)},
        str(last),
        f"Vanaf {dutch_date(zaak.aow_datum)} is er AOW en geen WIA-uitkering.",
        source="Wet WIA (BWBR0019057), art. 43 onder g",
    )
    for fase in fasen:
        if fase.van_maand <= last:
            until = last if fase.tot_maand is None else min(last, fase.tot_maand)
            yield _with_end(fase, until)


def _months_until(start: date, end: date) -> int:
    """Return how many months, begun ones included, lie before `end`."""
    months = max(0, (end.year - start.year) * 12 + end.month - start.month)
    return months + 1 if add_months(start, months) < end else months


def _with_end(fase: Fase, until: int) -> Fase:
    return Fase(
        soort=fase.soort,
        van_maand=fase.van_maand,
        tot_maand=until,
        uitkering=fase.uitkering,
        totaal_inkomen=fase.totaal_inkomen,
    )
