"""A browser without a screen: someone of the small world, signed in, and forms to send."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from ontzorg.access.models import Account
from tests.harness.world import PEOPLE

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Page

HIDDEN = re.compile(r'<input type="hidden" name="(form_key|version)" value="([^"]*)"')


def sign_in(client: Client, key: str) -> Client:
    """Sign in as someone of the small world, in the role he has there."""
    number = [person.key for person in PEOPLE].index(key) + 1
    enter(client, number, membership_id=number)
    return client


def enter(client: Client, account_id: int, *, method: str = "mfa", **more: int) -> None:
    """Sign in just now: with a second factor, as professionals must, or another method."""
    client.force_login(Account.objects.get(pk=account_id))
    session = client.session
    proved = {"method": method, "at": time.time()}
    session["account_authentication_methods"] = [proved]
    session["account_authentication_methods_user"] = str(account_id)
    session.update(more)
    session.save()


def hidden(response: Page) -> dict[str, str]:
    """Return the hidden answers of the form on a page: its key and the version it shows."""
    return dict(HIDDEN.findall(text_of(response)))


def text_of(response: Page) -> str:
    """Return the page as text."""
    return response.content.decode()


def fill_in(client: Client, url: str, **answers: str) -> Page:
    """Open a form, fill it in and send it, as a person does."""
    return client.post(url, hidden(client.get(url)) | answers)
