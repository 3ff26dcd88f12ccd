"""Addresses of the work list: tasks, who stands in, and what waits."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared.work import (
    deputy_views,
    parked_views,
    planning_views,
    task_views,
    views,
)

urlpatterns = [
    path("mijn-werk/", views.work, name="work"),
    path("planning/", planning_views.planning, name="planning"),
    path("planning/overdragen/", planning_views.hand_over, name="hand-over"),
    path("taken/toewijzen/", views.tasks_assign, name="tasks-assign"),
    path("taken/<uuid:public_id>/", task_views.task_show, name="task"),
    path("taken/<uuid:public_id>/afronden/", task_views.task_complete, name="task-complete"),
    path("taken/<uuid:public_id>/terugdraaien/", task_views.task_undo, name="task-undo"),
    path("taken/<uuid:public_id>/uitleg/", task_views.task_explain, name="task-explain"),
    path("wacht-op-meer/", parked_views.parked, name="parked"),
    path("vervanging/", deputy_views.deputies, name="deputies"),
    path("vervanging/<int:deputy_id>/stoppen/", deputy_views.deputy_end, name="deputy-end"),
]
