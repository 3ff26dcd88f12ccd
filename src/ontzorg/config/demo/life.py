"""Lets a story happen: the meldingen, the leave, and the duties that people did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.roles import Role
from ontzorg.config.demo.moment import at
from ontzorg.config.demo.stories import SICK, Story
from ontzorg.parties import services as parties
from ontzorg.parties.models import Dienstverband
from ontzorg.verzuim import services as verzuim
from ontzorg.verzuim.models import Task, TaskOwner
from ontzorg.verzuim.models.task import OPEN

MOST_STEPS = 40
DAYS_EARLY = (-6, 0, 0, 1, 2, 4)  # one in six is done late
ONLY_UWV = "UWV_BESLUIT_LOONSANCTIE"
BACKLOG = timedelta(weeks=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who acts in the stories of one employer, and whose work is behind there."""

    werkgever: Actor
    ontzorgmanager: Actor
    bedrijfsarts: Actor
    verzuimbegeleider: Actor
    behind: frozenset[TaskOwner] = frozenset()

    def is_behind(self, task: Task, today: date) -> bool:
        """Tell whether whose duty this is has not come to it in the last weeks."""
        return task.owner in self.behind and task.due_on >= today - BACKLOG

    def of(self, owner: str, dienstverband: Dienstverband) -> Actor:
        """Return who does the duties of this owner in an employment."""
        match owner:
            case TaskOwner.WERKNEMER:
                return as_employee(dienstverband)
            case TaskOwner.BEDRIJFSARTS:
                return self.bedrijfsarts
            case TaskOwner.VERZUIMBEGELEIDER:
                return self.verzuimbegeleider
            case TaskOwner.ONTZORGMANAGER:
                return self.ontzorgmanager
            case _:
                return self.werkgever


def as_employee(dienstverband: Dienstverband) -> Actor:
    """Return the employee himself as an actor."""
    return Actor(
        role=Role.MEDEWERKER,
        organisation_id=dienstverband.werkgever_id,
        organisation_name=str(dienstverband.werkgever),
        werknemer_id=dienstverband.werknemer_id,
        name=dienstverband.werknemer.name,
        origin=Origin(channel="demo"),
    )


def live(
    story: Story, dienstverband: Dienstverband, cast: Cast, *, today: date, random: Random
) -> None:
    """Let the story happen to this employment, day after day."""
    if story.leave:
        _leave(story.leave, dienstverband, cast, today)
    for event in story.events:
        day = today - timedelta(days=event.days_ago)
        _work_off(0, dienstverband, cast, until=day, today=today, random=random)
        with at(day):
            verzuim.record_melding(
                actor=cast.werkgever,
                dienstverband_id=dienstverband.pk,
                new=verzuim.NewMelding(
                    soort=event.soort,
                    day=day,
                    percentage=event.percentage,
                    vangnet=story.vangnet if event.soort == SICK else None,
                    verwacht_hersteld_op=None,
                ),
                today=day,
            )
    _work_off(story.neglected, dienstverband, cast, until=today, today=today, random=random)
    if story.ends_in:
        _end(dienstverband, cast, today, story.ends_in)


def _leave(days: tuple[int, int], dienstverband: Dienstverband, cast: Cast, today: date) -> None:
    start, eind = (today - timedelta(days=ago) for ago in days)
    with at(start - timedelta(days=30)):
        verzuim.record_verlof(
            actor=cast.werkgever,
            dienstverband_id=dienstverband.pk,
            start=start,
            eind=eind,
            today=start - timedelta(days=30),
        )


def _end(dienstverband: Dienstverband, cast: Cast, today: date, days: int) -> None:
    dienstverband.refresh_from_db()
    parties.end_dienstverband(
        actor=cast.werkgever,
        dienstverband_id=dienstverband.pk,
        eindigt_op=today + timedelta(days=days),
        version=dienstverband.version,
    )
    verzuim.replan_dienstverband(
        actor=cast.werkgever, dienstverband_id=dienstverband.pk, today=today
    )


def _work_off(
    neglected: int,
    dienstverband: Dienstverband,
    cast: Cast,
    *,
    until: date,
    today: date,
    random: Random,
) -> None:
    """Do the duties that fall due before `until`, but for the last ones that are neglected."""
    for _ in range(MOST_STEPS):
        due = [task for task in _due(dienstverband, until) if not cast.is_behind(task, today)]
        if len(due) <= neglected:
            return
        _do(due[0], cast, until, random)


def _due(dienstverband: Dienstverband, until: date) -> list[Task]:
    found = Task.objects.filter(OPEN, dossier__dienstverband=dienstverband, due_on__lt=until)
    return list(found.exclude(code=ONLY_UWV).order_by("due_on", "pk"))


def _do(task: Task, cast: Cast, until: date, random: Random) -> None:
    earliest = max(task.from_on or task.dossier.eerste_ziektedag, task.dossier.eerste_ziektedag)
    early = task.due_on - timedelta(days=random.choice(DAYS_EARLY))
    day = min(max(early, earliest), until)
    with at(day, hour=11):
        verzuim.complete_task(
            actor=cast.of(task.owner, task.dossier.dienstverband),
            task=task.public_id,
            completed_on=day,
            version=task.version,
            today=day,
        )
