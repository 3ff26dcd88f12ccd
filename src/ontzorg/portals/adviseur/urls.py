"""The addresses of the adviseur portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "adviseur"
urlpatterns: list[URLPattern] = []
