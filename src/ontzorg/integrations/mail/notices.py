"""Mails that leave at once, because someone is waiting for someone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.models import Account, Membership
from ontzorg.access.roles import Role
from ontzorg.access.walls.open_columns import read_open
from ontzorg.integrations.mail.letter import send_letter
from ontzorg.integrations.mail.safety import new_device

INVITED = ("Kies uw wachtwoord voor Ontzorg", "account_invited")
INVITED_EMPLOYEE = ("Kies je wachtwoord voor Ontzorg", "account_invited_werknemer")
ADDED = ("Er staat iets nieuws voor u klaar", "role_added")
ADDED_EMPLOYEE = ("Er staat iets nieuws voor je klaar", "role_added_werknemer")


def account_invited(account_id: int) -> None:
    """Invite a person to choose a password; who has one reads that something was added."""
    account = Account.objects.get(pk=account_id)
    held = Membership.objects.filter(account_id=account_id)
    roles = set(held.values_list("role", flat=True))
    is_employee = roles == {Role.MEDEWERKER.value}
    if account.has_usable_password():
        subject, template = ADDED_EMPLOYEE if is_employee else ADDED
    else:
        subject, template = INVITED_EMPLOYEE if is_employee else INVITED
    link = f"{settings.PUBLIC_URL}{_password_path(account)}"
    send_letter(to=account.email, subject=subject, template=template, link=link)


def _password_path(account: Account) -> str:
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uidb36, _, token = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})


def melding_awaits(werkgever_id: int) -> None:
    """Tell the administrators of an employer that a melding waits for their answer."""
    found = Membership.objects.filter(
        organisation_id=werkgever_id,
        role=Role.WERKGEVER_BEHEERDER,
        period__contains=timezone.localdate(),
    )
    for membership in read_open(found, SYSTEM, "account"):
        send_letter(
            to=membership.account.email,
            subject="Er staat een melding voor u klaar",
            template="melding_awaits",
        )


HANDLERS: Mapping[str, Callable[..., None]] = {
    "account.invited": account_invited,
    "account.new_device": new_device,
    "verzuim.melding.awaits": melding_awaits,
}
