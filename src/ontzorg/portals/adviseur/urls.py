"""The addresses of the adviseur portal."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.adviseur import views

app_name = "adviseur"
urlpatterns = [path("werkgevers/", views.clients, name="clients")]
