"""Steps that ask people to prove once more who they are, because much depends on them."""

from __future__ import annotations

import time
from functools import wraps
from typing import cast
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.portals.shared.http import ActorRequest, P, View


def needs_fresh_sign_in(view: View[P]) -> View[P]:
    """Show the page only to someone who signed in or confirmed in the last ten minutes.

    Put it under `needs`: first whether this person may, then whether it is really him. Whoever
    comes too late confirms with password, code or passkey, and returns to where he was. In a
    demonstration nobody has a password, so there it lets everyone through.
    """

    @wraps(view)
    def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return ask_again(request)

    guarded.needs_fresh_sign_in = True  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether this session proved itself recently (ACCOUNT_REAUTHENTICATION_TIMEOUT)."""
    if settings.DEMO:
        return True
    records = get_authentication_records(request, request.user)
    latest = max((float(record["at"]) for record in records), default=0.0)
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: HttpRequest) -> HttpResponse:
    """Bring someone to the page where he proves who he is, and after that back."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    if not methods:  # he signs in at his own organisation: let him do that anew
        logout(request)
    url = methods[0]["url"] if methods else reverse("account_login")
    where = f"{url}?{urlencode({'next': _way_back(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(where)
    return redirect(where)


def _way_back(request: HttpRequest) -> str:
    """Return the page to go on with: what was posted is asked again, never kept."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return urlsplit(came_from).path if is_ours else "/"
