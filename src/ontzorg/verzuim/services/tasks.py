"""What people do with tasks: mark as done, take that back, give to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import colleague_names
from ontzorg.parties.selectors import Dienstverband, lock_dienstverband
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.derivation.facts import last_word
from ontzorg.verzuim.derivation.states import FEIT_OF_MILESTONE, was_on
from ontzorg.verzuim.models import Feit, FeitCode, Task, TaskOwner, Verzuimdossier
from ontzorg.verzuim.owners import may_complete
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.tasks import tasks_visible_to
from ontzorg.verzuim.services.feiten import store_feit, take_back_feit
from ontzorg.verzuim.services.planning import plan_or_refuse
from ontzorg.verzuim.services.settled import unsettle

ASSIGNING = "ONTZORGMANAGER_TOEWIJZEN"


@transaction.atomic
def complete_task(
    *, actor: Actor, task: UUID, completed_on: date, version: int, today: date
) -> Task:
    """Mark a task as done on the day it was really done, and plan what follows from it.

    Raises ConflictError when the task changed since the user saw it.
    """
    found, dienstverband = _locked(actor, task, version)
    _check_can_be_done(found, completed_on, today)
    feit = _store_done(actor, dienstverband, found, completed_on)
    if found.code == ASSIGNING and actor.role is Role.ONTZORGMANAGER:
        _take_on(actor, found.dossier)
    _log(actor, "taak.afgerond", found)
    outbox.note("verzuim.task.completed", task_id=found.pk, feit_id=feit.pk)
    plan_or_refuse(dienstverband, today)
    found.refresh_from_db()
    return found


@transaction.atomic
def undo_task(*, actor: Actor, task: UUID, version: int, today: date) -> Task:
    """Take back, on the same day, that a task was done."""
    found, dienstverband = _locked(actor, task, version)
    feit = _feit_of(found)
    if feit is None or not was_on(feit.recorded_at, today):
        raise UserError(
            "Terugdraaien kan alleen op de dag zelf. Klopt de datum niet? Leg dan het juiste "
            "feit vast in het dossier."
        )
    if feit.recorded_by is None:
        raise UserError(
            "Dit heeft Ontzorg zelf vastgelegd. Klopt de ziekmelding niet? Verbeter die, of trek "
            "die in."
        )
    take_back_feit(actor=actor, feit=feit)
    _log(actor, "taak.teruggedraaid", found)
    plan_or_refuse(dienstverband, today)
    found.refresh_from_db()
    return found


@transaction.atomic
def assign_tasks(*, actor: Actor, tasks: Sequence[UUID], membership_id: int | None) -> int:
    """Give tasks to a colleague of the actor's own organisation, or to nobody."""
    actor.require(Privilege.ASSIGN_TASK)
    name = _colleague(membership_id)
    found = list(tasks_visible_to(actor).filter(public_id__in=tasks))
    if len(found) != len(set(tasks)):
        raise UserError("Een van deze taken is er niet meer. Ververs de lijst en kies opnieuw.")
    Task.objects.filter(pk__in=[task.pk for task in found]).update(
        assigned_to=membership_id, assigned_name=name, version=F("version") + 1
    )
    unsettle({task.dossier_id for task in found if task.withdrawn_on is not None})
    for task in found:
        _log(actor, "taak.toegewezen", task)
    return len(found)


@transaction.atomic
def assign_ontzorgmanager(
    *, actor: Actor, dossier: UUID, membership_id: int, today: date
) -> Verzuimdossier:
    """Give a dossier, with its open tasks for the Ontzorgmanager, to a colleague."""
    actor.require(Privilege.ASSIGN_TASK)
    found = dossiers_visible_to(actor).get(public_id=dossier)
    dienstverband = lock_dienstverband(found.dienstverband_id, actor=actor)
    _give_dossier(found, membership_id, _colleague(membership_id))
    duty = Task.objects.filter(dossier=found, code=ASSIGNING, completed_on=None, withdrawn_on=None)
    for task in duty:
        _store_done(actor, dienstverband, task, today)
    plan_or_refuse(dienstverband, today)
    audit.record(
        actor=actor,
        action="dossier.toegewezen",
        object_type="dossier",
        object_id=found.pk,
        werkgever_id=found.werkgever_id,
        werknemer_ids=[found.werknemer_id],
    )
    return found


