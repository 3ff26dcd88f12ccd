"""The employee's home page: where am I now, what is asked of me, and my line of 104 weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.portals.shared.dossier.line import timeline_of, total_weeks, week_on
from ontzorg.portals.shared.presentation.tasks import TaskRow
from ontzorg.portals.shared.presentation.timeline import TimelinePicture
from ontzorg.portals.shared.work.rows import task_row
from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.verzuim.selectors import DossierView, Soort, WaitingItem, WerknemerView, werknemer_view
from ontzorg.verzuim.selectors.waiting import meldingen_visible_to

REMEMBERED = timedelta(days=14)
SHOWN_COMING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Where someone is now, in plain words."""

    title: str
    text: str
    week: int = 0
    weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A melding that the employer did not agree with, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dossier as a line."""

    dossier: DossierView
    picture: TimelinePicture
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that the home page shows."""

    name: str
    situation: Situation
    waiting: tuple[WaitingItem, ...]
    refusals: tuple[Refusal, ...]
    tasks: tuple[TaskRow, ...]
    coming: tuple[TaskRow, ...]
    lines: tuple[Line, ...]
    can_report: bool
    can_recover: bool


def build_home_page(actor: Actor, *, today: date) -> HomePage:
    """Gather the page of this employee."""
    view = werknemer_view(actor, today=today)
    sick = running_sickness(view)
    return HomePage(
        name=view.name,
        situation=_situation(view, sick, today),
        waiting=view.waiting,
        refusals=_refusals(actor, today),
        tasks=tuple(task_row(task, today=today) for task in view.tasks),
        coming=_coming(sick, today) if sick else (),
        lines=tuple(_line(one) for one in view.dossiers),
        can_report=can_report(view),
        can_recover=sick is not None and not waits(view, Soort.HERSTELMELDING),
    )


def running_sickness(view: WerknemerView) -> DossierView | None:
    """Return the dossier of someone who is sick now."""
    return next((one for one in view.dossiers if one.timeline.hersteld_op is None), None)


def can_report(view: WerknemerView) -> bool:
    """Tell whether someone is neither sick nor waiting for an answer."""
    return running_sickness(view) is None and not waits(view, Soort.ZIEKMELDING)


def waits(view: WerknemerView, soort: Soort) -> bool:
    """Tell whether a melding of this kind waits for the employer's answer."""
    return any(item.soort == soort for item in view.waiting)


def _line(dossier: DossierView) -> Line:
    url = reverse("dossier", args=[dossier.public_id])
    return Line(dossier=dossier, picture=timeline_of(dossier, page_url=url), url=url)


def _situation(view: WerknemerView, sick: DossierView | None, today: date) -> Situation:
    if sick is not None:
        return _sick(sick, today)
    if waits(view, Soort.ZIEKMELDING):
        return Situation(
            title="Je ziekmelding is verstuurd",
            text="Je werkgever moet hem nog bevestigen. Je hoeft nu niets te doen. Beterschap.",
        )
    last = view.dossiers[0] if view.dossiers else None
    if last and last.timeline.hersteld_op and not last.closed_on:
        return _recovered(last.timeline.hersteld_op, last.timeline.sluit_op)
    return Situation(
        title="Je bent niet ziek gemeld",
        text="Word je ziek? Meld het hier. Je hoeft niet te vertellen wat er is.",
    )


def _sick(dossier: DossierView, today: date) -> Situation:
    since = dutch_date(dossier.timeline.eerste_ziektedag)
    works = "Je werkt nu niet." if dossier.percentage == FULLY_SICK else _partly(dossier.percentage)
    return Situation(
        title=f"Je bent ziek sinds {since}",
        text=works,
        week=week_on(dossier, today),
        weeks=total_weeks(dossier),
    )


def _partly(percentage: int) -> str:
    works = FULLY_SICK - percentage
    return f"Je bent voor {percentage}% arbeidsongeschikt: voor {works}% werk je weer."


def _recovered(hersteld_op: date, sluit_op: date | None) -> Situation:
    again = (
        f" Word je voor {dutch_date(sluit_op)} weer ziek, dan tellen de weken door."
        if sluit_op
        else ""
    )
    return Situation(
        title=f"Je bent weer beter sinds {dutch_date(hersteld_op)}",
        text=f"Fijn dat je er weer bent.{again}",
    )


def _coming(sick: DossierView, today: date) -> tuple[TaskRow, ...]:
    """Return the next steps of others, or of everyone together."""
    open_steps = (task for task in sick.tasks if task.state == "open" and task.due_on >= today)
    others = sorted(
        (task for task in open_steps if not task.can_complete), key=lambda task: task.due_on
    )
    return tuple(task_row(task, today=today) for task in others[:SHOWN_COMING])


def _refusals(actor: Actor, today: date) -> tuple[Refusal, ...]:
    """Return what the employer answered no to in the last two weeks."""
    refused = meldingen_visible_to(actor).filter(
        besluit__is_confirmed=False, besluit__decided_at__date__gte=today - REMEMBERED
    )
    return tuple(
        Refusal(
            what=f"{Soort(one.soort).label} van {dutch_date(one.day)}", reason=one.besluit.reason
        )
        for one in refused.select_related("besluit").order_by("-pk")
    )
