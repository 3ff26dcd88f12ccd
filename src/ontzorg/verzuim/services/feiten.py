"""Records what happened on a day: steps that were taken, and decisions of others."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.idempotency import once
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Dienstverband, lock_dienstverband, parties_of
from ontzorg.verzuim.derivation.course import derive_case_named
from ontzorg.verzuim.derivation.fact_needs import may_tell
from ontzorg.verzuim.derivation.facts import read_facts
from ontzorg.verzuim.derivation.states import MILESTONE_OF_FEIT
from ontzorg.verzuim.models import Feit, FeitCode, Task, Verzuimdossier
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.services.feit_checks import Known, NewFeit, check_feit
from ontzorg.verzuim.services.planning import plan_or_refuse


@transaction.atomic
def record_feit(
    *,
    actor: Actor,
    dossier: UUID,
    code: str,
    day: date,
    today: date,
    value: str = "",
    eind: date | None = None,
    replaces: int | None = None,
    key: UUID | None = None,
) -> Feit:
    """Record a feit in a dossier and plan again. `replaces` names the feit it corrects.

    A step that comes back, such as an evaluatie, counts for the open one nearest to its day.
    """
    actor.require(Privilege.RECORD_FEIT)
    found = dossiers_visible_to(actor).get(public_id=dossier)
    dienstverband = lock_dienstverband(found.dienstverband_id, actor=actor)
    new = NewFeit(code=code, day=day, eind=eind, value=value, replaces=replaces)

    def perform() -> Feit:
        return _store_new(actor, new, found, dienstverband, today)

    if key is None:
        feit = perform()
    else:
        feit = once(actor, key, perform, model=Feit, content=[dossier, new])
    plan_or_refuse(dienstverband, today)
    return feit


@transaction.atomic
def withdraw_feit(*, actor: Actor, feit_id: int, today: date) -> Feit:
    """Take back a feit that was wrong; it stays visible in the history."""
    actor.require(Privilege.RECORD_FEIT)
    feit = Feit.objects.get(pk=feit_id)
    dienstverband = lock_dienstverband(feit.dienstverband_id, actor=actor)
    if feit.is_withdrawn or feit.replaced_by.exists():
        raise UserError("Dit feit is al vervangen of ingetrokken. Ververs de pagina.")
    if not may_tell(actor, feit.code):
        raise UserError("Dit heeft de arbodienst vastgelegd. Vraag het aan de bedrijfsarts.")
    withdrawn = take_back_feit(actor=actor, feit=feit)
    plan_or_refuse(dienstverband, today)
    return withdrawn


def store_feit(
    *,
    actor: Actor,
    dienstverband: Dienstverband,
    code: FeitCode,
    day: date,
    value: str,
    volgnummer: int,
    first_melding_id: int,
    eind: date | None = None,
    replaces: Feit | None = None,
    is_withdrawn: bool = False,
) -> Feit:
    """Append a feit, and log it. The caller plans."""
    feit = Feit.objects.create(
        dienstverband=dienstverband,
        code=code,
        day=day,
        eind=eind,
        value=value,
        volgnummer=volgnummer,
        first_melding_id=first_melding_id,
        replaces=replaces,
        is_withdrawn=is_withdrawn,
        recorded_at=timezone.now(),
        recorded_by=actor.account_id,
        recorded_by_label=actor.label,
        **parties_of(dienstverband),
    )
    audit.record(
        actor=actor,
        action="feit.ingetrokken" if is_withdrawn else "feit.vastgelegd",
        object_type="feit",
        object_id=feit.pk,
        werkgever_id=feit.werkgever_id,
        werknemer_ids=[feit.werknemer_id],
        fields=[code.value],
    )
    outbox.note("verzuim.feit.recorded", feit_id=feit.pk)
    return feit


def take_back_feit(*, actor: Actor, feit: Feit) -> Feit:
    """Append that a feit does not count. The caller plans."""
    return store_feit(
        actor=actor,
        dienstverband=feit.dienstverband,
        code=FeitCode(feit.code),
        day=feit.day,
        eind=feit.eind,
        value=feit.value,
        volgnummer=feit.volgnummer,
        first_melding_id=feit.first_melding_id or 0,
        replaces=feit,
        is_withdrawn=True,
    )


def _store_new(
    actor: Actor, new: NewFeit, dossier: Verzuimdossier, dienstverband: Dienstverband, today: date
) -> Feit:
    """Append what someone told about a dossier, when it can be so."""
    facts = read_facts(dienstverband)
    case = derive_case_named(facts, today, dossier.first_melding_id)
    start = dossier.eerste_ziektedag
    check_feit(actor, new, Known(facts=facts, case=case, eerste_ziektedag=start, today=today))
    old = _own_feit(dienstverband, new.code, new.replaces)
    return store_feit(
        actor=actor,
        dienstverband=dienstverband,
        code=FeitCode(new.code),
        day=new.day,
        eind=new.eind,
        value=new.value,
        volgnummer=old.volgnummer if old else _nearest(dossier, new.code, new.day),
        first_melding_id=dossier.first_melding_id,
        replaces=old,
    )


def _nearest(dossier: Verzuimdossier, code: str, day: date) -> int:
    """Return the number of the open task of this kind whose day is nearest."""
    milestone = MILESTONE_OF_FEIT.get(FeitCode(code), "")
    waiting = Task.objects.filter(
        dossier=dossier, code=milestone, completed_on=None, withdrawn_on=None
    ).values_list("due_on", "volgnummer")
    return min(((abs(due_on - day), number) for due_on, number in waiting), default=(None, 1))[1]


def _own_feit(dienstverband: Dienstverband, code: str, feit_id: int | None) -> Feit | None:
    if feit_id is None:
        return None
    feit = Feit.objects.filter(dienstverband=dienstverband, code=code, pk=feit_id).first()
    if feit is None or feit.is_withdrawn or feit.replaced_by.exists():
        raise UserError(
            "Het feit dat u verbetert, is al vervangen. Ververs de pagina.", field="replaces"
        )
    return feit
