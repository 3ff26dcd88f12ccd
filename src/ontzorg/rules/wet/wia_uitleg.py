"""Why the wachttijd of the WIA ends on its day, and why a WIA-uitkering can start when it can.

Law: Wet WIA (BWBR0019057) art. 23 lid 1 (104 weeks); art. 43 onder b, art. 47 lid 2 and art. 54
lid 2 (no uitkering while the wage or a loonsanctie runs).
"""

from __future__ import annotations

from datetime import date

from ontzorg.rules.dates import DAYS_IN_WEEK, dutch_date
from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.wachttijd import WEKEN

_START_SOURCE = "Wet WIA (BWBR0019057), art. 43 onder b, art. 47 lid 2 en art. 54 lid 2"


def wachttijd_steps(berekening: Berekening) -> tuple[Step, ...]:
    """Explain the last day of the wachttijd; what moved it or stops it comes last."""
    if not berekening.trace:
        return ()
    telling = berekening.samentelling
    eerste = telling.eerste_ziektedag
    value = WEKEN.on(eerste)
    last = telling.last_day_of_weeks(value.number)
    step = Step(
        rule="wachttijd.104_weken",
        source=value.source,
        inputs={"eerste_ziektedag": str(eerste), "weken": str(value.number)},
        result=str(last),
        text=(
            f"De wachttijd is {value.number} weken: {value.number * DAYS_IN_WEEK} dagen die "
            f"meetellen. Dag 1 is {dutch_date(eerste)}; de laatste dag is {dutch_date(last)}."
        ),
    )
    return (*telling.stappen, step, *berekening.wachttijd.stappen)


def wia_steps(berekening: Berekening, first: date | None) -> tuple[Step, ...]:
    """Explain the first day of a WIA-uitkering: after the wachttijd, and after wage and sanctie."""
    last = berekening.wachttijd.laatste_dag
    if not berekening.trace or first is None or last is None:
        return ()
    inputs = {"wachttijd_laatste_dag": str(last)}
    wage = berekening.sanctie.laatste_dag or berekening.loon.laatste_dag
    text = f"De wachttijd duurt tot en met {dutch_date(last)}."
    if wage > last:
        inputs["loon_laatste_dag"] = str(wage)
        text = f"{text} Het loon loopt tot en met {dutch_date(wage)}."
    step = Step(
        rule="wia.eerste_dag",
        source=_START_SOURCE,
        inputs=inputs,
        result=str(first),
        text=f"{text} De WIA-uitkering kan beginnen op {dutch_date(first)}.",
    )
    return (*wachttijd_steps(berekening), step)
