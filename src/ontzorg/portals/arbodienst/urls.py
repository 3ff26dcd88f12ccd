"""The addresses of the arbodienst portal, its medical room included."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.arbodienst import emergency_views, medical_views, views

app_name = "arbodienst"
urlpatterns = [
    path("werkgevers/", views.clients, name="clients"),
    path("medisch/<uuid:public_id>/", medical_views.consults, name="consults"),
    path("medisch/<uuid:public_id>/nood/", emergency_views.emergency, name="emergency"),
    path(
        "medisch/<uuid:public_id>/nood/verslagen/",
        emergency_views.emergency_notes,
        name="emergency-notes",
    ),
    path("medisch/<uuid:public_id>/nieuw/", medical_views.consult_new, name="consult-new"),
]
