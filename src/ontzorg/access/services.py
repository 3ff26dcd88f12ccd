"""Everything that changes accounts, roles, mandates and deputies. One call, one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import (
    Account,
    Deputy,
    Mandate,
    Membership,
    Organisation,
    OrganisationKind,
)
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party, Role
from ontzorg.access.walls.open_columns import read_open
from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.huisnormen import huisnorm_varianten

KIND_OF_PARTY = {
    Party.WERKGEVER: OrganisationKind.WERKGEVER,
    Party.WERKNEMER: OrganisationKind.WERKGEVER,
    Party.ARBODIENST: OrganisationKind.ARBODIENST,
    Party.REINTEGRATIE: OrganisationKind.REINTEGRATIE,
    Party.VERZEKERAAR: OrganisationKind.VERZEKERAAR,
    Party.ADVISEUR: OrganisationKind.ADVISEUR,
    Party.BEHEER: OrganisationKind.BEHEER,
    Party.AUDIT: OrganisationKind.BEHEER,
}


class DoubleRoleError(UserError):
    """Someone would be on the employer's and on the medical side for the same people."""

    def __init__(self) -> None:
        super().__init__(
            "Deze persoon heeft al een rol aan de andere kant: bij de werkgever én bij de "
            "arbodienst van die werkgever mag niet. Kies iemand anders, of beëindig eerst de "
            "andere rol."
        )


@transaction.atomic
def register_organisation(
    *, actor: Actor, kind: OrganisationKind, name: str, kvk_number: str = "", variant: str = ""
) -> Organisation:
    """Add an organisation; `variant` names the house norms of an arbodienst."""
    actor.require(Privilege.MANAGE_ACCESS)
    if not name.strip():
        raise UserError("Vul de naam van de organisatie in.", field="name")
    check_variant(kind, variant)
    made = Organisation.objects.create(
        kind=kind, name=name.strip(), kvk_number=kvk_number, variant=variant
    )
    _log(actor, "organisatie.toegevoegd", made.pk)
    return made


def check_variant(kind: str, variant: str) -> None:
    """Refuse house norms that do not exist, or at an organisation that has none."""
    if not variant:
        return
    if kind != OrganisationKind.ARBODIENST:
        raise UserError("Huisnormen horen bij een arbodienst. Laat ze hier leeg.", field="variant")
    known = huisnorm_varianten()
    if variant not in known:
        raise UserError(f"Kies huisnormen uit deze lijst: {', '.join(known)}.", field="variant")


@transaction.atomic
def create_account(*, actor: Actor, email: str, name: str, password: str | None = None) -> Account:
    """Add a person who can sign in. Without a password he sets one through a mail."""
    actor.require(Privilege.MANAGE_ACCESS)
    account = _store_account(actor, email.strip().lower(), name, password)
    outbox.publish("account.invited", account_id=account.pk)
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
    _log(actor, "account.toegevoegd", account.pk)
    return account


class AddressTakenError(UserError):
    """The address belongs to an account on another name, or to one that was closed."""

    def __init__(self) -> None:
        super().__init__(
            "Met dit adres kunnen wij geen account maken. Vraag om een ander e-mailadres.",
            field="email",
        )


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
        _log(actor, "rol.verplaatst", moved.pk)
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


def add_membership(
    *,
    actor: Actor,
    account: Account,
    organisation: Organisation,
    role: Role,
    start: date,
    afdeling_ids: Sequence[int] = (),
    werknemer_id: int | None = None,
    taakdelegatie: bool = False,
) -> Membership:
    """Give a person a role at an organisation. Raises DoubleRoleError where the law forbids it."""
    actor.require(Privilege.MANAGE_ACCESS)
    _check_role(organisation, role, werknemer_id)
    made = Membership(
        account=account,
        organisation=organisation,
        role=role,
        period=DateRange(start, None),
        afdeling_ids=list(afdeling_ids),
        werknemer_id=werknemer_id,
        taakdelegatie=taakdelegatie,
    )
    with _double_role_logged(actor):
        _check_is_new(made)
        _save(made)
        _log(actor, "rol.gegeven", made.pk)
    return made


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, end: date) -> None:
    """Take a role away from `end` on; what was done in it stays."""
    actor.require(Privilege.MANAGE_ACCESS)
    if _end(membership, end):
        _log(actor, "rol.beeindigd", membership.pk)


def give_mandate(
    *, actor: Actor, werkgever: Organisation, organisation: Organisation, start: date, today: date
) -> Mandate:
    """Let an organisation work for a werkgever from `start`; it sees him from that day on."""
    actor.require(Privilege.MANAGE_ACCESS)
    _check_sides(werkgever, organisation)
    made = Mandate(
        werkgever=werkgever,
        organisation=organisation,
        kind=organisation.kind,
        period=DateRange(start, None),
    )
    with _double_role_logged(actor):
        _check_no_mandate_yet(made)
        _save(made)
        let_rows_follow(werkgever.pk, today)
        _log(actor, "mandaat.gegeven", made.pk, werkgever_id=werkgever.pk)
        outbox.publish("mandate.changed", werkgever_id=werkgever.pk)
    return made


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, end: date, today: date) -> None:
    """End a mandate on `end`; from that day the organisation no longer sees the werkgever.

    An end of today or before holds with this transaction; the worker sees to a later one.
    """
    actor.require(Privilege.MANAGE_ACCESS)
    if _end(mandate, end):
        let_rows_follow(mandate.werkgever_id, today)
        _log(actor, "mandaat.beeindigd", mandate.pk, werkgever_id=mandate.werkgever_id)
        outbox.publish("mandate.changed", werkgever_id=mandate.werkgever_id)


