"""All addresses of the product."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ontzorg.portals.shared import demo_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("ontzorg.portals.shared.sign_in.library_urls")),
    path("werkgever/", include("ontzorg.portals.werkgever.urls")),
    path("mijn/", include("ontzorg.portals.werknemer.urls")),
    path("casemanager/", include("ontzorg.portals.casemanager.urls")),
    path("arbodienst/", include("ontzorg.portals.arbodienst.urls")),
    path("verzekeraar/", include("ontzorg.portals.verzekeraar.urls")),
    path("adviseur/", include("ontzorg.portals.adviseur.urls")),
    path("beheer/", include("ontzorg.portals.beheer.urls")),
    path("", include("ontzorg.portals.shared.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/aanmelden/", demo_views.sign_in, name="demo-sign-in"))

handler400 = "ontzorg.portals.shared.errors.bad_request"
handler403 = "ontzorg.portals.shared.errors.forbidden"
handler404 = "ontzorg.portals.shared.errors.not_found"
handler500 = "ontzorg.portals.shared.errors.server_error"
