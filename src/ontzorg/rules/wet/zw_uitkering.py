"""What the ziekengeld is per day, with income taken off.

Law: Ziektewet (BWBR0001888) art. 29 lid 7 and 8, 29a, 29b lid 5 and 6 (percentage), art. 31
(income), art. 30 lid 2 (refused suitable work counts as income), Algemeen inkomensbesluit
(BWBR0029368) for income per day.
Reading: uitkering = p/100 * B - p/100 * A * B / C, with A the income per day, B the dagloon and C
the dagloon without maximum; there is no exemption for the first two months (INT-070). A maatregel
takes its share of what is left. Both amounts of a day are rounded to cents (INT-050), and the
outcome is never below zero. Holiday pay is inside it (INT-047).
Units: EUR per uitkeringsdag.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.zw_toerekening import Grond

LAAG = load_parameter("wet/ziektewet/ziekengeld_procent")
HOOG = load_parameter("wet/ziektewet/ziekengeld_hoog_procent")
NO_RISK_WEKEN = load_parameter("wet/ziektewet/no_risk_hoog_weken")
PER_MAAND = load_parameter("wet/ziektewet/inkomen_dagen_per_maand")
PER_WEEK = load_parameter("wet/ziektewet/inkomen_dagen_per_week")
PER_JAAR = load_parameter("wet/ziektewet/inkomen_dagen_per_jaar")

ZERO = Decimal(0)
HUNDRED = Decimal(100)


class Per(StrEnum):
    """Over how much time an income is given."""

    DAG = "dag"
    WEEK = "week"
    MAAND = "maand"
    JAAR = "jaar"


_DIVISORS = {Per.WEEK: PER_WEEK, Per.MAAND: PER_MAAND, Per.JAAR: PER_JAAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inkomsten:
    """Income from work, really earned or refused."""

    bedrag: Decimal = ZERO
    per: Per = Per.DAG


def inkomsten_per_dag(inkomsten: Inkomsten, day: date) -> Outcome[Decimal]:
    """Return the income per uitkeringsdag, not rounded."""
    trace = Trace()
    table = _DIVISORS.get(inkomsten.per)
    divisor = Decimal(1) if table is None else trace.look_up(table, day)
    return trace.outcome(inkomsten.bedrag / divisor)


def ziekengeld_percentage(
    grond: Grond, samentelling: Samentelling, day: date, *, hoog_gevraagd: bool = False
) -> Outcome[Decimal]:
    """Return which part of the dagloon someone gets on `day`, in percents."""
    trace = Trace()
    high = grond in (Grond.ORGAANDONATIE, Grond.ZWANGERSCHAP)
    if grond is Grond.NO_RISK and hoog_gevraagd:
        weeks = int(trace.look_up(NO_RISK_WEKEN, day))
        high = day <= samentelling.last_day_of_weeks(weeks)
    return trace.outcome(trace.look_up(HOOG if high else LAAG, day))


def uitkering_per_dag(
    percentage: Decimal,
    dagloon: Decimal,
    ongemaximeerd: Decimal,
    inkomsten: Decimal,
    *,
    maatregel: Decimal = ZERO,
) -> Outcome[Decimal]:
    """Return the ziekengeld per day; see the module for the law and the letters."""
    trace = Trace()
    share = percentage * (HUNDRED - maatregel) / HUNDRED
    settled = inkomsten * dagloon / ongemaximeerd if ongemaximeerd else ZERO
    benefit, deduction = (
        round_half_up(share * dagloon / HUNDRED),
        round_half_up(share * settled / HUNDRED),
    )
    amount = max(Decimal("0.00"), benefit - deduction)
    ratio = {"B": dagloon, "C": ongemaximeerd} if ongemaximeerd else {"B": ZERO, "C": Decimal(1)}
    trace.amount(
        "zw.uitkering_per_dag",
        "max(0, cent(p * (100 - m) / 10000 * B) - cent(p * (100 - m) / 10000 * A * B / C))",
        amount,
        f"Het ziekengeld is {euro_text(amount)} per dag.",
        source="Ziektewet (BWBR0001888), art. 29 lid 7, 31 en 45",
        p=percentage,
        m=maatregel,
        A=inkomsten,
        **ratio,
    )
    return trace.outcome(amount)
