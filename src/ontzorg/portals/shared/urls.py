"""Addresses that several roles share: the start page, the work list and the dossier."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ontzorg.portals.shared import brand_views, matrix_views, search_views, start_views, why_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start_views.start, name="start"),
    path("rol/", start_views.choose_role, name="choose-role"),
    path(".well-known/security.txt", start_views.security_txt, name="security-txt"),
    path("wie-ziet-wat/", matrix_views.access_matrix, name="access-matrix"),
    path("waarom-niet/", why_views.why_not_seen, name="why-not-seen"),
    path("zoeken/", search_views.search, name="search"),
    path(
        "huisstijl/<uuid:public_id>/stijl.css",
        brand_views.brand_style,
        name="brand-style",
    ),
    path(
        "huisstijl/<uuid:public_id>/logo.png",
        brand_views.brand_logo,
        name="brand-logo",
    ),
    path("beveiliging/", include("ontzorg.portals.shared.sign_in.urls")),
    path("exporteren/", include("ontzorg.portals.shared.export.urls")),
    path("", include("ontzorg.portals.shared.dossier.urls")),
    path("", include("ontzorg.portals.shared.work.urls")),
]
