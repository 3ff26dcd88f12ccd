"""The request as pages know it: with an actor and a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.privileges import Privilege

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request of someone who signed in and chose a role. `today` is the working day."""

    actor: Actor
    today: date
    htmx: HtmxDetails


View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def needs(privilege: Privilege) -> Callable[[View[P]], View[P]]:
    """Let only actors with this privilege see the page; others are refused, and logged."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not hasattr(request, "actor"):
                return redirect("account_login")
            request.actor.require(privilege)
            return view(request, *args, **kwargs)

        guarded.privilege = privilege  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return decorate


def open_page(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a page that needs no privilege: start, sign-in, errors."""
    view.privilege = None  # type: ignore[attr-defined]
    return view


def origin_of(request: HttpRequest) -> Origin:
    """Return where a request came from, for the log."""
    return Origin(
        channel="web",
        ip=get_adapter(request).get_client_ip(request),
        request_id=getattr(request, "request_id", ""),
    )


def form_key(request: HttpRequest) -> UUID:
    """Return the idempotency key of the posted form, or a new one for a fresh form."""
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return uuid4()
