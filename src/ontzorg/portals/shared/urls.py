"""Addresses that several roles share: the start page, the work list and the dossier."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared import (
    deputy_views,
    dossier_form_views,
    dossier_views,
    matrix_views,
    melding_views,
    parked_views,
    search_views,
    start_views,
    task_views,
    work_views,
)

urlpatterns = [
    path("", start_views.start, name="start"),
    path("rol/", start_views.choose_role, name="choose-role"),
    path(".well-known/security.txt", start_views.security_txt, name="security-txt"),
    path("mijn-werk/", work_views.work, name="work"),
    path("taken/toewijzen/", work_views.tasks_assign, name="tasks-assign"),
    path("taken/<uuid:public_id>/", task_views.task_show, name="task"),
    path("taken/<uuid:public_id>/afronden/", task_views.task_complete, name="task-complete"),
    path("taken/<uuid:public_id>/terugdraaien/", task_views.task_undo, name="task-undo"),
    path("taken/<uuid:public_id>/uitleg/", task_views.task_explain, name="task-explain"),
    path("dossiers/", dossier_views.dossiers, name="dossiers"),
    path("dossiers/<uuid:public_id>/", dossier_views.dossier, name="dossier"),
    path("dossiers/<uuid:public_id>/geven/", dossier_views.dossier_give, name="dossier-give"),
    path(
        "dossiers/<uuid:public_id>/wijziging/",
        dossier_form_views.dossier_change,
        name="dossier-change",
    ),
    path(
        "dossiers/<uuid:public_id>/herstel/",
        dossier_form_views.dossier_recover,
        name="dossier-recover",
    ),
    path(
        "dossiers/<uuid:public_id>/verlof/",
        dossier_form_views.dossier_leave,
        name="dossier-leave",
    ),
    path(
        "dossiers/<uuid:public_id>/feit/",
        dossier_form_views.dossier_fact,
        name="dossier-fact",
    ),
    path("meldingen/<uuid:public_id>/verbeteren/", melding_views.correct, name="melding-correct"),
    path("meldingen/<uuid:public_id>/intrekken/", melding_views.withdraw, name="melding-withdraw"),
    path("wacht-op-meer/", parked_views.parked, name="parked"),
    path("vervanging/", deputy_views.deputies, name="deputies"),
    path("vervanging/<int:deputy_id>/stoppen/", deputy_views.deputy_end, name="deputy-end"),
    path("wie-ziet-wat/", matrix_views.access_matrix, name="access-matrix"),
    path("zoeken/", search_views.search, name="search"),
]
