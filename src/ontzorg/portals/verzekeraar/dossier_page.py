"""What an insurer reads on the page of a dossier, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ontzorg.portals.shared.presentation.shell import Badge, Fact, Tone
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import InsurerStep, InsurerView

NEAR = timedelta(weeks=6)
YES_NO = {True: "ja", False: "nee", None: "niet bekend"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the law: when it was or is due, when it was done, and how it stands."""

    title: str
    due_on: date
    completed_on: date | None
    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentageRow:
    """From which day someone was ill for how much; 0 is a recovery."""

    day: date
    words: str


def dossier_facts(view: InsurerView) -> list[Fact]:
    """Return what is known of the case itself."""
    return [
        Fact(label="Werkgever", value=view.werkgever_name),
        Fact(label="Geboren op", value=dutch_date(view.geboortedatum)),
        Fact(label="Ziek sinds", value=dutch_date(view.eerste_ziektedag)),
        Fact(label="Ziek voor", value=f"{view.percentage}%"),
        Fact(label="Hersteld op", value=_day(view.hersteld_op, "nog niet")),
        Fact(label="Naar verwachting hersteld", value=_day(view.verwacht_hersteld_op, "onbekend")),
        Fact(label="Vangnet", value=YES_NO[view.vangnet]),
    ]


def percentage_rows(view: InsurerView) -> list[PercentageRow]:
    """Return the course of the absence, the latest change first."""
    return [
        PercentageRow(day=day, words=f"{value}% ziek" if value else "hersteld")
        for day, value in reversed(view.percentages)
    ]


def step_rows(view: InsurerView, today: date) -> tuple[list[StepRow], list[StepRow]]:
    """Return the steps that are done, late or near, and those that come later."""
    near: list[StepRow] = []
    later: list[StepRow] = []
    for step in view.steps:
        is_near = step.completed_on is not None or step.due_on <= today + NEAR
        (near if is_near else later).append(_row(step))
    return near, later


def late_words(view: InsurerView) -> str:
    """Return in one line how the steps stand."""
    late = sum(step.is_late and step.completed_on is None for step in view.steps)
    if not late:
        return "Alle stappen zijn op tijd."
    return "1 stap is te laat." if late == 1 else f"{late} stappen zijn te laat."


def _row(step: InsurerStep) -> StepRow:
    return StepRow(
        title=step.title,
        due_on=step.due_on,
        completed_on=step.completed_on,
        badge=_badge(step),
    )


def _badge(step: InsurerStep) -> Badge:
    if step.completed_on is not None:
        return Badge("te laat gedaan", Tone.LATE) if step.is_late else Badge("gedaan", Tone.DONE)
    if step.state == "suspended":
        return Badge("rust door herstel", Tone.REST)
    return Badge("te laat", Tone.LATE) if step.is_late else Badge("op tijd", Tone.INFO)


def _day(day: date | None, unknown: str) -> str:
    return unknown if day is None else dutch_date(day)
