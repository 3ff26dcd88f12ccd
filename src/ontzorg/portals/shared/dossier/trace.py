""" "Waarom deze datum?": the steps of a task as an answer for people."""

from __future__ import annotations

import re
from datetime import date

from ontzorg.portals.shared.presentation.trace import Trace, TraceStep
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import StepLine, TaskItem

SIDE_RULES = ("taakdatum", "coulancedatum")
LAW_NUMBER = re.compile(r"BWBR\d{7}")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NOT_FOR_PEOPLE = re.compile(r" ?\((?:BWBR\d{7}|INT-\d{3})\)")

# What a step used, and what people can do or learn that changes it.
_CHANGES = {
    "eerste_ziektedag": "Een verbeterde eerste ziektedag: dan schuift deze datum mee.",
    "plan_van_aanpak": "De dag waarop het plan van aanpak echt klaar is.",
    "hersteld_op": "Een andere dag van herstel of van opnieuw ziek worden.",
    "verlof_start": "Andere dagen van het zwangerschapsverlof, of het antwoord op de vraag of de "
    "oorzaak dezelfde is.",
    "verlof_eind": "Andere dagen van het zwangerschapsverlof, of het antwoord op de vraag of de "
    "oorzaak dezelfde is.",
    "einde_dienstverband": "Een andere laatste dag van het dienstverband.",
    "aow_datum": "De dag waarop iemand de AOW-leeftijd bereikt.",
    "verlenging_tot": "Een andere afspraak over langer loon doorbetalen.",
    "besluit_op": "Een besluit van UWV over de loonsanctie.",
    "vastgesteld_op": "De dag waarop UWV het herstel vaststelt.",
    "aanvraag_op": "De dag waarop de WIA is aangevraagd.",
}
_ALWAYS = "Herstel van vier weken of langer: dan stopt de telling en vervalt deze stap."


def build_trace(item: TaskItem) -> Trace | None:
    """Return the answer, its steps and what would move the date; None without steps."""
    if not item.steps:
        return None
    main = [step for step in item.steps if step.rule not in SIDE_RULES] or item.steps
    last = item.legal_due_on or item.due_on
    return _trace(item.steps, main[-1], f"De laatste dag is {dutch_date(last)}.", last)


def explain_day(day: date, steps: tuple[StepLine, ...]) -> Trace | None:
    """Return why a period ends on this day; None without steps."""
    if not steps:
        return None
    return _trace(steps, steps[-1], f"Dit is {dutch_date(day)}.", day)


def _trace(steps: tuple[StepLine, ...], answering: StepLine, says_day: str, day: date) -> Trace:
    names_it = dutch_date(day) in answering.text
    return Trace(
        answer=answering.text if names_it else f"{says_day} {answering.text}",
        answered_by=trace_step(answering),
        steps=tuple(trace_step(step) for step in steps if step is not answering),
        changes=_changes(steps),
    )


def trace_step(step: StepLine) -> TraceStep:
    """Return one step with dates and names as people write them."""
    return TraceStep(
        text=step.text,
        rule=_words(step.rule.replace(".", ": ")),
        source_label=NOT_FOR_PEOPLE.sub("", step.source),
        source_url=law_url(step.source),
        inputs=tuple((_words(name), _written(value)) for name, value in step.inputs),
        result=_written(step.result),
    )


def law_url(source: str) -> str:
    """Return the address of the first law that the source names; empty for practice."""
    found = LAW_NUMBER.search(source)
    return f"https://wetten.overheid.nl/{found.group()}" if found else ""


def _changes(steps: tuple[StepLine, ...]) -> tuple[str, ...]:
    used = [name for step in steps for name, _ in step.inputs]
    found = [_CHANGES[name] for name in used if name in _CHANGES]
    return tuple(dict.fromkeys([*found, _ALWAYS]))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _written(value: str) -> str:
    return ISO_DAY.sub(lambda found: dutch_date(date.fromisoformat(found.group())), value)
