"""Special rates: payments that do not come every tijdvak, and workers without a name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.geld_afronding import (
    euro_text,
    percent_text,
    round_down,
    round_half_up,
    whole_euro_text,
)
from ontzorg.rules.wet.geld_tabel import Origin, load_money_table, origin_of
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel

_HUNDRED = Decimal(100)


class NoSpecialRateError(LookupError):
    """There is no table of special rates for this colour and birth group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BijzondereBeloning:
    """A payment beside the wage of the tijdvak, and the year wage that sets its rate."""

    jaar: int
    tabel: Tabel
    bedrag: Decimal
    jaarloon_vorig_jaar: Decimal
    groep: GeboortejaarGroep
    loonheffingskorting: bool


@dataclass(frozen=True, slots=True)
class _Rate:
    start: int
    without_credit: Decimal
    standard: Decimal
    offset: Decimal


@dataclass(frozen=True, slots=True)
class _Rates:
    starts: tuple[int, ...]
    rates: tuple[_Rate, ...]
    origin: Origin


def compute_bijzonder_tarief(
    beloning: BijzondereBeloning, *, trace: bool = True
) -> Outcome[Decimal]:
    """Return what is withheld from a payment that does not come every tijdvak.

    Law: Wet op de loonbelasting 1964 (BWBR0002471) art. 26.
    Reading: the year wage of the previous year (in the first year an estimate) picks the row;
    with loonheffingskorting the standard rate plus the offset. The tax is rounded down to cents.
    Units: euros. White before 2026 is derived (INT-054).
    Raises NoSpecialRateError for a column that no source gives, NoValueError for a year
    outside the table.
    """
    table = _load_rates(beloning.tabel, beloning.jaar, beloning.groep)
    rate = table.rates[bisect_right(table.starts, beloning.jaarloon_vorig_jaar) - 1]
    percentage = (
        rate.standard + rate.offset if beloning.loonheffingskorting else rate.without_credit
    )
    tax = round_down(beloning.bedrag * percentage / _HUNDRED)
    step = _bijzonder_step(beloning, table.origin, rate, percentage, tax)
    return Outcome(value=tax, steps=(step,) if trace else ())


def compute_anoniementarief(jaar: int, loon: Decimal, *, trace: bool = True) -> Outcome[Decimal]:
    """Return what is withheld from a worker who did not give the obligatory data.

    Law: Wet op de loonbelasting 1964 (BWBR0002471) art. 26b: a flat rate, no credits.
    Reading: rounded half up to cents, like the tables (INT-059). Units: euros.
    """
    value = load_parameter("wet/loonheffing/anoniementarief").on(date(jaar, 1, 1))
    tax = round_half_up(loon * value.value / _HUNDRED)
    if not trace:
        return Outcome(value=tax)
    text = (
        f"Zonder de verplichte gegevens is het tarief {percent_text(value.value)}, zonder "
        f"korting: {euro_text(tax)}."
    )
    step = Step(
        rule="loonheffing.anoniementarief",
        source=value.source,
        inputs={"loon": str(loon), "procent": str(value.value), "status": value.status},
        result=str(tax),
        text=text + origin_of(value).remark,
    )
    return Outcome(value=tax, steps=(step,))


@cache
def _load_rates(tabel: Tabel, jaar: int, groep: GeboortejaarGroep) -> _Rates:
    row = load_money_table(f"wet/loonheffing/bijzonder_tarief_{tabel}").on(date(jaar, 1, 1))
    if groep not in row.figures["groepen"]:
        raise NoSpecialRateError(f"geen bijzonder tarief bekend: tabel {tabel}, {groep}, {jaar}")
    rates = tuple(
        _Rate(
            raw["vanaf"],
            Decimal(raw["zonder_korting"]),
            Decimal(raw["standaard"]),
            Decimal(raw["verrekening"]),
        )
        for raw in row.figures["groepen"][groep]
    )
    return _Rates(tuple(rate.start for rate in rates), rates, row.origin)


def _bijzonder_step(
    beloning: BijzondereBeloning, origin: Origin, rate: _Rate, percentage: Decimal, tax: Decimal
) -> Step:
    text = (
        f"Bij een jaarloon van {euro_text(beloning.jaarloon_vorig_jaar)} hoort de rij vanaf "
        f"{whole_euro_text(rate.start)}: {percent_text(percentage)}. Over "
        f"{euro_text(beloning.bedrag)} is dat {euro_text(tax)}, naar beneden afgerond."
    )
    return Step(
        rule="loonheffing.bijzonder_tarief",
        source=origin.source,
        inputs={
            "tabel": beloning.tabel.value,
            "geboortejaar_groep": beloning.groep.value,
            "bedrag": str(beloning.bedrag),
            "jaarloon_vorig_jaar": str(beloning.jaarloon_vorig_jaar),
            "loonheffingskorting": "ja" if beloning.loonheffingskorting else "nee",
            "procent": str(percentage),
            "status": origin.status,
        },
        result=str(tax),
        text=text + origin.remark,
    )
