"""What a WIA-uitkering pays per month, before tax, holiday pay included.

Law: Wet WIA (BWBR0019057) art. 13 lid 4 (maandloon), 51 and 52 (IVA), 60 and 61
(loongerelateerd, loonaanvulling), 62 (vervolguitkering), 12 lid 1 b (minimumloon with holiday pay).
Units: EUR per month. A is the maandloon, B the income, C the dagloon, D the dagloon without
maximum, F the resterende verdiencapaciteit, p and k percentages, W the minimumloon.
Reading: the maandloon and the minimumloon are amounts in cents; every payment is rounded once
(INT-060). An uitkering is never below zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.parameters import Parameter, load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_maximum import cap_dagloon
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up
from ontzorg.rules.wet.minimumloon import MAANDLOON as MINIMUMLOON

DAGEN_PER_MAAND = load_parameter("wet/dagloon/dagen_per_maand")
VAKANTIEBIJSLAG = load_parameter("wet/wia/vakantiebijslag_procent")
IVA = load_parameter("wet/wia/iva_procent")
IVA_VERREKENING = load_parameter("wet/wia/iva_verrekening_procent")
WGA_BEGIN = load_parameter("wet/wia/wga_begin_procent")
WGA = load_parameter("wet/wia/wga_procent")

HUNDRED = Decimal(100)
ZERO = Decimal("0.00")


class Soort(StrEnum):
    """The kinds of uitkering, as people abbreviate them."""

    GEEN = "GEEN"
    IVA = "IVA"
    LGU = "LGU"
    LAU = "LAU"
    VVU = "VVU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grondslag:
    """The amounts that every WIA-uitkering of one person rests on."""

    peildatum: date
    maandloon: Decimal
    dagloon: Decimal
    dagloon_ongemaximeerd: Decimal
    minimum: Decimal

    def countable(self, income: Decimal) -> Decimal:
        """Return the income in proportion to the capped dagloon: B * C / D."""
        if not self.dagloon_ongemaximeerd:
            return income
        return income * self.dagloon / self.dagloon_ongemaximeerd


def make_grondslag(
    trace: Trace, peildatum: date, dagloon: Decimal, dagloon_ongemaximeerd: Decimal
) -> Grondslag:
    """Return maandloon and minimumloon on `peildatum`; the dagloon is cut at its maximum."""
    capped = cap_dagloon(trace, dagloon, peildatum)
    days = trace.look_up(DAGEN_PER_MAAND, peildatum)
    maandloon = round_half_up(days * capped)
    trace.amount(
        "wia.maandloon",
        "d * C",
        maandloon,
        f"Het maandloon is {euro_text(maandloon)}.",
        source="Wet WIA (BWBR0019057), art. 13 lid 4",
        d=days,
        C=capped,
    )
    return Grondslag(
        peildatum=peildatum,
        maandloon=maandloon,
        dagloon=capped,
        dagloon_ongemaximeerd=dagloon_ongemaximeerd,
        minimum=min(_minimumloon(trace, peildatum), maandloon),
    )


def iva_uitkering(trace: Trace, grondslag: Grondslag, inkomen: Decimal) -> Decimal:
    """Return the IVA-uitkering: 75% of the maandloon less 70% of the income in proportion."""
    share = trace.look_up(IVA, grondslag.peildatum)
    settled = trace.look_up(IVA_VERREKENING, grondslag.peildatum)
    countable = grondslag.countable(inkomen)
    amount = _floor(share * grondslag.maandloon / HUNDRED - settled * countable / HUNDRED)
    return trace.amount(
        "wia.iva",
        "max(0, p / 100 * A - v / 100 * (B * C / D))",
        amount,
        f"De IVA-uitkering is {euro_text(amount)} per maand.",
        source="Wet WIA (BWBR0019057), art. 51 en 52",
        p=share,
        v=settled,
        **_letters(grondslag, B=inkomen),
    )


def loongerelateerde_uitkering(
    trace: Trace, grondslag: Grondslag, inkomen: Decimal, *, begin: bool
) -> Decimal:
    """Return the loongerelateerde uitkering, at the higher percentage in its first months."""
    share = _share(trace, WGA_BEGIN if begin else WGA, grondslag)
    amount = _floor(share * (grondslag.maandloon - grondslag.countable(inkomen)) / HUNDRED)
    return trace.amount(
        "wia.loongerelateerd",
        "max(0, p / 100 * (A - B * C / D))",
        amount,
        f"De loongerelateerde uitkering is {euro_text(amount)} per maand.",
        source="Wet WIA (BWBR0019057), art. 61",
        p=share,
        **_letters(grondslag, B=inkomen),
    )


def loonaanvulling(trace: Trace, grondslag: Grondslag, inkomen: Decimal) -> Decimal:
    """Return the loonaanvulling of who uses all residual capacity, or has no inkomenseis."""
    share = _share(trace, WGA, grondslag)
    amount = _floor(share * (grondslag.maandloon - grondslag.countable(inkomen)) / HUNDRED)
    return trace.amount(
        "wia.loonaanvulling",
        "max(0, p / 100 * (A - B * C / D))",
        amount,
        f"De loonaanvulling is {euro_text(amount)} per maand.",
        source="Wet WIA (BWBR0019057), art. 60 en 61",
        p=share,
        **_letters(grondslag, B=inkomen),
    )


def loonaanvulling_half(
    trace: Trace, grondslag: Grondslag, inkomen: Decimal, capacity: Decimal, klasse: Decimal
) -> Decimal:
    """Return the loonaanvulling of who earns half to all of the residual capacity.

    Not less than the vervolguitkering, not more than what the income itself would leave.
    """
    share = _share(trace, WGA, grondslag)
    usual = share * (grondslag.maandloon - grondslag.countable(capacity)) / HUNDRED
    least = klasse * grondslag.minimum / HUNDRED
    most = share * (grondslag.maandloon - grondslag.countable(inkomen)) / HUNDRED
    amount = _floor(min(most, max(usual, least)))
    return trace.amount(
        "wia.loonaanvulling_half",
        "max(0, min(p / 100 * (A - B * C / D), max(p / 100 * (A - F * C / D), k / 100 * W)))",
        amount,
        f"De loonaanvulling is {euro_text(amount)} per maand.",
        source="Wet WIA (BWBR0019057), art. 60 en 61",
        p=share,
        k=klasse,
        W=grondslag.minimum,
        **_letters(grondslag, B=inkomen, F=capacity),
    )


def vervolguitkering(trace: Trace, grondslag: Grondslag, klasse: Decimal) -> Decimal:
    """Return the vervolguitkering: a class percentage of the minimumloon or the maandloon."""
    amount = round_half_up(klasse * grondslag.minimum / HUNDRED)
    return trace.amount(
        "wia.vervolguitkering",
        "k / 100 * W",
        amount,
        f"De vervolguitkering is {euro_text(amount)} per maand.",
        source="Wet WIA (BWBR0019057), art. 62",
        k=klasse,
        W=grondslag.minimum,
    )


def _minimumloon(trace: Trace, peildatum: date) -> Decimal:
    monthly = trace.look_up(MINIMUMLOON, peildatum)
    extra = trace.look_up(VAKANTIEBIJSLAG, peildatum)
    amount = round_half_up(monthly * (HUNDRED + extra) / HUNDRED)
    return trace.amount(
        "wia.minimumloon",
        "R * (100 + v) / 100",
        amount,
        f"Het minimumloon met vakantiebijslag is {euro_text(amount)} per maand.",
        source="Wet WIA (BWBR0019057), art. 12 lid 1 onder b",
        R=monthly,
        v=extra,
    )


def _share(trace: Trace, table: Parameter, grondslag: Grondslag) -> Decimal:
    return trace.look_up(table, grondslag.peildatum)


def _letters(grondslag: Grondslag, **more: Decimal) -> dict[str, Decimal]:
    without_maximum = grondslag.dagloon_ongemaximeerd
    ratio = {"C": grondslag.dagloon, "D": without_maximum} if without_maximum else _EQUAL
    return {"A": grondslag.maandloon, **ratio, **more}


# Without a dagloon there is nothing to cut: the income counts as it is.
_EQUAL = {"C": Decimal(1), "D": Decimal(1)}


def _floor(amount: Decimal) -> Decimal:
    return round_half_up(max(ZERO, amount))
