"""How long the loongerelateerde uitkering lasts, and when the right ends after improvement.

Law: Wet WIA (BWBR0019057) art. 58 (26 of 36 weeks), art. 59 (duration), art. 56 (end below 35%).
Reading: one month for each year up to ten years of arbeidsverleden and for each year before 2016;
half a month for each other year; half months are rounded up; at least 3, at most 24 (INT-062).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal

from ontzorg.rules.dates import DAY, add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace

MINIMUM = load_parameter("wet/wia/loongerelateerd_minimum_maanden")
MAXIMUM = load_parameter("wet/wia/loongerelateerd_maximum_maanden")
VOLLE_JAREN = load_parameter("wet/wia/loongerelateerd_volle_jaren")
HALF = load_parameter("wet/wia/loongerelateerd_half_procent")
WEKENEIS = load_parameter("wet/wia/wekeneis_weken")
WEKENEIS_PERIODE = load_parameter("wet/wia/wekeneis_periode_weken")
UITLOOP = load_parameter("wet/wia/uitloop_maanden")
UITLOOP_VERDIENEN = load_parameter("wet/wia/uitloop_verdienen_jaren")
UITLOOP_GRENS = load_parameter("wet/wia/uitloop_verdienen_procent")
INKOMENSEIS_LATER = load_parameter("wet/wia/inkomenseis_ontstaat_maanden")
EERSTE_HALVE_JAAR = load_parameter("wet/wia/loongerelateerd_eerste_halve_jaar")

MONTHS_IN_YEAR = 12
HUNDRED = Decimal(100)
SOURCE = "Wet WIA (BWBR0019057), art. 58 en 59"


def loongerelateerd_maanden(
    peildatum: date, arbeidsverleden_jaren: int, jaren_voor_2016: int | None = None
) -> Outcome[int]:
    """Return for how many months the loongerelateerde uitkering lasts from `peildatum`.

    Without `jaren_voor_2016` the years are taken as the last ones before `peildatum`.
    """
    trace = Trace()
    before = _years_before(trace, peildatum, arbeidsverleden_jaren, jaren_voor_2016)
    ten = int(trace.look_up(VOLLE_JAREN, peildatum))
    half = trace.look_up(HALF, peildatum)
    full = max(before, min(arbeidsverleden_jaren, ten))
    earned = _round_up_months(full + (arbeidsverleden_jaren - full) * half / HUNDRED)
    shortest = int(trace.look_up(MINIMUM, peildatum))
    longest = int(trace.look_up(MAXIMUM, peildatum))
    months = min(longest, max(shortest, earned))
    trace.amount(
        "wia.loongerelateerd_duur",
        "min(H, max(L, ceil(V + (J - V) * p / 100)))",
        Decimal(months),
        f"Bij {arbeidsverleden_jaren} jaar arbeidsverleden duurt de loongerelateerde uitkering "
        f"{months} maanden.",
        source=SOURCE,
        H=Decimal(longest),
        L=Decimal(shortest),
        V=Decimal(full),
        J=Decimal(arbeidsverleden_jaren),
        p=half,
    )
    return trace.outcome(months)


def meets_wekeneis(peildatum: date, gewerkte_weken: int) -> Outcome[bool]:
    """Say whether enough of the last weeks before the sickness had at least one hour of work."""
    trace = Trace()
    needed = int(trace.look_up(WEKENEIS, peildatum))
    within = int(trace.look_up(WEKENEIS_PERIODE, peildatum))
    met = gewerkte_weken >= needed
    trace.note(
        "wia.wekeneis",
        {"gewerkte_weken": str(gewerkte_weken), "nodig": str(needed), "van_de": str(within)},
        "ja" if met else "nee",
        f"In {gewerkte_weken} van de laatste {within} weken is gewerkt; {needed} is genoeg.",
        source=SOURCE,
    )
    return trace.outcome(met)


def einde_na_verbetering(
    gedaald_op: date, verdienpercentage: Decimal, loongerelateerd_tot: date
) -> Outcome[date]:
    """Return the last day of the right after the percentage fell below 35 on `gedaald_op`.

    Law: art. 56: two months later, "maar niet eerder dan" the end of the loongerelateerde
    uitkering (`loongerelateerd_tot`, its last day); one year later when it fell because someone
    earns more than 65% of the maatman (`verdienpercentage`).
    """
    trace = Trace()
    if verdienpercentage > trace.look_up(UITLOOP_GRENS, gedaald_op):
        months = int(trace.look_up(UITLOOP_VERDIENEN, gedaald_op)) * MONTHS_IN_YEAR
    else:
        months = int(trace.look_up(UITLOOP, gedaald_op))
    last = max(add_months(gedaald_op, months) - DAY, loongerelateerd_tot)
    trace.note(
        "wia.einde_na_verbetering",
        {"gedaald_op": str(gedaald_op), "maanden": str(months)},
        str(last),
        f"De uitkering loopt uit tot en met {dutch_date(last)}.",
        source="Wet WIA (BWBR0019057), art. 56",
    )
    return trace.outcome(last)


def inkomenseis_vanaf(gestegen_op: date) -> Outcome[date]:
    """Return from which day the inkomenseis holds for whom it did not hold at first.

    Law: art. 60: when the residual capacity has been above 20% of the maatman for 24 months;
    `gestegen_op` is the first day above it.
    """
    trace = Trace()
    months = int(trace.look_up(INKOMENSEIS_LATER, gestegen_op))
    first = add_months(gestegen_op, months)
    trace.note(
        "wia.inkomenseis_vanaf",
        {"gestegen_op": str(gestegen_op), "maanden": str(months)},
        str(first),
        f"De inkomenseis geldt vanaf {dutch_date(first)}.",
        source="Wet WIA (BWBR0019057), art. 60",
    )
    return trace.outcome(first)


def _years_before(trace: Trace, peildatum: date, years: int, known: int | None) -> int:
    if known is not None:
        return min(known, years)
    first = int(trace.look_up(EERSTE_HALVE_JAAR, peildatum))
    return max(0, years - max(0, peildatum.year - first))


def _round_up_months(months: Decimal) -> int:
    """Return whole months, half a month rounded up (INT-062)."""
    return int(months.to_integral_value(ROUND_CEILING))
