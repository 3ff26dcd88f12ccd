"""What is paid or claimed back when the ziekengeld has ended.

Law: Ziektewet (BWBR0001888) art. 35 (death benefit: the ziekengeld over one month, without
Saturdays and Sundays, less what was paid over later days) and art. 33 (overpayment).
Reading: the month runs from the day after the death (INT-072). An overpayment is compared day by
day; too much on one day is not made good by too little on another.
Units: EUR gross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.dates import DAY, add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_periode import Dagen, count_weekdays
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up

MAANDEN = load_parameter("wet/ziektewet/overlijden_maanden")
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dagbedrag:
    """An amount for each day in `dagen`."""

    dagen: Dagen
    per_dag: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Verschil:
    """What was paid too much and too little."""

    terug: Decimal
    nabetaling: Decimal


def overlijdensuitkering(
    overleden_op: date, per_dag: Decimal, al_betaald: Decimal
) -> Outcome[Decimal]:
    """Return the death benefit: one month of ziekengeld less what was paid over later days."""
    trace = Trace()
    months = int(trace.look_up(MAANDEN, overleden_op))
    last = add_months(overleden_op, months)
    days = count_weekdays(overleden_op + DAY, last)
    amount = max(ZERO, round_half_up(days * per_dag - al_betaald))
    trace.amount(
        "zw.overlijdensuitkering",
        "max(0, d * U - b)",
        amount,
        f"Van {dutch_date(overleden_op + DAY)} tot en met {dutch_date(last)} zijn er {days} "
        f"dagen. De overlijdensuitkering is {euro_text(amount)}.",
        source="Ziektewet (BWBR0001888), art. 35",
        d=Decimal(days),
        U=per_dag,
        b=al_betaald,
    )
    return trace.outcome(amount)


def compare_payments(
    betaald: Sequence[Dagbedrag], recht: Mapping[date, Decimal]
) -> Outcome[Verschil]:
    """Return what is to be paid back and what is still due; `recht` is the amount of each day."""
    trace = Trace()
    paid = _per_weekday(betaald)
    days = paid.keys() | recht.keys()
    differences = [paid.get(day, ZERO) - recht.get(day, ZERO) for day in days]
    too_much = sum((more for more in differences if more > 0), ZERO)
    too_little = sum((-less for less in differences if less < 0), ZERO)
    trace.note(
        "zw.terugvordering",
        {"dagen": str(len(days)), "nabetaling": str(too_little)},
        str(too_much),
        f"Er is {euro_text(too_much)} te veel en {euro_text(too_little)} te weinig betaald.",
        source="Ziektewet (BWBR0001888), art. 33",
    )
    return trace.outcome(Verschil(terug=too_much, nabetaling=too_little))


def _per_weekday(amounts: Sequence[Dagbedrag]) -> dict[date, Decimal]:
    """Return what was paid on each weekday; payments over the same day add up."""
    per_day: dict[date, Decimal] = {}
    for amount in amounts:
        for day in amount.dagen.weekdays():
            per_day[day] = per_day.get(day, ZERO) + amount.per_dag
    return per_day
