"""The addresses of the insurer's portal."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.verzekeraar import views

app_name = "verzekeraar"
urlpatterns = [
    path("werkgevers/", views.clients, name="clients"),
    path("verzuim/", views.portfolio, name="portfolio"),
    path("verzuim/<uuid:public_id>/", views.dossier, name="dossier"),
]
