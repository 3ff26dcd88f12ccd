"""Addresses of the dossier page and of what is added to it."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared.dossier import fact_views, form_views, melding_views, views

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
        fact_views.dossier_fact,
        name="dossier-fact",
    ),
    path("feiten/<int:feit_id>/verbeteren/", fact_views.fact_correct, name="fact-correct"),
    path("feiten/<int:feit_id>/intrekken/", fact_views.fact_withdraw, name="fact-withdraw"),
    path("verlof/<int:verlof_id>/intrekken/", fact_views.leave_withdraw, name="leave-withdraw"),
    path("meldingen/<uuid:public_id>/verbeteren/", melding_views.correct, name="melding-correct"),
    path("meldingen/<uuid:public_id>/intrekken/", melding_views.withdraw, name="melding-withdraw"),
]
