"""The addresses of one's own safety, beside those of the sign-in library under /account/."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.shared.sign_in import views

urlpatterns = [
    path("tweede-stap/", views.second_factor, name="second-factor"),
    path("sessies/<int:session_id>/einde/", views.session_end, name="session-end"),
]
