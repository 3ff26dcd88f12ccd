"""Asks employees to open their own pages, and lets them in."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Q

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.services import AddressTakenError, admit_employee
from ontzorg.parties.models import Dienstverband, Invitation, Werknemer
from ontzorg.parties.selectors import Admission, admission_of, werknemers_visible_to
from ontzorg.parties.services.werknemers import check_email


@transaction.atomic
def invite_werknemer(*, actor: Actor, werknemer_id: int, email: str, today: date) -> Invitation:
    """Ask a person to open his own pages; asked again, the last address counts.

    The address becomes the one that is kept of him. The account and the mail follow by the worker.
    """
    actor.require(Privilege.MANAGE_STAFF)
    werknemer = werknemers_visible_to(actor).get(pk=werknemer_id)
    address = email.strip().lower()
    _check_person(werknemer, today)
    _check_address(werknemer, address)
    _keep_address(actor, werknemer, address)
    made, _ = Invitation.objects.update_or_create(
        werknemer=werknemer,
        defaults={
            "werkgever_id": werknemer.werkgever_id,
            "email": address,
            "invited_on": today,
            "refused_on": None,
        },
    )
    _log(actor, "uitnodiging.verstuurd", werknemer)
    outbox.publish("parties.werknemer.invited", werknemer_id=werknemer.pk)
    return made


@transaction.atomic
def admit_werknemer(*, actor: Actor, werknemer_id: int, today: date) -> None:
    """Make the account and the role of who was invited; an address of another is noted."""
    actor.require(Privilege.MANAGE_ACCESS)
    waiting = Invitation.objects.select_for_update().filter(accepted_on=None)
    invitation = waiting.select_related("werknemer").filter(pk=werknemer_id).first()
    if invitation is None:
        return
    werknemer = invitation.werknemer
    try:
        with transaction.atomic():
            _admit(actor, invitation, today)
    except AddressTakenError:
        Invitation.objects.filter(pk=invitation.pk).update(refused_on=today)
        _log(actor, "uitnodiging.gestuit", werknemer)
    else:
        _log(actor, "toegang.gegeven", werknemer)


@transaction.atomic
def accept_invitation(*, actor: Actor, today: date) -> None:
    """Note the first visit of an employee to his own pages."""
    actor.require(Privilege.SEE_OWN_DATA)
    mine = Invitation.objects.filter(pk=actor.werknemer_id or 0, accepted_on=None)
    if mine.update(accepted_on=today, refused_on=None):
        _log(actor, "uitnodiging.aangenomen", werknemers_visible_to(actor).get())


def _check_person(werknemer: Werknemer, today: date) -> None:
    still = Q(eindigt_op__isnull=True) | Q(eindigt_op__gte=today)
    if not Dienstverband.objects.filter(still, werknemer=werknemer).exists():
        raise UserError(
            f"{werknemer.name} is niet meer in dienst. Voeg eerst een dienstverband toe, of nodig "
            "iemand anders uit."
        )
    if admission_of(werknemer.pk).state is Admission.OPEN:
        raise UserError(
            f"{werknemer.name} heeft al een account. Een nieuw wachtwoord vraagt de medewerker "
            "zelf aan bij het aanmelden."
        )


def _check_address(werknemer: Werknemer, address: str) -> None:
    if not address:
        raise UserError("Vul het e-mailadres van de medewerker in.", field="email")
    check_email(address)
    others = Q(email__iexact=address) | Q(invitation__email=address)
    colleagues = Werknemer.objects.filter(others, werkgever_id=werknemer.werkgever_id)
    if colleagues.exclude(pk=werknemer.pk).exists():
        raise UserError(
            "Dit adres staat ook bij een andere medewerker. Vul een adres in dat alleen van "
            f"{werknemer.name} is.",
            field="email",
        )


def _keep_address(actor: Actor, werknemer: Werknemer, address: str) -> None:
    if werknemer.email.lower() == address:
        return
    same = Werknemer.objects.filter(pk=werknemer.pk)
    same.update(email=address, version=F("version") + 1)
    _log(actor, "werknemer.gewijzigd", werknemer, ["email"])


def _admit(actor: Actor, invitation: Invitation, today: date) -> None:
    werknemer = invitation.werknemer
    admit_employee(
        actor=actor,
        email=invitation.email,
        name=werknemer.name,
        surname=werknemer.achternaam,
        organisation_id=werknemer.werkgever_id,
        werknemer_id=werknemer.pk,
        start=today,
    )


def _log(actor: Actor, action: str, werknemer: Werknemer, fields: list[str] | None = None) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="werknemer",
        object_id=werknemer.pk,
        werkgever_id=werknemer.werkgever_id,
        werknemer_ids=[werknemer.pk],
        fields=fields or (),
    )
