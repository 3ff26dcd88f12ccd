"""Professionals prove in two ways who they are, before they see anyone's case."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Role

# An employee sees his own file only; he may set up a second factor, and is not made to.
WITHOUT_SECOND_FACTOR = frozenset({Role.MEDEWERKER})
FREE = ("/beveiliging/", "/.well-known/", "/wie-ziet-wat/")
PAGE = "second-factor"
STRONG = "strong"  # mark of a sign-in elsewhere whose level counts as two factors


def is_missing(request: HttpRequest, actor: Actor) -> bool:
    """Tell whether this session must pass a second factor before it goes on."""
    if settings.DEMO or actor.role in WITHOUT_SECOND_FACTOR or request.path.startswith(FREE):
        return False
    return not has_passed(request)


def has_passed(request: HttpRequest) -> bool:
    """Tell whether a second factor was proved in this very session."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" or record.get(STRONG) for record in records)


def ask(request: HttpRequest) -> HttpResponse:
    """Bring someone to the page that explains the second factor."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect("/")
    return redirect(PAGE)
