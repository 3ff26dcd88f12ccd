"""The addresses of the casemanager portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "casemanager"
urlpatterns: list[URLPattern] = []
