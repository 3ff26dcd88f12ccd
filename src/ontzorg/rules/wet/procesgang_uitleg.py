"""The steps that explain the duties of the procesgang to people; none without trace."""

from __future__ import annotations

from datetime import date

from ontzorg.rules.dates import dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import Value
from ontzorg.rules.wet.berekening import Berekening


def forward_steps(berekening: Berekening, code: str, value: Value, due: date) -> tuple[Step, ...]:
    """Explain a term counted from the eerste_ziektedag."""
    if not berekening.trace:
        return ()
    eerste = berekening.eerste_ziektedag
    text = (
        f"{value.number} weken vanaf de eerste ziektedag ({dutch_date(eerste)} is dag 1) brengen "
        f"ons op {dutch_date(due)}."
    )
    inputs = {"eerste_ziektedag": str(eerste), "weken": str(value.number)}
    return _counted_steps(berekening, code, value, due, inputs, text)


def after_steps(
    berekening: Berekening, code: str, value: Value, start: date, due: date
) -> tuple[Step, ...]:
    """Explain a term counted from another day."""
    if not berekening.trace:
        return ()
    text = f"{value.number} weken na {dutch_date(start)} is {dutch_date(due)}."
    inputs = {"vanaf": str(start), "weken": str(value.number)}
    return _counted_steps(berekening, code, value, due, inputs, text)


def evaluatie_steps(
    berekening: Berekening, value: Value, start: date, due: date, volgnummer: int
) -> tuple[Step, ...]:
    """Explain one of the repeated evaluations."""
    if not berekening.trace:
        return ()
    weeks = value.number * volgnummer
    text = (
        f"Het plan van aanpak is van of wordt verwacht op {dutch_date(start)}. Evaluatie "
        f"{volgnummer} is {weeks} weken later: {dutch_date(due)}."
    )
    inputs = {"plan_van_aanpak": str(start), "weken": str(weeks)}
    return _counted_steps(berekening, "EVALUATIE", value, due, inputs, text)


def _counted_steps(
    berekening: Berekening,
    code: str,
    value: Value,
    due: date,
    inputs: dict[str, str],
    text: str,
) -> tuple[Step, ...]:
    parts = berekening.samentelling.uncounted_until(due)
    if parts:
        days = sum(part.days for part in parts)
        inputs["niet_meetellende_dagen"] = str(days)
        text = f"{text} Voor die dag liggen {dutch_days(days)} die niet meetellen."
    step = Step(
        rule=f"procesgang.{code.lower()}",
        source=value.source,
        inputs=inputs,
        result=str(due),
        text=text,
    )
    return (*berekening.samentelling.stappen, step)


def backward_steps(
    berekening: Berekening, code: str, value: Value, end: date, due: date
) -> tuple[Step, ...]:
    """Explain a term counted back from an end."""
    if not berekening.trace:
        return ()
    step = Step(
        rule=f"procesgang.{code.lower()}",
        source=value.source,
        inputs={"terug_vanaf": str(end), "weken": str(value.number)},
        result=str(due),
        text=f"{value.number} weken voor {dutch_date(end)} is {dutch_date(due)}.",
    )
    return (*berekening.loon.stappen, *berekening.wachttijd.stappen, step)
