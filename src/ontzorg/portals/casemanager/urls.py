"""The addresses of the casemanager portal."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.casemanager import views

app_name = "casemanager"
urlpatterns = [
    path("werkgevers/", views.clients, name="clients"),
    path("ziekmelden/", views.sick_employers, name="sick-employers"),
]
