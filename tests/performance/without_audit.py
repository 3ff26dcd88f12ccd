"""Leaves the log out of a request that asks for it: a page can be timed with and without."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ontzorg.access import audit

COOKIE = "zonder_logboek"
_now = threading.local()
_record = audit.record


def _record_unless_left_out(**event: object) -> None:
    if not getattr(_now, "is_left_out", False):
        _record(**event)  # type: ignore[arg-type]


class WithoutAudit:
    """Takes its turn before the page; the settings of the benchmark alone know it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        audit.record = _record_unless_left_out

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with a line in the log or without."""
        _now.is_left_out = COOKIE in request.COOKIES
        return self.get_response(request)
