"""Takes in meldingen, whatever the door, and answers those of the werknemer himself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.idempotency import once
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.parties.selectors import Dienstverband, lock_dienstverband, parties_of
from ontzorg.verzuim.derivation.facts import read_facts
from ontzorg.verzuim.models import Door, Melding, MeldingBesluit, MeldingIntake
from ontzorg.verzuim.services.handing_on import hand_on
from ontzorg.verzuim.services.melding_checks import check_melding
from ontzorg.verzuim.services.new_melding import NewMelding
from ontzorg.verzuim.services.planning import plan_or_refuse


@transaction.atomic
def record_melding(
    *,
    actor: Actor,
    dienstverband_id: int,
    new: NewMelding,
    today: date,
    key: UUID | None = None,
) -> Melding:
    """Record one melding and bring dossiers and tasks in line with all meldingen together.

    With a `key` a repeated call gives the melding that the first one made. Raises UserError
    with what to do when the melding cannot be accepted; then nothing is saved.
    """
    _require(actor, new)
    if key is None:
        return _record(actor, dienstverband_id, new, today)

    def perform() -> Melding:
        return _record(actor, dienstverband_id, new, today)

    return once(actor, key, perform, model=Melding, content=[dienstverband_id, new])


@transaction.atomic
def confirm_melding(*, actor: Actor, melding: UUID, today: date) -> Melding:
    """Let a melding of the werknemer himself count."""
    return _answer(actor, melding, today, is_confirmed=True, reason="")


@transaction.atomic
def reject_melding(*, actor: Actor, melding: UUID, reason: str, today: date) -> Melding:
    """Refuse a melding of the werknemer himself; he reads the reason."""
    if not reason.strip():
        raise UserError("Leg uit waarom u deze melding afwijst.", field="reason")
    return _answer(actor, melding, today, is_confirmed=False, reason=reason.strip())


def _require(actor: Actor, new: NewMelding) -> None:
    """The werknemer reports for himself only; a message may come in with the right to receive."""
    if actor.role is Role.MEDEWERKER:
        actor.require(Privilege.REPORT_OWN_SICKNESS)
    elif new.door != Door.SIVI or not actor.may(Privilege.RECEIVE_BERICHT):
        actor.require(Privilege.REGISTER_MELDING)


def _record(actor: Actor, dienstverband_id: int, new: NewMelding, today: date) -> Melding:
    dienstverband = lock_dienstverband(dienstverband_id, actor=actor)
    facts = read_facts(dienstverband)
    check_melding(actor, new, dienstverband, facts, today)
    melding = _store(actor, dienstverband, new)
    feit = hand_on(dienstverband, melding, today) if melding.door != Door.WERKNEMER else None
    plan_or_refuse(dienstverband, today, facts=facts.joined_by(melding, feit))
    _log(actor, "melding.vastgelegd", melding)
    outbox.note("verzuim.melding.recorded", melding_id=melding.pk)
    if melding.door == Door.WERKNEMER:
        outbox.publish("verzuim.melding.awaits", werkgever_id=melding.werkgever_id)
    return melding


def _store(actor: Actor, dienstverband: Dienstverband, new: NewMelding) -> Melding:
    values = asdict(new)
    answers = values.pop("intake")
    values["refers_to_id"] = values.pop("refers_to")
    recorded_at = _recorded_at(actor, new)
    values["recorded_at"] = recorded_at
    values["reported_at"] = new.reported_at or recorded_at
    if actor.role is Role.MEDEWERKER:
        values["door"] = Door.WERKNEMER
    parties = parties_of(dienstverband)
    melding = Melding.objects.create(
        dienstverband=dienstverband,
        recorded_by=actor.account_id,
        recorded_by_label=actor.label,
        **parties,
        **values,
    )
    if answers:
        MeldingIntake.objects.create(melding=melding, **parties, **answers)
    return melding


def _recorded_at(actor: Actor, new: NewMelding) -> datetime:
    if actor.role is Role.SYSTEM and new.recorded_at is not None:
        return new.recorded_at
    return timezone.now()


def _answer(
    actor: Actor, public_id: UUID, today: date, *, is_confirmed: bool, reason: str
) -> Melding:
    actor.require(Privilege.CONFIRM_MELDING)
    found = Melding.objects.get(public_id=public_id)
    dienstverband = lock_dienstverband(found.dienstverband_id, actor=actor)
    if found.door != Door.WERKNEMER:
        raise UserError("Deze melding wacht niet op een antwoord: zij telt al mee.")
    if MeldingBesluit.objects.filter(melding=found).exists():
        raise UserError("Deze melding is al beantwoord. Ververs de pagina.")
    MeldingBesluit.objects.create(
        melding=found,
        is_confirmed=is_confirmed,
        reason=reason,
        decided_at=timezone.now(),
        decided_by=actor.account_id,
        **parties_of(dienstverband),
    )
    _log(actor, "melding.bevestigd" if is_confirmed else "melding.afgewezen", found)
    outbox.note("verzuim.melding.answered", melding_id=found.pk)
    if is_confirmed:
        hand_on(dienstverband, found, today)
    plan_or_refuse(dienstverband, today)
    found.refresh_from_db()
    return found


def _log(actor: Actor, action: str, melding: Melding) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="melding",
        object_id=melding.pk,
        werkgever_id=melding.werkgever_id,
        werknemer_ids=[melding.werknemer_id],
    )
