"""Addresses that several roles share: the start page, the work list and the dossier."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared import start_views

urlpatterns = [
    path("", start_views.start, name="start"),
    path("rol/", start_views.choose_role, name="choose-role"),
    path(".well-known/security.txt", start_views.security_txt, name="security-txt"),
]
