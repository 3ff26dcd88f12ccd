"""Signs in by the real pages, as a person or an attacker does, and sees how far he gets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ontzorg.access.models import Account
from tests.harness.world import PEOPLE, actor

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page

PASSWORD = "Paardenbloem-12-onder-de-boom"  # noqa: S105 - of people who do not exist
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of people who do not exist
STEP = 1_000_000  # the half minute in which these tests live
LOGIN = "/account/login/"
SECOND_STEP = "/account/2fa/authenticate/"
SET_UP = "/beveiliging/tweede-stap/"
TOO_OFTEN = re.compile("te vaak|Te vaak|te veel|Te veel")
EMPLOYEES = frozenset({"medewerker", "medewerker_b"})
PROFESSIONALS = tuple(person.key for person in PEOPLE if person.key not in EMPLOYEES)


def account_of(who: str) -> Account:
    """Return the account of someone of the small world."""
    return Account.objects.get(pk=actor(who).account_id or 0)


def give_password(who: str) -> Account:
    """Let someone sign in with the password of these tests."""
    account = account_of(who)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    return account


def give_app(account: Account) -> list[str]:
    """Couple an app with codes; return the recovery codes that come with it."""
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    kept = Authenticator.objects.get(user_id=account.pk, type="recovery_codes")
    codes: list[str] = kept.wrap().get_unused_codes()
    return codes


def code(step: int = STEP) -> str:
    """Return the six digits that the app shows in a half minute."""
    return str(format_hotp_value(hotp_value(SECRET, step)))


def type_password(
    client: Client, who: str, password: str = PASSWORD, *, ip: str = "127.0.0.1"
) -> Page:
    """Fill in address and password."""
    given = {"login": f"{who}@voorbeeld.example", "password": password}
    return client.post(LOGIN, given, REMOTE_ADDR=ip)


def type_code(client: Client, given: str) -> Page:
    """Fill in a code at the second step."""
    return client.post(SECOND_STEP, {"code": given})


def is_in(client: Client) -> bool:
    """Tell whether a page opens that only someone who is fully signed in sees."""
    return where(client) == ""


def where(client: Client) -> str:
    """Return where the start page brings someone who may not go on; nothing when he may."""
    page = client.get("/rol/")
    if page.status_code != 200:
        return str(page["Location"]).partition("?")[0]
    page = client.get("/")
    place = str(page.get("Location", ""))
    return place if place.startswith((SET_UP, LOGIN)) else ""


def session_key(client: Client) -> str:
    """Return the secret that a browser keeps."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def copy_of(client: Client) -> Client:
    """Return another browser with the same cookies, as a thief has it."""
    thief = Client(raise_request_exception=False)
    for name, morsel in client.cookies.items():
        thief.cookies[name] = morsel.value
    return thief


def bsn_page(werknemer: str) -> str:
    """Return the address where an employer asks for a BSN."""
    return reverse("werkgever:staff-bsn", args=[werknemer])
