"""The dossier page: the answers of the selector, made ready for the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.addresses import row_address
from ontzorg.portals.shared.dossier.actions import Action, first_actions, more_actions
from ontzorg.portals.shared.dossier.facts import FactRow, fact_rows
from ontzorg.portals.shared.dossier.line import timeline_of, total_weeks, week_on
from ontzorg.portals.shared.dossier.trace import build_trace, explain_day
from ontzorg.portals.shared.dossier.words import END_LABELS
from ontzorg.portals.shared.presentation.shell import Badge, Fact, Tone
from ontzorg.portals.shared.presentation.tasks import TaskRow
from ontzorg.portals.shared.presentation.timeline import TimelinePicture
from ontzorg.portals.shared.presentation.trace import Trace
from ontzorg.portals.shared.work.rows import DUTY, task_row
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.owners import duties_of
from ontzorg.verzuim.selectors import DossierView, TaskItem

NEAR = timedelta(weeks=6)
AT_LEAST = 1
RECENT_FACTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One step of the dossier: what it says, why that date, and what the reader may do.

    `again` holds the same step on later days.
    """

    task: TaskRow
    who: str
    version: int
    trace: Trace | None
    undo_url: str
    grace_on: date | None
    note: str
    is_own: bool = False
    again: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDay:
    """A day on which a duty or a protection ends, and why it is that day."""

    label: str
    day: date
    trace: Trace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """All that `dossier/dossier.html` shows. An empty part is left out."""

    title: str
    subtitle: tuple[str, ...]
    state: tuple[str, ...]
    light: Badge | None
    next_duty: Duty | None
    actions: tuple[Action, ...]
    more_actions: tuple[Action, ...]
    timeline: TimelinePicture
    now: tuple[Duty, ...]
    later: tuple[Duty, ...]
    later_count: int
    done: tuple[Duty, ...]
    gone: tuple[Duty, ...]
    end_dates: tuple[EndDay, ...]
    flags: tuple[str, ...]
    contacts: tuple[Fact, ...]
    facts: tuple[FactRow, ...]
    older_facts: tuple[FactRow, ...]
    log_url: str
    as_known_on: date | None
    public_id: UUID
    url: str


def build_page(view: DossierView, actor: Actor) -> DossierPage:
    """Return the page of this dossier as this actor may see it."""
    now = view.as_known_on or view.today
    still = [item for item in view.tasks if item.state == "open"]
    near = _near(still, now)
    far = [item for item in still if item not in near]
    # Looking back, only this page knows why; else what lies far away answers when asked.
    told = {item.public_id for item in (view.tasks if view.as_known_on else near)}
    duties = {
        item.public_id: duty(item, today=now, tells_why=item.public_id in told)
        for item in view.tasks
    }
    facts = fact_rows(view, actor)
    return DossierPage(
        title=view.person.name,
        subtitle=_subtitle(view),
        state=state_parts(view),
        light=_light(view, still),
        next_duty=_next(still, duties, own=duties_of(actor.role), now=now),
        actions=first_actions(view, actor),
        more_actions=more_actions(view, actor),
        timeline=timeline_of(view),
        now=tuple(duties[item.public_id] for item in near),
        later=_later(far, duties),
        later_count=len(far),
        done=_with_state(view, duties, "done"),
        gone=_with_state(view, duties, "suspended", "withdrawn"),
        end_dates=_end_dates(view),
        flags=tuple(flag.text for flag in view.timeline.flags),
        contacts=_contacts(view),
        facts=facts[:RECENT_FACTS],
        older_facts=facts[RECENT_FACTS:],
        log_url=reverse("werknemer:who-looked") if actor.may(Privilege.SEE_OWN_DATA) else "",
        as_known_on=view.as_known_on,
        public_id=view.public_id,
        url=reverse("dossier", args=[view.public_id]),
    )


def duty(item: TaskItem, *, today: date, tells_why: bool = True) -> Duty:
    """Return one step, ready for `dossier/_duty.html`; without its trace the page fetches it."""
    undo = row_address("task-undo", item.public_id) if item.can_undo else ""
    return Duty(
        task=task_row(item, today=today, shape=DUTY),
        who=item.who,
        version=item.version,
        trace=build_trace(item) if tells_why else None,
        undo_url=f"{undo}?als={DUTY}" if undo else "",
        grace_on=item.grace_on if item.grace_on != (item.legal_due_on or item.due_on) else None,
        note=item.withdrawn_reason or _done_by(item),
    )


