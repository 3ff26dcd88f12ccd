"""Mails that leave at once, because someone is waiting for someone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ontzorg.access.models import Account, Membership
from ontzorg.access.roles import Role
from ontzorg.integrations.mail.letter import send_letter


def account_created(account_id: int) -> None:
    """Invite a new person to choose a password."""
    account = Account.objects.get(pk=account_id)
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uidb36, _, token = key.partition("-")
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
    send_letter(
        to=account.email,
        subject="Kies uw wachtwoord voor Ontzorg",
        template="account_created",
        link=f"{settings.PUBLIC_URL}{link}",
    )


def melding_awaits(werkgever_id: int) -> None:
    """Tell the administrators of an employer that a melding waits for their answer."""
    found = Membership.objects.filter(
        organisation_id=werkgever_id,
        role=Role.WERKGEVER_BEHEERDER,
        period__contains=timezone.localdate(),
    ).select_related("account")
    for membership in found:
        send_letter(
            to=membership.account.email,
            subject="Er staat een melding voor u klaar",
            template="melding_awaits",
        )


HANDLERS: Mapping[str, Callable[..., None]] = {
    "account.created": account_created,
    "verzuim.melding.awaits": melding_awaits,
}
