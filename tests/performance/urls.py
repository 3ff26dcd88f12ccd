"""The addresses of the product, and a page that does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ontzorg.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from ontzorg.portals.shared.http import open_page

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@open_page
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns.append(path("bench/leeg/", empty))
