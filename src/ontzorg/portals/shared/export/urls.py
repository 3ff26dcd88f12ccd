"""Addresses of the lists that can be taken along."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared.export import views

urlpatterns = [
    path("medewerkers/", views.export_staff, name="export-staff"),
    path("dossiers/", views.export_dossiers, name="export-dossiers"),
    path("taken/", views.export_tasks, name="export-tasks"),
]
