"""What happens around every page: headers, and the actor."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone

from ontzorg.access import audit
from ontzorg.access.context import acting_as
from ontzorg.access.errors import ConflictError, NotAllowedError
from ontzorg.access.selectors import actor_of_session, with_deputised
from ontzorg.portals.shared import errors
from ontzorg.portals.shared.http import origin_of
from ontzorg.portals.shared.sign_in import second_factor
from ontzorg.portals.shared.sign_in.oidc import ORGANISATION

GetResponse = Callable[[HttpRequest], HttpResponse]
# Signing in and choosing a role: there the portal's own login looks, not a party.
WITHOUT_ACTOR = ("/account/", "/static/", "/rol/", "/demo/")
NO_TEXT = "%00"
METHODS = ("GET", "HEAD", "POST")
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class HeadersMiddleware:
    """Adds the headers that Django does not set, and keeps pages out of shared caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse methods that no page knows, and add the headers to the answer."""
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        known = request.method in METHODS
        response = self.get_response(request) if known else HttpResponseNotAllowed(METHODS)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cache-Control", "no-store")
        return response


class ActorMiddleware:
    """Finds out who acts, and runs the page inside the walls of that actor's party."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the page as its actor; undo its changes when it breaks."""
        if NO_TEXT in request.META.get("QUERY_STRING", ""):
            raise BadRequest("No text has a zero character, and no database takes one.")
        today = timezone.localdate()
        request.today = today  # type: ignore[attr-defined]
        if request.path.startswith(WITHOUT_ACTOR) or not request.user.is_authenticated:
            return self.get_response(request)
        actor = actor_of_session(
            account=request.user,
            membership_id=request.session.get("membership_id"),
            organisation_id=request.session.get(ORGANISATION),
            today=today,
            origin=origin_of(request),
        )
        if actor is None:
            return self.get_response(request)
        if second_factor.is_missing(request, actor):
            return second_factor.ask(request)
        with acting_as(actor), audit.readings_at_the_end():
            request.actor = with_deputised(actor, today)  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= errors.SERVER_ERROR:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn the errors of services into pages; what was logged stays logged."""
        match error:
            case NotAllowedError():
                audit.log_refusal(error)
                return errors.forbidden(request)
            case ConflictError():
                return errors.conflict(request, error)
            case ObjectDoesNotExist():
                return errors.not_found(request)
        return None
