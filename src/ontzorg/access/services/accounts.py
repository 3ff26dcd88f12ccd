"""Adding a person who can sign in, and letting a medewerker in."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from ontzorg.access import outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Account, Membership, Organisation
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.services.memberships import add_membership
from ontzorg.access.services.rows import log
from ontzorg.access.walls.open_columns import read_open


class AddressTakenError(UserError):
    """The address belongs to an account on another name, or to one that was closed."""

    def __init__(self) -> None:
        super().__init__(
            "Met dit adres kunnen wij geen account maken. Vraag om een ander e-mailadres.",
            field="email",
        )


@transaction.atomic
def create_account(*, actor: Actor, email: str, name: str, password: str | None = None) -> Account:
    """Add a person who can sign in. Without a password he sets one through a mail."""
    actor.require(Privilege.MANAGE_ACCESS)
    account = _store_account(actor, email.strip().lower(), name, password)
    outbox.publish("account.invited", account_id=account.pk)
    return account


@transaction.atomic
def admit_employee(
    *,
    actor: Actor,
    email: str,
    name: str,
    surname: str,
    organisation_id: int,
    werknemer_id: int,
    start: date,
) -> Account:
    """Let a medewerker in with the account of this address, and with no other account.

    A known account must carry his family name: a typing error may not show a colleague his
    pages. A mail follows. Raises AddressTakenError.
    """
    actor.require(Privilege.MANAGE_ACCESS)
    account = _account_of(actor, email.strip().lower(), name, surname)
    mine = Membership.objects.filter(
        organisation_id=organisation_id, role=Role.MEDEWERKER, werknemer_id=werknemer_id
    )
    if moved := mine.exclude(account=account).first():
        mine.update(account=account)
        log(actor, "rol.verplaatst", moved.pk)
    elif not mine.exists():
        organisation = Organisation.objects.get(pk=organisation_id)
        add_membership(
            actor=actor,
            account=account,
            organisation=organisation,
            role=Role.MEDEWERKER,
            start=start,
            werknemer_id=werknemer_id,
        )
    outbox.publish("account.invited", account_id=account.pk)
    return account


def _account_of(actor: Actor, address: str, name: str, surname: str) -> Account:
    known = read_open(Account.objects.using("default"), actor)
    account = known.filter(email=address).first()
    if account is None:
        return _store_account(actor, address, name, None)
    if not account.is_active or surname.casefold() not in account.name.casefold():
        raise AddressTakenError
    return account


def _store_account(actor: Actor, address: str, name: str, password: str | None) -> Account:
    _check_account(address, name, password)
    account = Account(email=address, name=name.strip())
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(using="default")
    except IntegrityError as error:
        if "email" not in str(error):
            raise
        raise UserError(
            "Er is al een account met dit e-mailadres. Geef dat account een rol.", field="email"
        ) from error
    log(actor, "account.toegevoegd", account.pk)
    return account


def _check_account(address: str, name: str, password: str | None) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise UserError("Vul een geldig e-mailadres in.", field="email") from error
    if not name.strip():
        raise UserError("Vul de naam in.", field="name")
    if password is None:
        return
    try:
        validate_password(password, Account(email=address, name=name))
    except ValidationError as error:
        raise UserError(" ".join(error.messages), field="password") from error
