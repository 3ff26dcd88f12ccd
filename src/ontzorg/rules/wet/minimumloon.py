"""The statutory minimum wage for one worker.

Law: Wet minimumloon en minimumvakantiebijslag (BWBR0002638) art. 7 and 8; an amount per hour for
21 and older, lower amounts by age, and a lower scale for a leerwerkplek (bbl) until 2027.
Units: EUR gross per hour. The youth amounts are those of the published tables. Before 2024 the
amount per hour is that of a week of 40 hours (INT-079). The amount per month is for benefits and
follows the index of the dagloon (INT-078).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up

MAANDLOON = load_parameter("wet/minimumloon/referentiemaandloon")
ADULT = 21
UURLOON = {
    15: load_parameter("wet/minimumloon/uurloon_15"),
    16: load_parameter("wet/minimumloon/uurloon_16"),
    17: load_parameter("wet/minimumloon/uurloon_17"),
    18: load_parameter("wet/minimumloon/uurloon_18"),
    19: load_parameter("wet/minimumloon/uurloon_19"),
    20: load_parameter("wet/minimumloon/uurloon_20"),
    ADULT: load_parameter("wet/minimumloon/uurloon_21"),
}
BBL = {
    18: load_parameter("wet/minimumloon/bbl_18_procent"),
    19: load_parameter("wet/minimumloon/bbl_19_procent"),
    20: load_parameter("wet/minimumloon/bbl_20_procent"),
}
HUNDRED = Decimal(100)


def minimum_uurloon(trace: Trace, leeftijd: int, day: date, *, bbl: bool = False) -> Decimal:
    """Return the minimum wage per hour at this age; nobody under 15 has one.

    Raises NoValueError for a day outside the tables.
    """
    age = min(leeftijd, ADULT)
    if age not in UURLOON:
        return Decimal(0)
    if bbl and age in BBL:
        return _bbl(trace, age, day)
    return trace.look_up(UURLOON[age], day)


def age_on(day: date, geboortedatum: date | None) -> int:
    """Return the age in years on `day`; without a birth date that of an adult."""
    if geboortedatum is None:
        return ADULT
    had_birthday = (day.month, day.day) >= (geboortedatum.month, geboortedatum.day)
    return day.year - geboortedatum.year - (0 if had_birthday else 1)


def _bbl(trace: Trace, age: int, day: date) -> Decimal:
    adult = trace.look_up(UURLOON[ADULT], day)
    percentage = trace.look_up(BBL[age], day)
    amount = round_half_up(adult * percentage / HUNDRED)
    return trace.amount(
        "minimumloon.bbl",
        "U * p / 100",
        amount,
        f"Het minimumloon op een leerwerkplek is {euro_text(amount)} per uur.",
        source="Besluit minimumjeugdloonregeling",
        U=adult,
        p=percentage,
    )
