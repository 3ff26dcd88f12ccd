"""What an insurer may know of a case: dates, percentages, the state of steps, vangnet yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.walls.open_columns import read_open
from ontzorg.rules.wet.mijlpaal import HUISNORM
from ontzorg.rules.wet.taken import taak_tekst
from ontzorg.rules.wet.verloop import Ziekteperiode, fold_verloop
from ontzorg.verzuim.derivation.facts import counting_facts
from ontzorg.verzuim.models import Melding, MeldingBesluit, Task, Verzuimdossier
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.light import PERSON
from ontzorg.verzuim.selectors.reading import log_reading
from ontzorg.verzuim.selectors.status import status_of, week_of
from ontzorg.verzuim.selectors.task_items import state_of

VANGNET_STEP = "VANGNETMELDING_UWV"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurerStep:
    """One step of the law; `state` as in a `TaskItem`. `is_late` holds for done ones too."""

    title: str
    state: str
    due_on: date
    completed_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurerView:
    """A dossier as an insurer sees it. `week` counts from the first day, without any gap.

    `percentages` begin on their day; 0 is the first fit day. `vangnet` is None when nobody said.
    """

    public_id: UUID
    person_name: str
    geboortedatum: date
    werkgever_name: str
    status_label: str
    eerste_ziektedag: date
    week: int
    percentage: int
    hersteld_op: date | None
    closed_on: date | None
    verwacht_hersteld_op: date | None
    vangnet: bool | None
    percentages: tuple[tuple[date, int], ...]
    steps: tuple[InsurerStep, ...]


def insurer_dossier(actor: Actor, public_id: UUID, *, today: date) -> InsurerView:
    """Return a dossier with what an insurer may know; logs the reading.

    Law: Besluit SUWI art. 5.18a and on: no plans, no reports, no leave, no words of others. It
    asks only for columns that the walls open to an insurer. Raises DoesNotExist for a stranger.
    """
    actor.require(Privilege.SEE_DOSSIERS)
    row = read_open(dossiers_visible_to(actor), actor, *PERSON).get(public_id=public_id)
    log_reading(actor, "dossier.bekeken", [row])
    tasks = list(read_open(_steps_of_law(row), actor))
    meldingen = list(read_open(Melding.objects.filter(dossier=row), actor))
    return _view(row, meldingen, tasks, today)


def _view(
    row: Verzuimdossier, meldingen: Sequence[Melding], tasks: Sequence[Task], today: date
) -> InsurerView:
    dienstverband = row.dienstverband
    periods = _periods(meldingen)
    own = {pk for period in periods for pk in period.melding_ids}
    counting = [melding for melding in meldingen if melding.pk in own]
    return InsurerView(
        public_id=row.public_id,
        person_name=dienstverband.werknemer.name,
        geboortedatum=dienstverband.werknemer.geboortedatum,
        werkgever_name=dienstverband.werkgever.organisation.name,
        status_label=status_of(row)[1],
        eerste_ziektedag=row.eerste_ziektedag,
        week=week_of((), row.eerste_ziektedag, row.closed_on or today),
        percentage=row.percentage,
        hersteld_op=row.hersteld_op,
        closed_on=row.closed_on,
        verwacht_hersteld_op=_expected(counting),
        vangnet=_vangnet(counting, tasks),
        percentages=tuple(change for period in periods for change in _changes(period)),
        steps=tuple(_step(task, today) for task in tasks),
    )


def _steps_of_law(row: Verzuimdossier) -> QuerySet[Task]:
    """Return the steps that stand; what a house asks for on top is between its own parties."""
    stands = Q(withdrawn_on=None) | Q(completed_on__isnull=False)
    return Task.objects.filter(stands, dossier=row).exclude(soort=HUISNORM).order_by("due_on", "pk")


def _periods(meldingen: Sequence[Melding]) -> tuple[Ziekteperiode, ...]:
    besluiten = MeldingBesluit.objects.filter(melding__in=meldingen)
    answers = dict(besluiten.values_list("melding_id", "is_confirmed"))
    return fold_verloop(counting_facts(meldingen, answers)).ziekteperioden


def _changes(period: Ziekteperiode) -> tuple[tuple[date, int], ...]:
    recovery = ((period.hersteld_op, 0),) if period.hersteld_op else ()
    return (*period.percentages, *recovery)


def _expected(meldingen: Sequence[Melding]) -> date | None:
    """Return the last expectation that was reported."""
    days = [melding.verwacht_hersteld_op for melding in meldingen]
    return next((day for day in reversed(days) if day is not None), None)


def _vangnet(meldingen: Sequence[Melding], tasks: Sequence[Task]) -> bool | None:
    """Tell whether a vangnet holds, never which one."""
    said = [melding.vangnet for melding in meldingen if melding.vangnet is not None]
    if any(said) or any(task.code == VANGNET_STEP for task in tasks):
        return True
    return False if said else None


def _step(task: Task, today: date) -> InsurerStep:
    is_open_late = state_of(task) == "open" and task.due_on < today
    done, limit = task.completed_on, task.legal_due_on or task.due_on
    return InsurerStep(
        title=taak_tekst(task.code).official_term,
        state=state_of(task),
        due_on=limit,
        completed_on=done,
        is_late=is_open_late if done is None else done > limit,
    )
