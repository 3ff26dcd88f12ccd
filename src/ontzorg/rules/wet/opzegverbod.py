"""How long the employer may not give notice during sickness.

Law: Burgerlijk Wetboek boek 7 art. 670 lid 1 onder a ("ten minste twee jaren") and lid 11 (longer
by a late WIA-aanvraag, a voluntary extension or a loonsanctie). Sickness through pregnancy before
the leave, and sickness during it, do not count.
Reading: two calendar years, 730 or 731 counted days, not 104 weeks; shifted by the same days that
do not count for the wage (INT-035).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.rules.dates import add_days, days_in_years, dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.vangnet import is_pregnancy_before_verlof, starts_after_verlof
from ontzorg.rules.wet.zaak import Zwangerschapsverlof

JAREN = load_parameter("wet/bw/opzegverbod_jaren")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opzegverbod:
    """The last day of the prohibition; None as long as no day counts."""

    laatste_dag: date | None
    vlaggen: tuple[str, ...] = ()
    stappen: tuple[Step, ...] = ()


def opzegverbod(berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]) -> Opzegverbod:
    """Return the last day on which the prohibition holds."""
    start = _first_counted_day(berekening, verloven)
    if start is None:
        return Opzegverbod(laatste_dag=None, vlaggen=("OPZEGVERBOD_TELT_NOG_NIET",))
    value = JAREN.on(berekening.eerste_ziektedag)
    days = days_in_years(start, value.number)
    basis = berekening.samentelling.counted_day(start, days)
    longer = _longer(berekening)
    last = add_days(basis, longer)
    if berekening.loon.aow_tot is not None:
        last = min(last, berekening.loon.aow_tot)
    if not berekening.trace:
        return Opzegverbod(laatste_dag=last)
    return Opzegverbod(laatste_dag=last, stappen=_steps(berekening, start, basis, last, longer))


def _first_counted_day(
    berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]
) -> date | None:
    if not is_pregnancy_before_verlof(berekening.samentelling, berekening.vangnet, verloven):
        return berekening.eerste_ziektedag
    return next(starts_after_verlof(berekening.samentelling, verloven), None)


def _longer(berekening: Berekening) -> int:
    """Return the days of delay, extension and loonsanctie."""
    sanctie = berekening.sanctie.laatste_dag
    extra = 0 if sanctie is None else (sanctie - berekening.loon.volledig_tot).days
    return berekening.loon.verlenging_dagen + extra


def _steps(
    berekening: Berekening, start: date, basis: date, last: date, longer: int
) -> tuple[Step, ...]:
    value = JAREN.on(berekening.eerste_ziektedag)
    text = (
        f"Het opzegverbod telt vanaf {dutch_date(start)}: {value.number} jaar die meetellen, tot "
        f"en met {dutch_date(basis)}."
    )
    if longer:
        text += f" Het wordt {dutch_days(longer)} langer, net als de loondoorbetaling."
    if last == berekening.loon.aow_tot:
        text += f" Door de AOW-leeftijd eindigt het op {dutch_date(last)}."
    step = Step(
        rule="opzegverbod.duur",
        source=value.source,
        inputs={"vanaf": str(start), "jaren": str(value.number), "langer": str(longer)},
        result=str(last),
        text=text,
    )
    return (*berekening.samentelling.stappen, step)
