"""Two short ways into the WIA: 60 and older, and the verkorte wachttijd.

Law: temporary measure for who is 60 or older (no assessment by a verzekeringsarts when worker and
employer agree; it leads to a WGA-uitkering as if 80-100%); Wet WIA (BWBR0019057) art. 23 lid 6.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from ontzorg.rules.dates import DAY, add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import read_table
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.verkorte_wachttijd import (
    AANVRAAG,
    MAXIMUM,
    MINIMUM,
    verkorte_wachttijd_venster,
)

MONTHS_IN_YEAR = 12


def is_zestig_plus(geboortedatum: date, aanvraag_op: date, *, akkoord: bool) -> Outcome[bool]:
    """Say whether the simplified assessment may be used for a WIA-aanvraag of this day.

    Reading: the age is that on the day of the aanvraag, and both sides agree (INT-064).
    """
    trace = Trace()
    table = _table()
    birthday = add_months(geboortedatum, table["leeftijd"] * MONTHS_IN_YEAR)
    row = next((row for row in table["tijdvakken"] if _holds(row, aanvraag_op)), None)
    answer = row is not None and birthday <= aanvraag_op and akkoord
    shown = row or table["tijdvakken"][-1]
    trace.note(
        "wia.zestig_plus",
        {"aanvraag_op": str(aanvraag_op), "zestig_op": str(birthday), "akkoord": str(akkoord)},
        "ja" if answer else "nee",
        f"De beoordeling zonder verzekeringsarts kan {'wel' if answer else 'niet'}.",
        source=shown["source"],
    )
    return trace.outcome(answer)


def verkorte_wachttijd_einde(samentelling: Samentelling, aanvraag_op: date) -> Outcome[date]:
    """Return the earliest last day of a verkorte wachttijd asked on `aanvraag_op`.

    Law: art. 23 lid 6: at least 13, at most 78 weeks, and at least ten weeks after the aanvraag.
    Raises ValueError for an aanvraag outside the window.
    """
    if aanvraag_op not in verkorte_wachttijd_venster(samentelling):
        raise ValueError("de aanvraag ligt niet in week 3 tot en met week 68")
    eerste = samentelling.eerste_ziektedag
    shortest = samentelling.last_day_of_weeks(MINIMUM.on(eerste).number)
    longest = samentelling.last_day_of_weeks(MAXIMUM.on(eerste).number)
    last = max(shortest, aanvraag_op + timedelta(weeks=AANVRAAG.on(eerste).number))
    last = min(last, longest)
    trace = Trace()
    trace.note(
        "wia.verkorte_wachttijd",
        {"aanvraag_op": str(aanvraag_op), "eerste_ziektedag": str(eerste)},
        str(last),
        f"De wachttijd eindigt op zijn vroegst op {dutch_date(last)}; de uitkering begint op zijn "
        f"vroegst op {dutch_date(last + DAY)}.",
        source=MINIMUM.on(eerste).source,
    )
    return trace.outcome(last)


def _holds(row: dict[str, Any], day: date) -> bool:
    return bool(row["first_day"] <= day <= row["last_day"])


@cache
def _table() -> dict[str, Any]:
    return read_table("wet/wia/zestig_plus")
