"""The maximum of the dagloon, and how a running dagloon follows the wages.

Law: Wfsv (BWBR0017745) art. 17 and 18, Ziektewet art. 15 and 16, Wet WIA art. 13 and 14: every
1 January and 1 July the running daglonen rise by the index.
Units: EUR per dagloondag. Each new dagloon is the old one raised and rounded to cents.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import euro_text, percent_text, round_half_up

MAXIMUM = load_parameter("wet/dagloon/maximum")
INDEX = load_parameter("wet/dagloon/index_procent")

HUNDRED = Decimal(100)
_SOURCE = "Ziektewet (BWBR0001888), art. 15 en 16; Wet WIA (BWBR0019057), art. 13 en 14"


def cap_dagloon(trace: Trace, dagloon: Decimal, day: date) -> Decimal:
    """Return the dagloon, at most the maximum of `day`."""
    maximum = trace.look_up(MAXIMUM, day)
    capped = min(dagloon, maximum)
    if capped < dagloon:
        trace.amount(
            "dagloon.maximum",
            "min(G, M)",
            capped,
            f"Het dagloon is hoger dan het maximum en wordt {euro_text(capped)}.",
            source=_SOURCE,
            G=dagloon,
            M=maximum,
        )
    return capped


def index_dagloon(trace: Trace, dagloon: Decimal, after: date, until: date) -> Decimal:
    """Raise the dagloon at every index day after `after`, up to and including `until`.

    Raises NoValueError when one of those days lies outside the table.
    """
    for year in range(after.year, until.year + 1):
        for day in (date(year, 1, 1), date(year, 7, 1)):
            if after < day <= until:
                dagloon = _raise(trace, dagloon, day)
    return dagloon


def _raise(trace: Trace, dagloon: Decimal, day: date) -> Decimal:
    percentage = trace.look_up(INDEX, day)
    raised = round_half_up(dagloon * (HUNDRED + percentage) / HUNDRED)
    return trace.amount(
        "dagloon.index",
        "G * (100 + i) / 100",
        raised,
        f"Op {dutch_date(day)} stijgt het dagloon met {percent_text(percentage)} naar "
        f"{euro_text(raised)}.",
        source=_SOURCE,
        G=dagloon,
        i=percentage,
    )
