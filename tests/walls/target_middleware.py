"""What stands around the attacked product: a count of requests, and forms that are always new."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
TALLY = "requests.tally"


def tally_file(var: Path) -> Path:
    """Return the file that grows by one byte with each request, whichever process answers."""
    return var / TALLY


class Tally:
    """Counts requests."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        place = tally_file(Path(settings.ENVIRONMENT.var))
        self.file = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count, then answer."""
        os.write(self.file, b".")
        return self.get_response(request)


class FreshFormKey:
    """Gives a posted form a key that nobody used; a key that a scanner spoiled stays as it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change the key, then answer."""
        key = request.POST.get("form_key", "")
        if _is_uuid(key):
            values = request.POST.copy()
            values["form_key"] = str(uuid4())
            request.POST = values  # type: ignore[assignment]
        return self.get_response(request)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
