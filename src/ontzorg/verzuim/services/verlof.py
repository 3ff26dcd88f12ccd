"""Records zwangerschaps- and bevallingsverlof, and the one answer about its cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.flexibele_periode import flexibele_periode
from ontzorg.verzuim.derivation.facts import last_word
from ontzorg.verzuim.models import Verlof
from ontzorg.verzuim.services.planning import plan_or_refuse

LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class _Days:
    """The first and the last day of a leave, and the first on which it could have begun."""

    start: date
    eind: date
    flexibel_vanaf: date | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done, and the answers that ask for it."""

    perform: Callable[[], Verlof]
    content: object


@transaction.atomic
def record_verlof(
    *,
    actor: Actor,
    dienstverband_id: int,
    start: date,
    eind: date,
    today: date,
    flexibel_vanaf: date | None = None,
    replaces: int | None = None,
    key: UUID | None = None,
) -> Verlof:
    """Record a leave, first and last day included; `replaces` names the one it corrects.

    `flexibel_vanaf` is the first day on which the leave could have begun. With a `key` a repeated
    call gives the leave that the first one made.
    """
    actor.require(Privilege.RECORD_VERLOF)
    dienstverband = lock_dienstverband(dienstverband_id, actor=actor)
    days = _Days(start, eind, flexibel_vanaf)

    def perform() -> Verlof:
        old = _standing(dienstverband, replaces)
        _check(dienstverband, days, old)
        answer = old.zelfde_oorzaak if old else None
        return _store(actor, dienstverband, days, old, zelfde_oorzaak=answer)

    asked = _Asked(perform, [dienstverband_id, days, replaces])
    return _made_once(actor, dienstverband, key, asked, today)


@transaction.atomic
def withdraw_verlof(*, actor: Actor, verlof_id: int, today: date) -> Verlof:
    """Take back a leave that was recorded wrongly."""
    actor.require(Privilege.RECORD_VERLOF)
    found = Verlof.objects.get(pk=verlof_id)
    dienstverband = lock_dienstverband(found.dienstverband_id, actor=actor)
    old = _standing(dienstverband, verlof_id)
    made = _store(
        actor,
        dienstverband,
        _days_of(found),
        old,
        zelfde_oorzaak=found.zelfde_oorzaak,
        is_withdrawn=True,
    )
    plan_or_refuse(dienstverband, today)
    return made


@transaction.atomic
def answer_zelfde_oorzaak(
    *, actor: Actor, verlof_id: int, answer: bool, today: date, key: UUID | None = None
) -> Verlof:
    """Store the yes or no of the bedrijfsarts: same cause before and after the leave?"""
    actor.require(Privilege.WRITE_MEDICAL)
    found = Verlof.objects.get(pk=verlof_id)
    dienstverband = lock_dienstverband(found.dienstverband_id, actor=actor)

    def perform() -> Verlof:
        old = _standing(dienstverband, verlof_id)
        return _store(actor, dienstverband, _days_of(found), old, zelfde_oorzaak=answer)

    # The leave itself is not in the content: a replay finds its successor on the page.
    asked = _Asked(perform, [dienstverband.pk, answer])
    return _made_once(actor, dienstverband, key, asked, today)


def _made_once(
    actor: Actor,
    dienstverband: Dienstverband,
    key: UUID | None,
    asked: _Asked,
    today: date,
) -> Verlof:
    """Carry it out, for one key one time, and plan again."""
    if key is None:
        made = asked.perform()
    else:
        made = once(actor, key, asked.perform, model=Verlof, content=asked.content)
    plan_or_refuse(dienstverband, today)
    return made


def _standing(dienstverband: Dienstverband, verlof_id: int | None) -> Verlof | None:
    if verlof_id is None:
        return None
    for verlof in last_word(Verlof.objects.filter(dienstverband=dienstverband)):
        if verlof.pk == verlof_id:
            return verlof
    raise UserError("Dit verlof is al gewijzigd of ingetrokken. Ververs de pagina.")


def _days_of(verlof: Verlof) -> _Days:
    return _Days(verlof.start, verlof.eind, verlof.flexibel_vanaf)


def _check(dienstverband: Dienstverband, days: _Days, old: Verlof | None) -> None:
    if days.eind < days.start:
        raise UserError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="eind")
    if (days.eind - days.start).days >= LONGEST_DAYS:
        raise UserError("Dit verlof duurt langer dan een jaar. Controleer de dagen.", field="eind")
    _check_flexible(days)
    for other in last_word(Verlof.objects.filter(dienstverband=dienstverband)):
        is_other = old is None or other.pk != old.pk
        if is_other and other.start <= days.eind and days.start <= other.eind:
            raise UserError(
                "In deze dagen is al verlof vastgelegd. Wijzig dat verlof.", field="start"
            )


def _check_flexible(days: _Days) -> None:
    """A leave can be put off for two weeks; see `flexibele_periode` for the law."""
    earliest = flexibele_periode(days.start).start
    if days.flexibel_vanaf is not None and not earliest <= days.flexibel_vanaf <= days.start:
        raise UserError(
            f"Dit verlof kon ingaan van {dutch_date(earliest)} tot en met "
            f"{dutch_date(days.start)}. Kies een dag daarin.",
            field="flexibel_vanaf",
        )


def _store(
    actor: Actor,
    dienstverband: Dienstverband,
    days: _Days,
    old: Verlof | None,
    *,
    zelfde_oorzaak: bool | None,
    is_withdrawn: bool = False,
) -> Verlof:
    verlof = Verlof.objects.create(
        dienstverband=dienstverband,
        start=days.start,
        eind=days.eind,
        flexibel_vanaf=days.flexibel_vanaf,
        zelfde_oorzaak=zelfde_oorzaak,
        replaces=old,
        is_withdrawn=is_withdrawn,
        recorded_at=timezone.now(),
        recorded_by=actor.account_id,
        recorded_by_label=actor.label,
        **parties_of(dienstverband),
    )
    audit.record(
        actor=actor,
        action="verlof.ingetrokken" if is_withdrawn else "verlof.vastgelegd",
        object_type="verlof",
        object_id=verlof.pk,
        werkgever_id=verlof.werkgever_id,
        werknemer_ids=[verlof.werknemer_id],
    )
    outbox.note("verzuim.verlof.recorded", verlof_id=verlof.pk)
    return verlof
