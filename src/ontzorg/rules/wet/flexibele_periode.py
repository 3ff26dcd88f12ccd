"""The days before a zwangerschapsverlof on which it could have begun already.

Law: Wet arbeid en zorg (BWBR0013008) art. 3:1 lid 2 (the leave begins between six and four weeks
before the day after the expected day, with more than one child between ten and eight); Ziektewet
(BWBR0001888) art. 29a lid 2 (sickness in those days).
Reading: the weeks between the earliest and the latest begin are the longest time that a leave can
have been put off, so no earlier day needs a question (INT-103).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.values import Period
from ontzorg.rules.wet.verloop import Ziekteperiode

VROEGSTE = load_parameter("wet/wazo/zwangerschapsverlof_weken")
LAATSTE = load_parameter("wet/wazo/zwangerschapsverlof_laatste_weken")


def flexibele_periode(verlof_start: date) -> Period:
    """Return the days before this leave on which it can have been possible already."""
    weeks = VROEGSTE.on(verlof_start).number - LAATSTE.on(verlof_start).number
    return Period(verlof_start - timedelta(weeks=weeks), verlof_start)


def is_ziek_in_flexibele_periode(
    ziekteperioden: Iterable[Ziekteperiode], verlof_start: date
) -> bool:
    """Say whether there was sickness in those days, so that the first of them must be known."""
    window = flexibele_periode(verlof_start)
    return any(Period(each.start, each.hersteld_op).overlaps(window) for each in ziekteperioden)