def state_parts(view: DossierView) -> tuple[str, ...]:
    """Say how it stands: ziek sinds, which week, how much; or since when it is over."""
    line = view.timeline
    since = dutch_date(line.eerste_ziektedag)
    if view.withdrawn_on:
        return f"ziekmelding van {since}", f"ingetrokken op {dutch_date(view.withdrawn_on)}"
    if line.hersteld_op:
        return f"ziek vanaf {since}", f"hersteld per {dutch_date(line.hersteld_op)}"
    week = week_on(view, view.as_known_on or view.today)
    return (
        f"ziek sinds {since}",
        f"week {week} van {total_weeks(view)}",
        f"{view.percentage}% arbeidsongeschikt",
    )


def _subtitle(view: DossierView) -> tuple[str, ...]:
    person = view.person
    hours = f"{person.uren_per_week} uur per week" if person.uren_per_week else ""
    parts = (person.functie, hours, person.afdeling_name, person.werkgever_name)
    return tuple(part for part in parts if part)


def _light(view: DossierView, still: list[TaskItem]) -> Badge | None:
    late = sum(item.days_left < 0 for item in still)
    if late:
        return Badge("1 stap te laat" if late == 1 else f"{late} stappen te laat", Tone.LATE)
    if view.closed_on:
        return Badge(f"gesloten op {dutch_date(view.closed_on)}", Tone.REST)
    return Badge("alles op tijd", Tone.DONE) if view.tasks else None


def _near(still: list[TaskItem], now: date) -> list[TaskItem]:
    """Return what is near: within six weeks, and always the first few."""
    near = [item for item in still if item.due_on <= now + NEAR]
    return near if len(near) >= AT_LEAST else still[:AT_LEAST]


def _next(
    still: list[TaskItem], duties: Mapping[UUID, Duty], *, own: frozenset[str], now: date
) -> Duty | None:
    """Return the reader's own next step when it is near, else the next step of anyone."""
    mine = next((item for item in still if item.owner in own and item.due_on <= now + NEAR), None)
    first = mine or next(iter(still), None)
    return replace(duties[first.public_id], is_own=first is mine) if first else None


def _later(items: list[TaskItem], duties: Mapping[UUID, Duty]) -> tuple[Duty, ...]:
    """Return each step once, on its first day, with the later days behind it."""
    by_code: dict[str, list[Duty]] = {}
    for item in items:
        by_code.setdefault(item.code, []).append(duties[item.public_id])
    return tuple(replace(first, again=tuple(again)) for first, *again in by_code.values())


def _with_state(view: DossierView, duties: Mapping[UUID, Duty], *states: str) -> tuple[Duty, ...]:
    return tuple(duties[item.public_id] for item in view.tasks if item.state in states)


def _done_by(item: TaskItem) -> str:
    return f"door {item.completed_by}" if item.completed_by else ""


def _end_dates(view: DossierView) -> tuple[EndDay, ...]:
    line = view.timeline
    days = {name: getattr(line.end_dates, name) for name in END_LABELS if name != "sluit_op"}
    days["sluit_op"] = line.sluit_op
    return tuple(
        EndDay(label=label, day=days[name], trace=_explain_end(view, name, days[name]))
        for name, label in END_LABELS.items()
        if days[name]
    )


def _explain_end(view: DossierView, name: str, day: date) -> Trace | None:
    return explain_day(day, view.timeline.explanations.get(name, ()))


def _contacts(view: DossierView) -> tuple[Fact, ...]:
    person = view.person
    rows = [
        ("Werkgever", person.werkgever_name, person.afdeling_name),
        ("Ontzorgmanager", person.ontzorgmanager_name, person.reintegratiebedrijf_name),
        ("Arbodienst", person.arbodienst_name, ""),
    ]
    if not person.ontzorgmanager_name:
        rows[1] = ("Re-integratiebedrijf", person.reintegratiebedrijf_name, "")
    return tuple(Fact(label=label, value=name, help=more) for label, name, more in rows if name)
