"""How sign-in behaves: nobody signs himself up, and people are called by their name."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from ontzorg.access.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an invitation of the organisation, never from a public form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the public sign-up closed."""
        return False


def display_name(account: Account) -> str:
    """Return the name to show for an account."""
    return account.name
