"""Addresses of our own pages: of the rows of a list, and where to go after a form."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

NO_ROW = UUID(int=0)


def row_address(name: str, public_id: UUID) -> str:
    """Return the address of the page about one row of a list.

    A page has many rows. Django works out the way to the page once, for all of them.
    """
    return _way_to(name).replace(str(NO_ROW), str(public_id))


@cache
def _way_to(name: str) -> str:
    return reverse(name, args=[NO_ROW])


def safe_next(request: HttpRequest, name: str, *arguments: object) -> str:
    """Return the `next` of the form when it is one of our pages, else the named page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse(name, args=arguments)
