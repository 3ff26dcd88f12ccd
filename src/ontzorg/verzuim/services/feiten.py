"""Records what happened on a day: steps that were taken, and decisions of others."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.idempotency import once
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Dienstverband, lock_dienstverband, parties_of
from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.zaak import Vangnet
from ontzorg.verzuim.derivation.states import MILESTONE_OF_FEIT
from ontzorg.verzuim.models import Feit, FeitCode, Task, Verzuimdossier
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.services.planning import plan_or_refuse

# The last day of an extension lies ahead; everything else has happened.
MAY_LIE_AHEAD = frozenset({FeitCode.VERLENGING})
LONGEST_AHEAD = timedelta(days=731)


@transaction.atomic
def record_feit(
    *,
    actor: Actor,
    dossier: UUID,
    code: str,
    day: date,
    today: date,
    value: str = "",
    replaces: int | None = None,
    key: UUID | None = None,
) -> Feit:
    """Record a feit in a dossier and plan again. `replaces` names the feit it corrects.

    A step that comes back, such as an evaluatie, counts for the open one nearest to its day.
    """
    actor.require(Privilege.RECORD_FEIT)
    found = dossiers_visible_to(actor).get(public_id=dossier)
    dienstverband = lock_dienstverband(found.dienstverband_id, actor=actor)
    _check(found, code, day, value, today)

    def perform() -> Feit:
        old = _own_feit(dienstverband, replaces)
        return store_feit(
            actor=actor,
            dienstverband=dienstverband,
            code=FeitCode(code),
            day=day,
            value=value,
            volgnummer=old.volgnummer if old else _nearest(found, code, day),
            first_melding_id=found.first_melding_id,
            replaces=old,
        )

    feit = perform() if key is None else once(actor, key, perform, model=Feit)
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
    replaces: Feit | None = None,
    is_withdrawn: bool = False,
) -> Feit:
    """Append a feit, and log it. The caller plans."""
    feit = Feit.objects.create(
        dienstverband=dienstverband,
        code=code,
        day=day,
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
    outbox.publish("verzuim.feit.recorded", feit_id=feit.pk)
    return feit


def take_back_feit(*, actor: Actor, feit: Feit) -> Feit:
    """Append that a feit does not count. The caller plans."""
    return store_feit(
        actor=actor,
        dienstverband=feit.dienstverband,
        code=FeitCode(feit.code),
        day=feit.day,
        value=feit.value,
        volgnummer=feit.volgnummer,
        first_melding_id=feit.first_melding_id or 0,
        replaces=feit,
        is_withdrawn=True,
    )


def _check(dossier: Verzuimdossier, code: str, day: date, value: str, today: date) -> None:
    if code not in FeitCode.values:
        raise UserError("Kies wat u wilt vastleggen.", field="code")
    if code == FeitCode.VANGNET and value not in set(Vangnet):
        raise UserError("Kies welke vangnetregeling geldt.", field="value")
    latest = today + LONGEST_AHEAD if code in MAY_LIE_AHEAD else today
    if day > latest:
        raise UserError(
            f"{dutch_date(day)} ligt te ver vooruit. Kies een eerdere dag.", field="day"
        )
    if day < dossier.eerste_ziektedag:
        raise UserError(
            f"De eerste ziektedag is {dutch_date(dossier.eerste_ziektedag)}. "
            "Kies die dag of een latere.",
            field="day",
        )


def _nearest(dossier: Verzuimdossier, code: str, day: date) -> int:
    """Return the number of the open task of this kind whose day is nearest."""
    milestone = MILESTONE_OF_FEIT.get(FeitCode(code), "")
    waiting = Task.objects.filter(
        dossier=dossier, code=milestone, completed_on=None, withdrawn_on=None
    ).values_list("due_on", "volgnummer")
    return min(((abs(due_on - day), number) for due_on, number in waiting), default=(None, 1))[1]


def _own_feit(dienstverband: Dienstverband, feit_id: int | None) -> Feit | None:
    if feit_id is None:
        return None
    feit = Feit.objects.filter(dienstverband=dienstverband, pk=feit_id).first()
    if feit is None or feit.replaced_by.exists():
        raise UserError(
            "Het feit dat u verbetert, is al vervangen. Ververs de pagina.", field="replaces"
        )
    return feit
