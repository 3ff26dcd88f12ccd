"""The probleemanalyse and the plan van aanpak.

Law: Regeling procesgang eerste en tweede ziektejaar (BWBR0013540) art. 2 lid 2 (the oordeel within
six weeks) and lid 3 ("onverwijld" when long absence comes to be expected later), art. 4 lid 1 (the
plan within two weeks after the oordeel).
Reading: without the oordeel the plan has no legal date; practice expects it in week 8 (INT-030).
Lid 3 names no day either: practice takes two weeks, and the plan follows.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ontzorg.rules.dates import DAYS_IN_WEEK
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import Parameter, Value, load_parameter
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.mijlpaal import (
    BEDRIJFSARTS,
    PRAKTIJK,
    WERKGEVER,
    WETTELIJK,
    Mijlpaal,
    make_mijlpaal,
)
from ontzorg.rules.wet.procesgang_uitleg import after_steps, forward_steps

OORDEEL = load_parameter("wet/procesgang/oordeel_bedrijfsarts_weken")
OORDEEL_LATER = load_parameter("wet/procesgang/oordeel_later_weken")
PLAN = load_parameter("wet/procesgang/plan_van_aanpak_weken_na_oordeel")
PLAN_PRAKTIJK = load_parameter("wet/procesgang/plan_van_aanpak_praktijk_weken")

_PLAN, _ANALYSE = "PLAN_VAN_AANPAK", "PROBLEEMANALYSE"


class Planning(NamedTuple):
    """Both duties, and the day on which the plan is expected at the latest."""

    oordeel: Mijlpaal
    plan: Mijlpaal
    plan_verwacht_op: date


class _Term(NamedTuple):
    """The last day for a duty, and where it comes from."""

    due: date
    value: Value
    soort: str
    stappen: tuple[Step, ...]


def compute_planning(berekening: Berekening) -> Planning:
    """Return the oordeel and the plan of one dossier."""
    oordeel = _oordeel(berekening)
    plan = _plan(berekening, oordeel)
    return Planning(
        _mijlpaal(_ANALYSE, oordeel, BEDRIJFSARTS), _mijlpaal(_PLAN, plan, WERKGEVER), plan.due
    )


def _oordeel(berekening: Berekening) -> _Term:
    within = _in_weeks(berekening, _ANALYSE, OORDEEL, WETTELIJK)
    expected = berekening.zaak.langdurig_verwacht_op
    if expected is None or expected <= within.due:
        return within
    return _after(berekening, _ANALYSE, OORDEEL_LATER, expected, PRAKTIJK)


def _plan(berekening: Berekening, oordeel: _Term) -> _Term:
    done = berekening.zaak.probleemanalyse_op
    if done is not None:
        return _after(berekening, _PLAN, PLAN, done, WETTELIJK)
    if oordeel.soort == WETTELIJK:
        return _in_weeks(berekening, _PLAN, PLAN_PRAKTIJK, PRAKTIJK)
    return _after(berekening, _PLAN, PLAN, oordeel.due, PRAKTIJK)


def _in_weeks(berekening: Berekening, code: str, weken: Parameter, soort: str) -> _Term:
    value = weken.on(berekening.eerste_ziektedag)
    due = berekening.samentelling.last_day_of_weeks(value.number)
    return _Term(due, value, soort, forward_steps(berekening, code, value, due))


def _after(berekening: Berekening, code: str, weken: Parameter, start: date, soort: str) -> _Term:
    value = weken.on(berekening.eerste_ziektedag)
    due = berekening.samentelling.counted_day(start, value.number * DAYS_IN_WEEK + 1)
    return _Term(due, value, soort, after_steps(berekening, code, value, start, due))


def _mijlpaal(code: str, term: _Term, voor: str) -> Mijlpaal:
    return make_mijlpaal(
        code,
        term.due,
        soort=term.soort,
        bron=term.value.source,
        voor=voor,
        stappen=term.stappen,
    )
