"""Addresses of the dossier page and of what is added to it."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared.dossier import form_views, melding_views, views

urlpatterns = [
    path("dossiers/", views.dossiers, name="dossiers"),
    path("dossiers/<uuid:public_id>/", views.dossier, name="dossier"),
    path("dossiers/<uuid:public_id>/geven/", views.dossier_give, name="dossier-give"),
    path(
        "dossiers/<uuid:public_id>/wijziging/",
        form_views.dossier_change,
        name="dossier-change",
    ),
    path(
        "dossiers/<uuid:public_id>/herstel/",
        form_views.dossier_recover,
        name="dossier-recover",
    ),
    path(
        "dossiers/<uuid:public_id>/verlof/",
        form_views.dossier_leave,
        name="dossier-leave",
    ),
    path(
        "dossiers/<uuid:public_id>/feit/",
        form_views.dossier_fact,
        name="dossier-fact",
    ),
    path("meldingen/<uuid:public_id>/verbeteren/", melding_views.correct, name="melding-correct"),
    path("meldingen/<uuid:public_id>/intrekken/", melding_views.withdraw, name="melding-withdraw"),
]
