"""Signs out whoever left the screen alone, and everyone after a working day."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SEEN_AT, BEGUN_AT = "seen_at", "begun_at"
STEP_SECONDS = 60  # the session is written once a minute at most


class IdleMiddleware:
    """Ends a session that was idle too long or is too old (ASVS 7.3.1 and 7.3.2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out or note the time, then answer."""
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if _is_over(request, now):
                logout(request)
            else:
                _note(request, now)
        return self.get_response(request)


def _is_over(request: HttpRequest, now: int) -> bool:
    seen_at = request.session.get(SEEN_AT, now)
    begun_at = request.session.get(BEGUN_AT, now)
    is_idle = now - seen_at > settings.SESSION_IDLE_SECONDS
    return bool(is_idle or now - begun_at > settings.SESSION_COOKIE_AGE)


def _note(request: HttpRequest, now: int) -> None:
    request.session.setdefault(BEGUN_AT, now)
    if now - request.session.get(SEEN_AT, 0) >= STEP_SECONDS:
        request.session[SEEN_AT] = now
        UserSession.objects.create_from_request(request)