def _locked(actor: Actor, public_id: UUID, version: int) -> tuple[Task, Dienstverband]:
    """Return the task and its employment, held alone, so that the version cannot grow old."""
    actor.require(Privilege.COMPLETE_TASK)
    task = tasks_visible_to(actor).select_related("dossier").get(public_id=public_id)
    if not may_complete(actor, task):
        raise NotAllowedError(Privilege.COMPLETE_TASK, actor=actor)
    dienstverband = lock_dienstverband(task.dossier.dienstverband_id, actor=actor)
    task.refresh_from_db()
    if task.version != version:
        raise ConflictError
    return task, dienstverband


def _store_done(actor: Actor, dienstverband: Dienstverband, task: Task, completed_on: date) -> Feit:
    return store_feit(
        actor=actor,
        dienstverband=dienstverband,
        code=FEIT_OF_MILESTONE.get(task.code, FeitCode.STAP),
        day=completed_on,
        value="" if task.code in FEIT_OF_MILESTONE else task.code,
        volgnummer=task.volgnummer,
        first_melding_id=task.dossier.first_melding_id,
    )


def _take_on(actor: Actor, dossier: Verzuimdossier) -> None:
    """Give a dossier without Ontzorgmanager to the one who says that there is one now."""
    if dossier.ontzorgmanager_id is None and actor.membership_id is not None:
        _give_dossier(dossier, actor.membership_id, actor.name)


def _give_dossier(dossier: Verzuimdossier, membership_id: int, name: str) -> None:
    dossier.ontzorgmanager_id, dossier.ontzorgmanager_name = membership_id, name
    dossier.version += 1
    dossier.save(update_fields=["ontzorgmanager_id", "ontzorgmanager_name", "version"])
    unsettle([dossier.pk])
    Task.objects.filter(dossier=dossier, owner=TaskOwner.ONTZORGMANAGER, completed_on=None).update(
        assigned_to=membership_id, assigned_name=name, version=F("version") + 1
    )


def _check_can_be_done(task: Task, completed_on: date, today: date) -> None:
    if task.completed_on is not None:
        raise UserError(f"Deze taak is al gedaan op {dutch_date(task.completed_on)}.")
    if task.withdrawn_on is not None:
        raise UserError(f"Deze taak is vervallen. {task.withdrawn_reason}".strip())
    if completed_on > today:
        raise UserError(
            f"{dutch_date(completed_on)} ligt in de toekomst. Vul de dag in waarop het echt is "
            "gedaan.",
            field="completed_on",
        )
    first = task.dossier.eerste_ziektedag
    if completed_on < first:
        raise UserError(
            f"De eerste ziektedag is {dutch_date(first)}. Kies die dag of een latere.",
            field="completed_on",
        )


def _feit_of(task: Task) -> Feit | None:
    code = FEIT_OF_MILESTONE.get(task.code, FeitCode.STAP)
    feiten = Feit.objects.filter(dienstverband_id=task.dossier.dienstverband_id)
    own = [
        feit
        for feit in last_word(feiten)
        if feit.code == code
        and feit.volgnummer == task.volgnummer
        and (code != FeitCode.STAP or feit.value == task.code)
        and feit.recorded_at == task.completed_at
    ]
    return own[0] if own else None


def _colleague(membership_id: int | None) -> str:
    if membership_id is None:
        return ""
    names = colleague_names()
    if membership_id not in names:
        raise UserError("Kies een collega van uw eigen organisatie.", field="membership_id")
    return names[membership_id]


def _log(actor: Actor, action: str, task: Task) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="taak",
        object_id=task.pk,
        werkgever_id=task.werkgever_id,
        werknemer_ids=[task.werknemer_id],
    )
