"""Signals that ask for attention on the peildatum.

Source: thresholds in `data/signalen`; the law has no number for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ontzorg.rules.dates import add_months
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.verkorte_wachttijd import is_verkorte_wachttijd_open

FREQUENT = load_parameter("signalen/frequent_verzuim_meldingen")
AOW = load_parameter("signalen/aow_nadert_weken")
EINDE = load_parameter("signalen/einde_dienstverband_nadert_dagen")

MONTHS_IN_YEAR = 12


def signalen(berekening: Berekening) -> Iterator[str]:
    """Yield the flags that depend on the peildatum; none without one."""
    peildatum = berekening.zaak.peildatum
    if peildatum is None:
        return
    asked = berekening.zaak.verkorte_wachttijd_aanvraag_op is not None
    if is_verkorte_wachttijd_open(berekening.samentelling, peildatum, already_asked=asked):
        yield "VERKORTE_WACHTTIJD_OPEN"
    if _has_frequent_verzuim(berekening, peildatum):
        yield "FREQUENT_VERZUIM"
    if _is_near(berekening.zaak.aow_datum, peildatum, timedelta(weeks=AOW.on(peildatum).number)):
        yield "AOW_NADERT"
    days = timedelta(days=EINDE.on(peildatum).number)
    if _is_near(berekening.zaak.einde_dienstverband, peildatum, days):
        yield "EINDE_DIENSTVERBAND_NADERT"


def _has_frequent_verzuim(berekening: Berekening, peildatum: date) -> bool:
    """Count the reports in the twelve months up to and including the peildatum."""
    since = add_months(peildatum, -MONTHS_IN_YEAR)
    starts = (periode.start for periode in berekening.zaak.ziekteperioden)
    return sum(since < start <= peildatum for start in starts) >= FREQUENT.on(peildatum).number


def _is_near(day: date | None, peildatum: date, before: timedelta) -> bool:
    return day is not None and peildatum <= day <= peildatum + before
