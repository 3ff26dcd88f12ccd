"""The pages for what goes wrong. Each says what to do, none says how the house is built."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from importlib import resources

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ontzorg.access.errors import ConflictError

SERVER_ERROR = 500
DATABASE_DOWN = (OperationalError, InterfaceError)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that the request could not be understood.

    A session that the database cannot keep now comes here too, as if it had been ended.
    """
    if any(isinstance(error, DATABASE_DOWN) for error in _causes(exception)):
        return _database_down()
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that this person may not do this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that there is nothing here, or nothing this person may see."""
    return render(request, "404.html", status=404)


def conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
    """Show that someone else changed the same thing first."""
    return render(request, "409.html", {"message": error.message}, status=409)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show that something broke on our side, or that database or disk fail for a moment.

    Django brings every error here, also one that is raised before a page is reached.
    """
    error = sys.exception()
    is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    if is_full or isinstance(error, DATABASE_DOWN):
        return _database_down()
    return render(request, "500.html", status=SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that the form is too old to be trusted."""
    return render(request, "403.html", {"is_old_form": True}, status=403)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _database_down() -> HttpResponse:
    page = resources.files("ontzorg.portals.shared") / "static" / "shared" / "503.html"
    response = HttpResponse(page.read_bytes(), status=503)
    response["Retry-After"] = "30"
    return response
