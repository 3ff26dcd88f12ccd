"""The addresses of the product, a list of them for scanners that follow links, and the holes."""

from __future__ import annotations

from django.urls import path

from ontzorg.config.urls import handler400, handler403, handler404, handler500
from ontzorg.config.urls import urlpatterns as sound
from tests.walls import holes

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("proef/<slug:who>/", holes.list_of_operations),
    path("gat/tekst/", holes.text_in_sql),
    path("gat/volgorde/", holes.order_in_sql),
    path("gat/getal/", holes.number_in_sql),
    path("gat/koekje/", holes.cookie_in_sql),
    path("gat/verwijzer/", holes.referer_in_sql),
    path("gat/echo/", holes.echo),
    path("gat/prikbord/", holes.board),
    path("gat/bestand/", holes.any_file),
    path("gat/door/", holes.anywhere),
    path("gat/fout/", holes.talking_error),
    *sound,
]
