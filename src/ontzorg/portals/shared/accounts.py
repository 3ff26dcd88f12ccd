"""How sign-in behaves: nobody signs himself up, and people are called by their name."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from ontzorg.access.crypto import seal, unseal
from ontzorg.access.models import Account
from ontzorg.portals.shared.seals import SECOND_FACTOR
from ontzorg.portals.shared.sign_in.fresh import is_fresh
from ontzorg.portals.shared.sign_in.words import ERRORS, SECOND_STEP_ERRORS

BOUND_TO = SECOND_FACTOR.bound_to


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an invitation of the organisation, never from a public form."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the public sign-up closed."""
        return False

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Ask again for a change of one's safety, unless the person has just signed in."""
        return not is_fresh(self.request)

    def set_password(self, user: Account, password: str) -> None:
        """Store the password and nothing else: other columns are not for signing in."""
        user.set_password(password)
        user.save(update_fields=["password"])


def display_name(account: Account) -> str:
    """Return the name to show for an account."""
    return account.name


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed with the master key before they are stored."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        **SECOND_STEP_ERRORS,
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret; the copy of a database without the key is of no use."""
        return base64.b64encode(seal(text, bound_to=BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return unseal(base64.b64decode(encrypted_text), bound_to=BOUND_TO)

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002 - allauth's
        """Name a passkey by its number."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"
