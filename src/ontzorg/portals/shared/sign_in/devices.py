"""Recognises the browsers that someone signed in with before."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ontzorg.access import outbox
from ontzorg.access.devices import see_device
from ontzorg.access.selectors import Account

COOKIE = "__Host-device" if settings.HTTPS else "device"
LASTS = 400 * 24 * 60 * 60
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "een Mac"),
    ("Linux", "Linux"),
)


def note_device(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Remember this browser, and have a mail sent when it is a new one."""
    cookie = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    label = describe(request.headers.get("User-Agent", ""))
    device_id, is_new = see_device(
        account_id=account.pk, cookie=cookie, label=label, now=timezone.now()
    )
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if is_new:
        outbox.publish("account.new_device", device_id=device_id)


def describe(user_agent: str) -> str:
    """Return a browser as people call it: "Firefox op Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Een browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} op {system}" if system else browser
