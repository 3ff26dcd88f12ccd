"""The dossier page: everything of one dossier, now or as it was known on an earlier day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.roles import Party
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.derivation.course import (
    CourseOutline,
    DerivedDossier,
    derive_cases,
    outline_course,
)
from ontzorg.verzuim.derivation.facts import CaseFacts, read_facts
from ontzorg.verzuim.derivation.snapshot import snapshot
from ontzorg.verzuim.derivation.states import done_by, duties_of, phase_of, task_values
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.fact_lines import fact_lines
from ontzorg.verzuim.selectors.headers import build_header
from ontzorg.verzuim.selectors.light import PERSON
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.role_words import role_words_of
from ontzorg.verzuim.selectors.signals import signals_of
from ontzorg.verzuim.selectors.status import status_of
from ontzorg.verzuim.selectors.task_items import Place, build_item
from ontzorg.verzuim.selectors.timelines import build_timeline
from ontzorg.verzuim.selectors.views import DossierView, TaskItem


def dossier_view(
    actor: Actor, public_id: UUID, *, today: date, as_known_on: date | None = None
) -> DossierView:
    """Return the whole dossier; logs the reading.

    With `as_known_on` everything is computed again from the facts recorded up to that day.
    Raises DoesNotExist when the actor may not see it, UserError when it was not known that day.
    """
    dossiers = dossiers_visible_to(actor).select_related(*PERSON)
    if actor.party is Party.VERZEKERAAR:
        dossiers = dossiers.none()  # leave and steps in words are not for the insurer
    row = dossiers.get(public_id=public_id)
    log_reading(actor, "dossier.bekeken", [row])
    return build_view(row, actor, today, as_known_on)


def build_view(
    row: Verzuimdossier, actor: Actor, today: date, as_known_on: date | None = None
) -> DossierView:
    """Return the view of a dossier that the actor may see."""
    facts = read_facts(row.dienstverband, known_until=_end_of(as_known_on))
    course = outline_course(facts, as_known_on or today)
    case = _case_of(row, course)
    tasks: Sequence[Task] = list(Task.objects.filter(dossier=row).order_by("due_on", "pk"))
    if as_known_on is not None:
        case = _known(case, as_known_on)
        tasks = _restore(row, case, tasks, as_known_on)
    elif case is not None:
        row.tijdlijn = snapshot(case.tijdlijn)
    return _view(row, actor, today, as_known_on, (facts, course, case), tasks)


def _view(
    row: Verzuimdossier,
    actor: Actor,
    today: date,
    as_known_on: date | None,
    known: tuple[CaseFacts, CourseOutline, DerivedDossier | None],
    tasks: Sequence[Task],
) -> DossierView:
    facts, course, case = known
    status, status_label = status_of(row)
    return DossierView(
        public_id=row.public_id,
        version=row.version,
        person=build_header(row),
        status=status,
        status_label=status_label,
        percentage=row.percentage,
        closed_on=row.closed_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        timeline=build_timeline(row.tijdlijn, signals_of(facts, case)),
        tasks=_items(row, actor, as_known_on or today, tasks, read_only=as_known_on is not None),
        facts=fact_lines(facts, course, case, row.pk),
        today=today,
        as_known_on=as_known_on,
        verwacht_hersteld_op=_verwacht(facts, case),
    )


def _items(
    row: Verzuimdossier, actor: Actor, day: date, tasks: Sequence[Task], *, read_only: bool
) -> tuple[TaskItem, ...]:
    place, words = Place.of(row), role_words_of(tasks)
    return tuple(
        build_item(
            task,
            actor,
            day,
            place=place,
            words=words,
            with_steps=True,
            read_only=read_only,
        )
        for task in tasks
    )


def _case_of(row: Verzuimdossier, course: CourseOutline) -> DerivedDossier | None:
    """Compute the case that this row stands for, and no other; a merged row stands for none."""
    for case in course.cases:
        if row.first_melding_id == case.melding_ids[0]:
            return derive_cases([case])[case.number]
    return None


def _known(case: DerivedDossier | None, as_known_on: date) -> DerivedDossier:
    if case is None:
        raise UserError(
            f"Op {dutch_date(as_known_on)} was dit dossier nog niet bekend. Kies een latere dag.",
            field="as_known_on",
        )
    return case


def _restore(
    row: Verzuimdossier, case: DerivedDossier, tasks: Sequence[Task], day: date
) -> list[Task]:
    """Put row and tasks, in memory only, in the state in which they were known."""
    phase, done = phase_of(case, day), done_by(case.feiten)
    row.tijdlijn = snapshot(case.tijdlijn)
    row.eerste_ziektedag, row.percentage = case.tijdlijn.eerste_ziektedag, case.percentage
    row.hersteld_op, row.closes_on = case.tijdlijn.hersteld_op, case.tijdlijn.sluit_op
    row.closed_on, row.withdrawn_on, row.withdrawn_reason = phase.ended_on, None, ""
    stored = {(task.code, task.volgnummer): task for task in tasks}
    restored = []
    for key, duty in duties_of(case).items():
        code, volgnummer = key
        task = stored.get(key) or Task(dossier=row, code=code, volgnummer=volgnummer)
        task.werknemer_id, task.werkgever_id = row.werknemer_id, row.werkgever_id
        for name, value in task_values(duty, done.get(key), phase).items():
            setattr(task, name, value)
        restored.append(task)
    return restored


def _end_of(day: date | None) -> datetime | None:
    return None if day is None else timezone.make_aware(datetime.combine(day, time.max))


def _verwacht(facts: CaseFacts, case: DerivedDossier | None) -> date | None:
    """Return the last expectation that was reported in this case."""
    own = case.melding_ids if case else ()
    days = [each.verwacht_hersteld_op for each in facts.meldingen if each.pk in own]
    return next((day for day in reversed(days) if day is not None), None)