def let_rows_follow(werkgever_id: int, today: date) -> int:
    """Share the rows of a werkgever with who has a mandate today; return how many changed.

    For who gives mandates and for the system. The medical room does not follow: its files move
    only with consent of the employee.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_follow_mandates(%s, %s)", [werkgever_id, today])
        return int(cursor.fetchone()[0])


@transaction.atomic
def name_deputy(*, actor: Actor, deputy: Membership, start: date, end: date) -> Deputy:
    """Let a colleague do the actor's work from `start` up to and not including `end`."""
    actor.require(Privilege.NAME_DEPUTY)
    if deputy.organisation_id != actor.organisation_id or deputy.pk == actor.membership_id:
        raise UserError("Kies een collega van uw eigen organisatie.", field="deputy")
    if end <= start:
        raise UserError(
            "De laatste dag ligt voor de eerste. Kies een latere laatste dag.", field="end"
        )
    own = Deputy.objects.filter(
        membership_id=actor.membership_id or 0, deputy=deputy, stopped_at=None
    )
    if own.filter(period__overlap=DateRange(start, end)).exists():
        raise UserError(
            "Deze collega vervangt u in deze dagen al. Kies andere dagen of een ander.",
            field="deputy",
        )
    made = Deputy.objects.create(
        membership_id=actor.membership_id or 0,
        deputy=deputy,
        organisation_id=deputy.organisation_id,
        period=DateRange(start, end),
    )
    _log(actor, "vervanging.geregeld", made.pk)
    return made


@transaction.atomic
def end_deputy(*, actor: Actor, deputy_id: int) -> None:
    """Stop a deputyship that the actor arranged himself; that it was there stays known."""
    actor.require(Privilege.NAME_DEPUTY)
    own = Deputy.objects.filter(membership_id=actor.membership_id or 0, stopped_at=None)
    stopped = own.get(pk=deputy_id)
    stopped.stopped_at = timezone.now()
    stopped.save(update_fields=["stopped_at"])
    _log(actor, "vervanging.gestopt", deputy_id)


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


def _check_role(organisation: Organisation, role: Role, werknemer_id: int | None) -> None:
    if KIND_OF_PARTY.get(role.party) != organisation.kind:
        raise UserError(
            f"De rol {role.label} past niet bij {organisation}. Kies een andere rol, of de "
            "organisatie waar deze rol bij hoort.",
            field="role",
        )
    if role is Role.MEDEWERKER and werknemer_id is None:
        raise UserError("Kies de medewerker van wie dit account is.", field="role")


def _check_is_new(membership: Membership) -> None:
    """Refuse a role that the person already has; the lock makes a double click wait."""
    accounts = Account.objects.using("default").select_for_update().only("pk")
    accounts.get(pk=membership.account_id)
    same = Membership.objects.filter(
        account_id=membership.account_id,
        organisation_id=membership.organisation_id,
        role=membership.role,
        werknemer_id=membership.werknemer_id,
        period__overlap=membership.period,
    )
    if same.exists():
        raise UserError(
            "Deze persoon heeft deze rol al. Beëindig die eerst, of kies een andere rol.",
            field="role",
        )


def _check_sides(werkgever: Organisation, organisation: Organisation) -> None:
    if werkgever.kind != OrganisationKind.WERKGEVER:
        raise UserError("Kies een organisatie die werkgever is.", field="werkgever")
    if organisation.kind in (OrganisationKind.WERKGEVER, OrganisationKind.BEHEER):
        raise UserError("Kies een organisatie die voor werkgevers werkt.", field="organisation")


def _check_no_mandate_yet(mandate: Mandate) -> None:
    """Refuse a mandate that the organisation already has; the lock makes a double click wait."""
    Organisation.objects.select_for_update().get(pk=mandate.werkgever_id)
    same = Mandate.objects.filter(
        werkgever_id=mandate.werkgever_id,
        organisation_id=mandate.organisation_id,
        period__overlap=mandate.period,
    )
    if same.exists():
        raise UserError(
            "Deze organisatie heeft dit mandaat al. Beëindig het eerst, of kies een andere.",
            field="organisation",
        )


@contextmanager
def _double_role_logged(actor: Actor) -> Iterator[None]:
    """Undo the block when it would make a double role, but keep a line of the attempt."""
    try:
        with transaction.atomic():
            yield
    except DoubleRoleError:
        audit.record(actor=actor, action="dubbele_rol", result=audit.REFUSED)
        raise


def _save(row: Membership | Mandate) -> None:
    try:
        row.save()
    except IntegrityError as error:
        if "double role" in str(error):
            raise DoubleRoleError from error
        if "mandate_one_" not in str(error):
            raise
        raise UserError(
            "In deze periode is er al een organisatie van deze soort. Beëindig die eerst.",
            field="organisation",
        ) from error


def _end(row: Membership | Mandate, end: date) -> bool:
    """Write the end unless it stands there already; tells whether it was written."""
    row.period = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk).period
    if end == row.period.upper:
        return False
    if end <= row.period.lower:
        raise UserError(
            f"Dit geldt vanaf {dutch_date(row.period.lower)}. Kies een latere einddatum.",
            field="end",
        )
    if row.period.upper is not None and end > row.period.upper:
        raise UserError(
            f"Dit is al beëindigd op {dutch_date(row.period.upper)}. Kies die dag of een eerdere.",
            field="end",
        )
    row.period = DateRange(row.period.lower, end)
    row.save(update_fields=["period"])
    return True


def _log(actor: Actor, action: str, object_id: int, werkgever_id: int | None = None) -> None:
    kind = action.partition(".")[0]
    audit.record(
        actor=actor,
        action=action,
        object_type=kind,
        object_id=object_id,
        werkgever_id=werkgever_id,
    )
